/* SPDX-License-Identifier: MIT
 * Message ids: the <...> tokens of Message-ID, In-Reply-To and References (spec 16-B17). Pure. */
#pragma once
#include <glib.h>

/* The first id of the unfolded header VALUE (NULL = missing): without <>, the part after the last @ in lower case, clean. NULL if there
 * is none. Caller frees. */
char *collect_identifier_first(const char *value);
/* Appends the ids of REFERENCES, then those of IN_REPLY_TO, each once, to OUT (of char*, owned); NULL values are skipped. Of more than
 * MAIL_REFERENCES_MAX the middle is left out: the root and the nearest tell the thread. */
guint collect_identifier_all(const char *references, const char *in_reply_to, GPtrArray *out);
