/* SPDX-License-Identifier: MIT
 * A whole message: its header and the machine-readable parts of its MIME structure. Text for people is stepped over. Pure. */
#pragma once
#include "base/mail.h"
#include "collect/field.h"

#define COLLECT_MESSAGE_MAX COLLECT_HEADER_MAX /* machine parts behind so many bytes of one message are not looked for */

/* As collect_header_parse, and calendar and report parts are read. BYTES may end anywhere. Caller frees. */
Mail *collect_message_parse(const char *bytes, gsize length);
/* Calls EACH with every part that is no multipart, in order, until it returns FALSE: TYPE is lower-case or NULL (no Content-Type), BYTES as sent. A
 * message inside the message is one part. */
typedef gboolean (*CollectMessagePart)(const CollectFields *fields, const char *type, const char *bytes, gsize length, gpointer data);
void collect_message_walk(const char *bytes, gsize length, CollectMessagePart each, gpointer data);
/* TRUE if the Content-Type lets a calendar or report part be expected, so that the body is worth reading. */
gboolean collect_message_has_parts(const CollectFields *fields);
/* The bytes of the file PATH, at most COLLECT_MESSAGE_MAX, or NULL; caller frees. */
GByteArray *collect_message_load(const char *path);
/* The message in the file PATH; of a message without parts only the header is read. The file's times stay as they are where that is
 * allowed. NOT_FOUND if there is no such file, BAD_INPUT if it is no regular file, TRY_LATER if it cannot be read. Caller frees. */
Mail *collect_message_read(const char *path, GError **error);
