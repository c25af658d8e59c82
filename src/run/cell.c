/* SPDX-License-Identifier: MIT
 * One cell of an imported file made into a value. */
#include "run/cell.h"
#include <glib/gi18n.h>
#include <stdarg.h>
#include <string.h>
#include "base/clock.h"
#include "base/money.h"
#include "base/spoken.h"

static void
note(const CellReader *reader, const char *column, const char *format, va_list list)
{
    g_autofree char *why = g_strdup_vprintf(format, list);
    g_ptr_array_add(reader->problems, g_strdup_printf("%s:%u: %s: %s", reader->file, reader->row->line, column, why));
}

void
run_cell_problem(const CellReader *reader, const char *column, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    note(reader, column, format, list);
    va_end(list);
}

static G_GNUC_PRINTF(3, 4) void
unreadable(const CellReader *reader, const char *column, const char *format, ...)
{
    va_list list;
    if (reader->is_misread != NULL && reader->problems->len == 0)
        *reader->is_misread = TRUE;
    va_start(list, format);
    note(reader, column, format, list);
    va_end(list);
}

static int
find_column(const CellReader *reader, const char *column)
{
    for (guint i = 0; i < reader->sheet->n_columns; i++)
        if (g_str_equal(reader->sheet->columns[i], column))
            return (int)i;
    return -1;
}

gboolean
run_cell_has(const CellReader *reader, const char *column)
{
    return find_column(reader, column) >= 0;
}

const char *
run_cell_text(const CellReader *reader, const char *column)
{
    int i = find_column(reader, column);
    return i < 0 || *reader->row->cells[i] == '\0' ? NULL : reader->row->cells[i];
}

gboolean
run_cell_int(const CellReader *reader, const char *column, gint64 min, gint64 max, gint64 *ret)
{
    const char *text = run_cell_text(reader, column);
    if (text == NULL)
        return FALSE;
    g_autofree char *digits = g_strdup(text);
    gsize length = strlen(digits);
    if (length > 0 && digits[length - 1] == '%') { /* a probability as people write it */
        digits[length - 1] = '\0';
        g_strchomp(digits);
    }
    g_autoptr(GError) error = NULL;
    if (g_ascii_string_to_signed(digits, 10, min, max, ret, &error))
        return TRUE;
    g_autofree char *low = g_strdup_printf("%" G_GINT64_FORMAT, min), *high = g_strdup_printf("%" G_GINT64_FORMAT, max);
    unreadable(reader, column, _("\"%s\" is no whole number from %s to %s"), text, low, high);
    return FALSE;
}

gboolean
run_cell_money(const CellReader *reader, const char *column, gint64 *ret_ore)
{
    const char *text = run_cell_text(reader, column);
    if (text == NULL)
        return FALSE;
    if (!money_parse(text, ret_ore)) {
        unreadable(reader, column, _("\"%s\" is no amount"), text);
        return FALSE;
    }
    if (*ret_ore >= -MONEY_MAX && *ret_ore <= MONEY_MAX)
        return TRUE;
    run_cell_problem(reader, column, "%s", _("is too large"));
    return FALSE;
}

gboolean
run_cell_bool(const CellReader *reader, const char *column, gboolean *ret)
{
    static const char *const yes[] = { "yes", "ja", "1", "true", "sant", NULL };
    static const char *const no[] = { "no", "nej", "0", "false", "falskt", NULL };
    const char *text = run_cell_text(reader, column);
    if (text == NULL)
        return FALSE;
    g_autofree char *lower = g_utf8_strdown(text, -1);
    *ret = g_strv_contains(yes, lower);
    if (*ret || g_strv_contains(no, lower))
        return TRUE;
    unreadable(reader, column, _("\"%s\" is neither yes nor no"), text);
    return FALSE;
}

/* Of what is typed, "fredag" in these columns has been. */
static SpokenTense
tense_of(const char *column)
{
    static const char *const past[] = {"at", "held", "created", "closed", "done", "logged", "booked", "presented", "decided", "paid", "delivered",
                                       "date", "customer_since", "churned", "left", "enriched", "demo", "probability_reviewed", "prep_done",
                                       "asked", "introduced", "followed_up", "feedback", "rewarded", "test_started", "taken", NULL};
    return g_strv_contains(past, column) ? SPOKEN_LAST : SPOKEN_NEXT;
}

/* A file says YYYY-MM-DD (00 §5). */
static gboolean
read_day(const CellReader *reader, const char *column, const char *text, gint32 *ret_day)
{
    if (day_parse(text, ret_day))
        return TRUE;
    return reader->typed_at != 0 && spoken_business_day(text, reader->calendar, reader->typed_at, tense_of(column), ret_day);
}

gboolean
run_cell_day(const CellReader *reader, const char *column, gint32 *ret_day)
{
    const char *text = run_cell_text(reader, column);
    if (text == NULL)
        return FALSE;
    if (read_day(reader, column, text, ret_day))
        return TRUE;
    unreadable(reader, column, _("\"%s\" is no day (YYYY-MM-DD)"), text);
    return FALSE;
}

static gboolean
read_instant(const CellReader *reader, const char *column, const char *text, gint64 *ret_at)
{
    if (clock_parse_instant(text, calendar_zone(reader->calendar), ret_at, NULL))
        return TRUE;
    return reader->typed_at != 0 && spoken_instant(text, reader->calendar, reader->typed_at, tense_of(column), ret_at, NULL);
}

gboolean
run_cell_instant(const CellReader *reader, const char *column, gint64 day_offset_seconds, gint64 *ret_at, gboolean *ret_is_day)
{
    const char *text = run_cell_text(reader, column);
    gint32 day;
    if (text == NULL)
        return FALSE;
    gboolean is_day = read_day(reader, column, text, &day);
    if (ret_is_day != NULL)
        *ret_is_day = is_day;
    if (is_day) {
        int year, month, date;
        day_to_ymd(day, &year, &month, &date);
        *ret_at = clock_from_civil(calendar_zone(reader->calendar), year, month, date, (int)(day_offset_seconds / 3600), 0, 0);
        return TRUE;
    }
    if (read_instant(reader, column, text, ret_at))
        return TRUE;
    unreadable(reader, column, _("\"%s\" is no instant (2026-03-31T12:00:00+02:00) and no day"), text);
    return FALSE;
}

gboolean
run_cell_choice(const CellReader *reader, const char *column, const char *choices, const char **ret)
{
    const char *text = run_cell_text(reader, column);
    if (text == NULL)
        return FALSE;
    g_autofree char *lower = g_utf8_strdown(text, -1);
    g_auto(GStrv) list = g_strsplit(choices, "|", -1);
    for (char **choice = list; *choice != NULL; choice++)
        if (g_str_equal(*choice, lower)) {
            *ret = g_intern_string(*choice);
            return TRUE;
        }
    g_autofree char *shown = g_strjoinv(", ", list);
    unreadable(reader, column, _("\"%s\" is none of %s"), text, shown);
    return FALSE;
}

char **
run_cell_list(const CellReader *reader, const char *column)
{
    const char *text = run_cell_text(reader, column);
    if (text == NULL)
        return NULL;
    g_auto(GStrv) parts = g_strsplit_set(text, " |\t", -1);
    GPtrArray *items = g_ptr_array_new();
    for (char **part = parts; *part != NULL; part++)
        if (**part != '\0')
            g_ptr_array_add(items, g_strdup(*part));
    g_ptr_array_add(items, NULL);
    return (char **)g_ptr_array_free(items, FALSE);
}
