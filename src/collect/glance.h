/* SPDX-License-Identifier: MIT
 * The text of a message for a glance at it: only with bodies = glance, only in memory, never stored (spec 00 §2, 08 §8.4). Pure. */
#pragma once
#include <glib.h>

#define COLLECT_GLANCE_MAX 32768 /* bytes of the part, before decoding */

/* A text/plain or (IS_HTML) text/html part as sent: undoes ENCODING and CHARSET (NULL = none named). At most COLLECT_GLANCE_MAX bytes are looked
 * at. UTF-8; caller frees. */
char *collect_glance_part(const char *bytes, gsize length, const char *encoding, const char *charset, gboolean is_html);
/* The first text/plain part of a whole message, else the first text/html one; NULL if there is none. Caller frees. */
char *collect_glance_message(const char *bytes, gsize length);
