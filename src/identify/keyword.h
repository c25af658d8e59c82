/* SPDX-License-Identifier: MIT
 * Words that warn, in what somebody has just written (spec 09 §9.7). Pure; patterns come from the store. */
#pragma once
#include <glib.h>

typedef struct IdentifyKeywords IdentifyKeywords;
IdentifyKeywords *identify_keywords_new(void);
void identify_keywords_free(IdentifyKeywords *keywords);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IdentifyKeywords, identify_keywords_free)
/* PATTERN: words with blanks between; "*" at the end of one stands for any ending, "~" for up to three words. Case does not matter. */
void identify_keywords_add(IdentifyKeywords *keywords, const char *category, const char *pattern, int weight);
typedef struct { const char *category, *pattern; int weight; } IdentifyKeyword; /* borrowed from the keywords */
/* Each pattern that TEXT holds, once. (of IdentifyKeyword) Caller unrefs. */
GArray *identify_keywords_scan(const IdentifyKeywords *keywords, const char *text);
