/* SPDX-License-Identifier: MIT
 * A figure in words. */
#include "present/figure-words.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include "base/money.h"
#include "present/cell.h"
#include "present/print.h"
#include "present/state.h"

typedef struct {
    const char *name;
    const char *words;
} Word;

static const Word null_reasons[] = {
    {"no_data", N_("no data")},
    {"zero_denominator", N_("nothing to compare")},
    {"not_covered", N_("not covered")},
    {"immature", N_("too early to tell")},
    {"not_configured", N_("not configured")},
};
/* What figures are broken down by. */
static const Word scopes[] = {
    {"account", N_("Account")},       {"band", N_("Band")},       {"competitor", N_("Competitor")}, {"component", N_("Part")},
    {"contact", N_("Contact")},       {"horizon", N_("Months")},  {"ingest", N_("Way in")},         {"lead", N_("Lead")},
    {"month", N_("Month")},           {"quarter", N_("Quarter")}, {"reason", N_("Reason")},         {"segment", N_("Segment")},
    {"service", N_("Service")},       {"source", N_("Source")},   {"stage", N_("Stage")},           {"step", N_("Step")},
    {"tier", N_("Tier")},
};
/* Units that stand behind the number; money, rates and plain numbers are handled apart. */
static const Word suffixes[] = {
    {"hours", N_("%s h")},       {"days", N_("%s d")},
    {"months", N_("%s months")}, {"workdays", N_("%s workdays")},
    {"percent", N_("%s %%")},    {"per_workday", N_("%s per workday")},
};

/* Behind a single one; the others have none of their own. */
static const Word singles[] = {
    {"months", N_("%s month")}, {"workdays", N_("%s workday")},
};

static const char *
look_up(const Word *words, gsize n, const char *name)
{
    for (gsize i = 0; i < n; i++)
        if (g_strcmp0(words[i].name, name) == 0)
            return _(words[i].words);
    return NULL;
}

const char *
present_null_reason(const char *reason)
{
    const char *word = look_up(null_reasons, G_N_ELEMENTS(null_reasons), reason);
    return word ? word : _("no value");
}

static char *
money(double ore, gboolean swedish)
{
    return fabs(ore) < 9e18 ? money_format((gint64)round(ore), swedish) : g_strdup("–");
}

static char *
with_unit(char *number, const char *unit)
{
    const char *one = g_str_equal(number, "1") ? look_up(singles, G_N_ELEMENTS(singles), unit) : NULL;
    const char *format = one ? one : look_up(suffixes, G_N_ELEMENTS(suffixes), unit);
    if (!format)
        return number;
    g_autofree char *owned = number;
    /* Not printf(): what comes from a catalogue of translations is data. */
    g_autoptr(GString) out = g_string_new(format);
    g_string_replace(out, "%%", "%", 0);
    g_string_replace(out, "%s", owned, 1);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
present_quantity(double value, const char *unit, gboolean swedish)
{
    if (g_strcmp0(unit, "ore") == 0)
        return money(value, swedish);
    if (g_strcmp0(unit, "ore_per_month") == 0) {
        g_autofree char *amount = money(value, swedish);
        return g_strdup_printf(_("%s a month"), amount);
    }
    if (g_strcmp0(unit, "rate") == 0)
        return with_unit(present_number(value * 100, 1, FALSE, swedish), "percent");
    int decimals = g_strcmp0(unit, "ratio") == 0 ? 2 : 1;
    return with_unit(present_number(value, decimals, FALSE, swedish), unit);
}

char *
present_figure_text(const Figure *figure, gboolean swedish)
{
    g_autoptr(Value) value = value_int((gint64)figure->value);
    const char *phase = figure->has_value && g_strcmp0(figure->id, "revenue_phase") == 0 ? present_word("phase", value) : NULL;
    if (phase)
        return g_strdup_printf("%.0f, %s", figure->value, phase);
    if (figure->has_value)
        return present_quantity(figure->value, figure->unit, swedish);
    return g_strdup_printf("– (%s)", present_null_reason(figure->null_reason));
}

/* "23–88 %": the unit once when both ends carry the same. */
static char *
span(double lo, double hi, const char *unit, gboolean swedish)
{
    g_autofree char *last = present_quantity(hi, unit, swedish);
    g_autofree char *first = g_strcmp0(unit, "rate") == 0
                                 ? present_number(lo * 100, 1, FALSE, swedish)
                                 : present_quantity(lo, unit, swedish);
    /* A dash between two signs would be a third: "−98,1 till −7,2". */
    return g_strdup_printf(lo < 0 ? _("%s to %s") : "%s–%s", first, last);
}

char *
present_figure_interval(const Figure *figure, gboolean swedish)
{
    if (!figure->has_value || !figure->has_interval)
        return NULL;
    /* Whole percents: an interval is no precise thing. */
    gboolean is_rate = g_strcmp0(figure->unit, "rate") == 0;
    double lo = is_rate ? round(figure->lo * 100) / 100 : figure->lo;
    double hi = is_rate ? round(figure->hi * 100) / 100 : figure->hi;
    return span(lo, hi, figure->unit, swedish);
}

char *
present_figure_target(const Figure *figure, gboolean swedish)
{
    if (figure->has_low && figure->has_high && g_strcmp0(figure->direction, "range") == 0)
        return span(figure->target_low, figure->target_high, figure->unit, swedish);
    gboolean is_lower = g_strcmp0(figure->direction, "lower") == 0;
    if (!(is_lower ? figure->has_high : figure->has_low))
        return NULL;
    g_autofree char *limit = present_quantity(is_lower ? figure->target_high : figure->target_low,
                                              figure->unit, swedish);
    return g_strconcat(is_lower ? "≤ " : "≥ ", limit, NULL);
}

char *
present_figure_change(const Figure *figure, gboolean swedish)
{
    if (!figure->has_value || !figure->has_previous || !figure->previous_has_value)
        return NULL;
    double change = figure->value - figure->previous_value;
    gboolean is_rate = g_strcmp0(figure->unit, "rate") == 0;
    /* "per workday" stands behind the value already. */
    gboolean is_pace = g_strcmp0(figure->unit, "per_workday") == 0;
    const char *unit = is_pace ? "count" : figure->unit;
    g_autofree char *size = is_rate ? present_number(fabs(change) * 100, 1, FALSE, swedish)
                                    : present_quantity(fabs(change), unit, swedish);
    g_autofree char *points = is_rate ? g_strdup_printf(_("%s points"), size) : g_strdup(size);
    gboolean is_zero = strpbrk(size, "123456789") == NULL; /* as shown: "0 kr" is nothing */
    return g_strconcat(is_zero ? "±" : change > 0 ? "+" : "−", points, NULL);
}

const char *
present_scope_kind(const char *kind)
{
    const char *word = g_strcmp0(kind, "all") == 0 ? _("the whole business") : look_up(scopes, G_N_ELEMENTS(scopes), kind);
    return word ? word : kind;
}

char *
present_scope(const char *scope, const char *subject)
{
    g_auto(GStrv) parts = g_strsplit(scope, ":", 2);
    const char *kind = g_strv_length(parts) == 2 ? look_up(scopes, G_N_ELEMENTS(scopes), parts[0]) : NULL;
    if (!kind)
        return g_strcmp0(scope, "all") == 0 ? NULL : g_strdup(scope);
    guint64 month = g_str_equal(parts[0], "month") ? g_ascii_strtoull(parts[1], NULL, 10) : 0;
    if (month >= 1 && month <= 12)
        return g_strdup_printf("%s: %s", kind, period_month_name((int)month));
    g_autoptr(Value) key = value_text(parts[1]);
    const char *word = present_word(parts[0], key);
    gboolean has_id = subject && (g_str_equal(parts[0], "account") || g_str_equal(parts[0], "lead")); /* names are not unique, and commands want it */
    if (has_id)
        return g_strdup_printf("%s: %s (%s)", kind, subject, parts[1]);
    return g_strdup_printf("%s: %s", kind, word ? word : subject ? subject : parts[1]);
}
