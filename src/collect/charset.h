/* SPDX-License-Identifier: MIT
 * Bytes in a named character set become UTF-8; damage becomes U+FFFD, an unknown name is a guess (spec 16-B18). Pure. */
#pragma once
#include <glib.h>

/* TRUE if CHARSET is a name that is understood. */
gboolean collect_charset_is_known(const char *charset);
/* Valid UTF-8, control characters left in. An unknown (or NULL) CHARSET: UTF-8 if valid, else Windows-1252. Caller frees. */
char *collect_charset_decode(const char *charset, const char *bytes, gsize length);
