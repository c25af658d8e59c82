/* SPDX-License-Identifier: MIT
 * Encoded words in headers (RFC 2047, RFC 2231 §5), read more kindly than the RFCs demand. Pure. */
#pragma once
#include <glib.h>

/* Length of the encoded word that begins at TEXT, 0 if there is none. */
gsize collect_word_length(const char *text);
/* A header value with its encoded words decoded, wherever they stand (also inside quotes); words of one character set that only blanks
 * separate are decoded as one, so that a character may be split over them. Raw 8-bit text is UTF-8 if valid, else Windows-1252. The
 * result is clean: valid UTF-8, no control characters. Caller frees. */
char *collect_word_decode(const char *raw);
/* Base64 without regard to line ends, missing padding or stray characters; appends to OUT. */
void collect_word_base64(const char *text, gsize length, GByteArray *out);
