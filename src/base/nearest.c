/* SPDX-License-Identifier: MIT
 * The nearest known word, for "did you mean". */
#include "base/text.h"
#include <string.h>

#define WORD_MAX 64 /* longer words are no typing errors, and the work grows with the square */

static int
min3(int a, int b, int c)
{
    return MIN(MIN(a, b), c);
}

/* Optimal string alignment: insert, delete, replace, or swap two neighbours, each costs one. */
static int
distance(const char *a, const char *b)
{
    int rows[3][WORD_MAX + 1];
    int na = (int)strlen(a), nb = (int)strlen(b);
    for (int j = 0; j <= nb; j++)
        rows[0][j] = j;
    for (int i = 1; i <= na; i++) {
        int *row = rows[i % 3], *above = rows[(i + 2) % 3], *above2 = rows[(i + 1) % 3];
        row[0] = i;
        for (int j = 1; j <= nb; j++) {
            char x = g_ascii_tolower(a[i - 1]), y = g_ascii_tolower(b[j - 1]);
            row[j] = min3(above[j] + 1, row[j - 1] + 1, above[j - 1] + (x != y));
            if (i > 1 && j > 1 && x == g_ascii_tolower(b[j - 2]) && y == g_ascii_tolower(a[i - 2]))
                row[j] = MIN(row[j], above2[j - 2] + 1);
        }
    }
    return rows[na % 3][nb];
}

const char *
text_nearest(const char *word, const char *const *words)
{
    gsize n = strlen(word);
    if (n == 0 || n > WORD_MAX)
        return NULL;
    const char *nearest = NULL;
    int least = 1 + (int)n / 4; /* more typing errors make it another word */
    for (; *words; words++) {
        if (strlen(*words) > WORD_MAX)
            continue;
        int d = distance(word, *words);
        if (d > least || (d == least && nearest) || d >= (int)n)
            continue;
        least = d;
        nearest = *words;
    }
    return nearest;
}
