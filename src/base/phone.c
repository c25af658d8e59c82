/* SPDX-License-Identifier: MIT
 * Telephone numbers as people write them, and where one ends and the next begins. */
#include "base/phone.h"
#include <string.h>

/* From here on a number may be whole: the shortest of a village, without its area code. */
#define DIGITS_WHOLE 5
/* A Swedish one with its area code has at least as many; one that begins with 0 and has fewer goes on (070-123 05 06, 08-508 000 00). */
#define DIGITS_WITH_AREA 9
/* A piece of so many digits is a number of its own, as one before it is. */
#define DIGITS_ALONE 7

static guint
count_digits(const char *text)
{
    guint n = 0;
    for (; *text != '\0'; text++)
        n += g_ascii_isdigit(*text);
    return n;
}

/* "070-123" or "08-12". */
static gboolean
begins_with_area(const char *piece)
{
    gsize n = strspn(piece, "0123456789");
    return piece[0] == '0' && n >= 2 && n <= 4 && piece[n] == '-';
}

static gboolean
is_next(const char *number, const char *piece)
{
    guint before = count_digits(number);
    if (*piece == '+')
        return before > 0;
    if (before >= DIGITS_WHOLE && begins_with_area(piece))
        return TRUE;
    if (before >= DIGITS_ALONE && g_ascii_isdigit(*piece) && count_digits(piece) >= DIGITS_ALONE)
        return TRUE;
    return before >= DIGITS_WITH_AREA && *number == '0' && piece[0] == '0' && g_ascii_isdigit(piece[1]) && piece[1] != '0';
}

static void
take(GPtrArray *numbers, GString *number)
{
    if (number->len > 0 && !g_ptr_array_find_with_equal_func(numbers, number->str, g_str_equal, NULL))
        g_ptr_array_add(numbers, g_strdup(number->str));
    g_string_truncate(number, 0);
}

char **
phone_list(const char *text)
{
    GPtrArray *numbers = g_ptr_array_new();
    g_autoptr(GString) number = g_string_new(NULL);
    g_auto(GStrv) lists = g_strsplit(text, "|", -1);
    for (char **list = lists; *list != NULL; list++) {
        g_auto(GStrv) pieces = g_strsplit_set(*list, " \t", -1);
        for (char **piece = pieces; *piece != NULL; piece++) {
            if (**piece == '\0')
                continue;
            if (is_next(number->str, *piece))
                take(numbers, number);
            g_string_append_printf(number, "%s%s", number->len > 0 ? " " : "", *piece);
        }
        take(numbers, number);
    }
    g_ptr_array_add(numbers, NULL);
    return (char **)g_ptr_array_free(numbers, FALSE);
}
