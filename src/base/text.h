/* SPDX-License-Identifier: MIT
 * Text from outside made safe, and text compared the way people compare it (spec 16 B18, E05). */
#pragma once
#include <glib.h>

/* BYTES[0..LENGTH) as valid UTF-8: kept if valid, else read as Windows-1252; control characters (also U+0085,
 * U+2028, U+2029, bidi overrides) become spaces; NUL too. LENGTH -1 = NUL-terminated. Caller frees. */
char *text_clean(const char *bytes, gssize length);
/* As text_clean, and cut to at most MAX characters (on a character boundary), surrounding blanks removed. */
char *text_clean_line(const char *bytes, gssize length, gsize max);
/* NFC + case-folded, for comparing (Swedish letters stay apart from their bases). Caller frees. */
char *text_fold(const char *utf8);
/* Subject without reply/forward prefixes (Re, Sv, Ang, Vs, Fwd, Vb, Fw, Aw, also numbered) and [tags], folded,
 * blanks collapsed (spec 08 §8.5). Caller frees. */
char *text_subject_norm(const char *subject);
/* Subject without reply/forward prefixes only, as written. Caller frees. */
char *text_subject_strip(const char *subject);
/* TRUE if WORD stands in TEXT (both folded by the caller) with no letter or digit on either side. */
gboolean text_has_word(const char *text, const char *word);
/* How alike two texts are, 0 to 1: twice the pairs of neighbouring letters or digits that both have, by the pairs of both (Dice); case, accents
 * apart, and everything between words do not count. 1 when equal, also of one letter. */
double text_likeness(const char *a, const char *b);
/* The entry of WORDS (NULL-terminated) nearest to WORD by edit distance, or NULL when none is near. Borrowed. */
const char *text_nearest(const char *word, const char *const *words);
/* Lower-case hex SHA-256 of the strings (a NULL-terminated list of gchar*), joined by LF. Caller frees. */
char *text_sha256(const char *first, ...) G_GNUC_NULL_TERMINATED;
