/* SPDX-License-Identifier: MIT
 * The msgid, then its values, with tabs between: no text from outside holds a tab (16-B18). */
#include "measure/evidence.h"
#include <glib/gi18n.h>
#include <string.h>

char *
measure_evidence_new(const char *msgid, const char *a, const char *b)
{
    return g_strjoin("\t", msgid, a, b, NULL);
}

/* Each %s of FORMAT is the next of the values; a format that wants more than there are gets nothing for them. */
static char *
fill(const char *format, char *const *values)
{
    GString *words = g_string_new(NULL);
    for (const char *hole; (hole = strstr(format, "%s")); format = hole + 2) {
        g_string_append_len(words, format, hole - format);
        if (*values)
            g_string_append(words, *values++);
    }
    g_string_append(words, format);
    return g_string_free(words, FALSE);
}

char *
measure_evidence_words(const char *stored)
{
    if (!stored || !strchr(stored, '\t'))
        return g_strdup(stored);
    g_auto(GStrv) parts = g_strsplit(stored, "\t", -1);
    return fill(*parts[0] ? _(parts[0]) : "", parts + 1);
}
