/* SPDX-License-Identifier: MIT
 * Figures of the user's own. */
#include "measure/kpi-own.h"
#include "base/error.h"
#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define FILE_MAX (1024 * 1024) /* bytes */

typedef struct {
    KpiDefinition definition; /* its texts are interned: they live as long as the program */
    char *sql;
    double low, high;
    gboolean has_low, has_high;
} OwnKpi;
static GPtrArray *owns; /* of OwnKpi, by id */

static OwnKpi *
find(const char *id)
{
    for (guint i = 0; owns && i < owns->len; i++)
        if (g_str_equal(((OwnKpi *)owns->pdata[i])->definition.id, id))
            return owns->pdata[i];
    return NULL;
}

guint
measure_kpi_own_count(void)
{
    return owns ? owns->len : 0;
}

const KpiDefinition *
measure_kpi_own(guint i)
{
    return &((OwnKpi *)owns->pdata[i])->definition;
}

const KpiDefinition *
measure_kpi_own_find(const char *id)
{
    OwnKpi *own = find(id);
    return own ? &own->definition : NULL;
}

const char *
measure_kpi_own_sql(const char *id)
{
    OwnKpi *own = find(id);
    return own ? own->sql : NULL;
}

void
measure_kpi_own_target(Figure *figure)
{
    const OwnKpi *own = find(figure->id);
    if (!own || !(own->has_low || own->has_high))
        return;
    figure->has_low = own->has_low;
    figure->has_high = own->has_high;
    figure->target_low = own->low;
    figure->target_high = own->high;
    figure->direction = own->definition.direction;
}

/* --- the header ----------------------------------------------------------------------------------------------------------------- */

/* What follows "-- NAME:" in the header; NULL if no line says so. Interned. */
static const char *
header(const char *sql, const char *name)
{
    g_autofree char *prefix = g_strdup_printf("-- %s:", name);
    for (const char *line = sql; g_str_has_prefix(line, "--");) {
        gsize length = strcspn(line, "\n");
        if (g_str_has_prefix(line, prefix)) {
            g_autofree char *text = g_strndup(line + strlen(prefix), length - strlen(prefix));
            return g_intern_string(g_strstrip(text));
        }
        line += length + (line[length] ? 1 : 0);
    }
    return NULL;
}

static gboolean
is_one_of(const char *text, const char *const *words, const char *what, GError **error)
{
    if (text && g_strv_contains(words, text))
        return TRUE;
    g_autofree char *all = g_strjoinv(", ", (char **)words);
    return fail(error, FAIL_BAD_INPUT, N_("the header wants \"-- %s:\" with one of %s"), what, all);
}

/* "5", "5..10", "..10"; nothing = no target. */
static gboolean
read_target(OwnKpi *own, const char *text, GError **error)
{
    if (!text)
        return TRUE;
    const char *dots = strstr(text, "..");
    g_autofree char *low = dots ? g_strndup(text, (gsize)(dots - text)) : g_strdup(text);
    const char *high = dots ? dots + 2 : "";
    char *low_end, *high_end;
    own->low = g_ascii_strtod(g_strstrip(low), &low_end);
    own->high = g_ascii_strtod(high, &high_end);
    own->has_low = *low != '\0';
    own->has_high = *high != '\0';
    return (!*low_end && !*high_end && (own->has_low || own->has_high)) ||
           fail(error, FAIL_BAD_INPUT, N_("\"-- target: %s\" is neither a number nor LOW..HIGH"), text);
}

static gboolean
read_header(OwnKpi *own, GError **error)
{
    static const char *const units[] = { "count", "rate", "ratio", "ore", "ore_per_month", "days", "months", "hours", "workdays", "per_workday", "score", "class", "percent", NULL };
    static const char *const periods[] = { "day", "week", "month", "quarter", "half", "year", "point", "lifetime", "rolling90", "rolling12m", "rolling6m", NULL };
    static const char *const directions[] = { "higher", "lower", "range", NULL };
    KpiDefinition *kpi = &own->definition;
    kpi->title = header(own->sql, "title");
    kpi->unit = header(own->sql, "unit");
    kpi->primary = header(own->sql, "period");
    kpi->scopes = header(own->sql, "scopes");
    kpi->direction = header(own->sql, "direction");
    kpi->formula = header(own->sql, "formula");
    const char *target = header(own->sql, "target");
    kpi->title = kpi->title ? kpi->title : kpi->id;
    kpi->scopes = kpi->scopes ? kpi->scopes : "all";
    kpi->formula = kpi->formula ? kpi->formula : "";
    kpi->source = "";
    if (!is_one_of(kpi->unit, units, "unit", error) || !is_one_of(kpi->primary, periods, "period", error) ||
        ((target || kpi->direction) && !is_one_of(kpi->direction, directions, "direction", error)))
        return FALSE;
    return read_target(own, target, error);
}

/* What the engine takes apart: the rows called unit, and behind a line of its own the figure. */
static gboolean
check_shape(const char *sql, GError **error)
{
    if (!strstr(sql, "\n-- figure\n"))
        return fail(error, FAIL_BAD_INPUT, N_("a line \"-- figure\" before the last SELECT is missing"));
    return strstr(sql, "unit AS (") || fail(error, FAIL_BAD_INPUT, N_("the rows behind the number, \"unit AS (\", are missing"));
}

static gboolean
check_name(const char *id, GError **error)
{
    if (!g_regex_match_simple("^[a-z][a-z0-9_]{0,63}$", id, 0, 0))
        return fail(error, FAIL_BAD_INPUT, N_("a name has small letters, digits and _ only"));
    return !measure_kpi_find(id) || fail(error, FAIL_BAD_INPUT, N_("there is a figure of that name already"));
}

/* --- files ------------------------------------------------------------------------------------------------------------------------- */

/* As an editor of Windows may have left it: a mark before the text, two characters at the end of each line. */
static char *
plain_text(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(g_str_has_prefix(text, "\xef\xbb\xbf") ? text + 3 : text, "\r\n", -1);
    return g_strjoinv("\n", lines);
}

static char *
read_text(const char *file, GError **error)
{
    GStatBuf state;
    g_autofree char *text = NULL;
    gsize length;
    if (g_stat(file, &state) != 0)
        return fail(error, FAIL_BAD_INPUT, "%s", g_strerror(errno)), NULL;
    if (!S_ISREG(state.st_mode) || state.st_size > FILE_MAX)
        return fail(error, FAIL_BAD_INPUT, N_("is no file of at most 1 MB")), NULL;
    if (!g_file_get_contents(file, &text, &length, error))
        return NULL;
    if (memchr(text, 0, length) || !g_utf8_validate(text, (gssize)length, NULL))
        return fail(error, FAIL_BAD_INPUT, N_("is no text in UTF-8")), NULL;
    return plain_text(text);
}

static void
free_own(OwnKpi *own)
{
    g_free(own->sql);
    g_free(own);
}

static gboolean
load_one(const char *file, const char *id, GError **error)
{
    OwnKpi *own = g_new0(OwnKpi, 1);
    own->definition.id = g_intern_string(id);
    own->sql = check_name(id, error) ? read_text(file, error) : NULL;
    if (own->sql && check_shape(own->sql, error) && read_header(own, error)) {
        g_ptr_array_add(owns, own);
        return TRUE;
    }
    free_own(own);
    return FALSE;
}

static int
by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void
measure_kpi_own_load(const char *folder, GPtrArray *problems)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; dir && (name = g_dir_read_name(dir));)
        if (g_str_has_suffix(name, ".sql") && *name != '.')
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, by_name);
    g_clear_pointer(&owns, g_ptr_array_unref);
    owns = g_ptr_array_new_with_free_func((GDestroyNotify)free_own);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *file = g_build_filename(folder, names->pdata[i], NULL);
        g_autofree char *id = g_strndup(names->pdata[i], strlen(names->pdata[i]) - strlen(".sql"));
        g_autoptr(GError) failure = NULL;
        if (!load_one(file, id, &failure))
            g_ptr_array_add(problems, g_strdup_printf("%s: %s", file, failure->message));
    }
}
