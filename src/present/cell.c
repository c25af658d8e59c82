/* SPDX-License-Identifier: MIT
 * One value as a person reads it. */
#include "present/cell.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include "base/day.h"
#include "base/money.h"
#include "present/state.h"

gboolean
present_is_control(gunichar c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x61c || c == 0x200e || c == 0x200f ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

char *
present_plain(const char *text, gsize max, gboolean keep_lines)
{
    g_autofree char *valid = g_utf8_make_valid(text ? text : "", -1);
    g_autoptr(GString) out = g_string_sized_new(strlen(valid));
    gsize n = 0;
    for (const char *p = valid; *p; p = g_utf8_next_char(p), n++) {
        gunichar c = g_utf8_get_char(p);
        if (max && n + 1 == max && *g_utf8_next_char(p)) {
            g_string_append(out, "…");
            break;
        }
        gboolean harmless = !present_is_control(c) || (keep_lines && c == '\n');
        g_string_append_unichar(out, harmless ? c : ' ');
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
drop_zeros(char *digits)
{
    char *point = strchr(digits, '.');
    if (!point)
        return;
    char *end = digits + strlen(digits);
    while (end[-1] == '0')
        *--end = '\0';
    if (end - 1 == point)
        *point = '\0';
}

char *
present_number(double number, int decimals, gboolean exact, gboolean swedish)
{
    if (!isfinite(number))
        return g_strdup("–");
    char format[8], digits[G_ASCII_DTOSTR_BUF_SIZE + 320];
    g_snprintf(format, sizeof format, "%%.%df", CLAMP(decimals, 0, 9));
    g_ascii_formatd(digits, sizeof digits, format, number);
    if (!exact)
        drop_zeros(digits);
    char *point = strchr(digits, '.');
    if (swedish && point)
        *point = ',';
    gboolean is_zero = strspn(digits, "-0.,") == strlen(digits);
    const char *shown = is_zero && *digits == '-' ? digits + 1 : digits;
    return swedish && *shown == '-' ? g_strconcat("−", shown + 1, NULL) : g_strdup(shown);
}

static char *
instant_text(gint64 at, GTimeZone *zone)
{
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(at);
    if (!utc)
        return g_strdup("");
    g_autoptr(GDateTime) local = zone ? g_date_time_to_timezone(utc, zone) : g_date_time_ref(utc);
    return g_strdup_printf("%04d-%02d-%02d %02d:%02d", g_date_time_get_year(local),
                           g_date_time_get_month(local), g_date_time_get_day_of_month(local),
                           g_date_time_get_hour(local), g_date_time_get_minute(local));
}

/* A number in a map needs the word that it counts. */
static gboolean
is_count(const Value *value, guint i)
{
    return value->kind == VALUE_MAP && ((const Value *)g_ptr_array_index(value->items, i))->kind == VALUE_INT;
}

char *
present_duration(gint64 seconds)
{
    if (seconds < 120)
        return g_strdup_printf(_("%d s"), (int)MAX(seconds, 0));
    if (seconds < 2 * 3600)
        return g_strdup_printf(_("%d min"), (int)(seconds / 60));
    if (seconds < 2 * 86400)
        return g_strdup_printf(_("%d h"), (int)(seconds / 3600));
    return g_strdup_printf(_("%d d"), (int)MIN(seconds / 86400, G_MAXINT));
}

static char *
items_text(const Value *value, const char *separator, GTimeZone *zone, gboolean swedish)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; value->items && i < value->items->len; i++) {
        const char *word = value->kind == VALUE_MAP ? present_word(g_ptr_array_index(value->keys, i), g_ptr_array_index(value->items, i)) : NULL;
        g_autofree char *item = word ? g_strdup(word) : present_cell(g_ptr_array_index(value->items, i), zone, swedish);
        if (!*item)
            continue;
        if (out->len)
            g_string_append(out, is_count(value, i) ? ", " : separator);
        if (is_count(value, i))
            g_string_append_printf(out, "%s ", (const char *)g_ptr_array_index(value->keys, i));
        g_string_append(out, item);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
present_cell(const Value *value, GTimeZone *zone, gboolean swedish)
{
    if (!value)
        return g_strdup("");
    switch (value->kind) {
    case VALUE_NULL:
        return g_strdup("");
    case VALUE_BOOL:
        return g_strdup(value->i ? _("yes") : _("no"));
    case VALUE_INT:
        return g_strdup_printf("%" G_GINT64_FORMAT, value->i);
    case VALUE_REAL:
        return present_number(value->r, 2, FALSE, swedish);
    case VALUE_TEXT:
        return present_plain(value->t, 0, FALSE);
    case VALUE_INSTANT:
    case VALUE_UTC:
        return instant_text(value->i, zone);
    case VALUE_DAY:
        return day_format((gint32)value->i);
    case VALUE_ORE:
        return money_format(value->i, swedish);
    case VALUE_LIST:
        return items_text(value, ", ", zone, swedish);
    case VALUE_MAP:
        return items_text(value, " ", zone, swedish);
    }
    return g_strdup("");
}

int
present_width(const char *text)
{
    int width = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        width += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return width;
}

/* What does not fit into WIDTH columns. */
static const char *
behind(const char *text, int width)
{
    int used = 0;
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        used += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
        if (used > width)
            break;
    }
    return text;
}

char *
present_cut(char *text, int width)
{
    if (present_width(text) <= width)
        return text;
    const char *p = behind(text, width - 1);
    char *short_text = g_strdup_printf("%.*s…", (int)(p - text), text);
    g_free(text);
    return short_text;
}

char *
present_wrap(char *text, int width)
{
    GString *lines = g_string_new(NULL);
    const char *at = text;
    while (present_width(at) > width) {
        const char *end = behind(at, width), *blank = *end == ' ' ? end : g_strrstr_len(at, end - at, " ");
        const char *stop = blank && blank > at ? blank : end > at ? end : g_utf8_next_char(at);
        g_string_append_len(lines, at, stop - at);
        g_string_append_c(lines, '\n');
        at = stop + strspn(stop, " ");
    }
    g_string_append(lines, at);
    g_free(text);
    return g_string_free(lines, FALSE);
}
