/* SPDX-License-Identifier: MIT
 * Cells of other programs. */
#include "collect/sheet-reading.h"
#include <string.h>

gboolean
collect_sheet_reading_named(const char *name, SheetReading *ret)
{
    static const char *const names[] = { "text", "day", "first", "host", "list", "number" };
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_str_equal(names[i], name)) {
            *ret = (SheetReading)i;
            return TRUE;
        }
    return FALSE;
}

/* "https://www.exempel.se/om" and "info@exempel.se" are at exempel.se. */
static char *
read_host(const char *text)
{
    const char *scheme = strstr(text, "://"), *at = strchr(text, '@');
    const char *host = scheme != NULL ? scheme + 3 : at != NULL ? at + 1 : text;
    if (g_ascii_strncasecmp(host, "www.", 4) == 0)
        host += 4;
    return g_strndup(host, strcspn(host, "/:?# "));
}

static gboolean
all_digits(const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
    return TRUE;
}

/* The day of an instant in the form of the program's own place: 2026-03-31 14:22, 31.12.2026, 31/12/2026; the rest is judged by import. */
static char *
read_day(const char *text)
{
    gsize n = strlen(text);
    if (n >= 10 && all_digits(text, 2) && (text[2] == '.' || text[2] == '/') && all_digits(text + 3, 2) && text[5] == text[2] &&
        all_digits(text + 6, 4))
        return g_strdup_printf("%.4s-%.2s-%.2s", text + 6, text + 3, text);
    if (n > 10 && all_digits(text, 4) && text[4] == '-' && (text[10] == ' ' || text[10] == 'T'))
        return g_strndup(text, 10);
    return g_strdup(text);
}

/* "€ 100", "100 EUR": what is not in kronor is no number here, and import says so. */
static gboolean
is_foreign(const char *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " .,-0123456789()", -1);
    for (const char *c = text; *c != '\0'; c = g_utf8_next_char(c))
        if (g_unichar_type(g_utf8_get_char(c)) == G_UNICODE_CURRENCY_SYMBOL)
            return TRUE;
    for (char **word = words; *word != NULL; word++)
        if (strlen(*word) == 3 && g_ascii_isupper((*word)[0]) && g_ascii_isupper((*word)[1]) && g_ascii_isupper((*word)[2]) && !g_str_equal(*word, "SEK"))
            return TRUE;
    return FALSE;
}

#define MINUS "\xe2\x88\x92" /* U+2212, as spreadsheets write it */

/* The signs that a number is made of; in accounts brackets mean less than nothing. */
static GString *
keep_signs(const char *text)
{
    GString *kept = g_string_new(text[0] == '(' && g_str_has_suffix(text, ")") ? "-" : "");
    for (const char *c = text; *c != '\0'; c++)
        if (g_ascii_isdigit(*c) || *c == '-' || *c == '.' || *c == ',')
            g_string_append_c(kept, *c);
        else if (g_str_has_prefix(c, MINUS))
            g_string_append_c(kept, '-');
    return kept;
}

/* "120,000": of amounts nobody writes three decimals. */
static gboolean
is_thousands(const char *number, const char *mark)
{
    const char *first = *number == '-' ? number + 1 : number;
    return mark != NULL && strlen(mark + 1) == 3 && mark > first && mark - first <= 3 && *first != '0';
}

static guint
count(const char *text, char sign)
{
    guint n = 0;
    for (; *text != '\0'; text++)
        n += *text == sign;
    return n;
}

/* "1 234,50 kr", "SEK 1,234.50": of two kinds of separator the last is that of decimals; one that stands often is that of thousands. */
static char *
read_number(const char *text)
{
    if (is_foreign(text))
        return g_strdup(text);
    g_autoptr(GString) kept = keep_signs(text);
    const char *point = strrchr(kept->str, '.'), *comma = strrchr(kept->str, ',');
    char decimal = comma != NULL && (point == NULL || comma > point) ? ',' : '.';
    if (count(kept->str, decimal) > 1 || ((point == NULL || comma == NULL) && is_thousands(kept->str, decimal == ',' ? comma : point)))
        decimal = '\0';
    GString *number = g_string_new(NULL);
    for (const char *c = kept->str; *c != '\0'; c++)
        if (*c == decimal && decimal != '\0')
            g_string_append_c(number, '.');
        else if (*c != '.' && *c != ',')
            g_string_append_c(number, *c);
    return g_string_free(number, FALSE);
}

/* The first of "12; 13". */
static char *
read_first(const char *text)
{
    return g_strchomp(g_strndup(text, strcspn(text, ";,|")));
}

/* "a@x.se; b@x.se" as our lists are. */
static char *
read_list(const char *text)
{
    return g_strdelimit(g_strdup(text), ";,", '|');
}

char *
collect_sheet_read(const char *text, SheetReading reading)
{
    switch (reading) {
    case READ_DAY:
        return read_day(text);
    case READ_FIRST:
        return read_first(text);
    case READ_HOST:
        return read_host(text);
    case READ_LIST:
        return read_list(text);
    case READ_NUMBER:
        return read_number(text);
    case READ_TEXT:
    default:
        return g_strdup(text);
    }
}
