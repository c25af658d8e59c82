/* SPDX-License-Identifier: MIT
 * What a number means and where it comes from. */
#include "present/explain.h"
#include <glib/gi18n.h>
#include "present/cell.h"
#include "present/figure-words.h"
#include "present/html.h"

static const struct { const char *name, *words; } origins[] = {
    { "calendar", N_("your calendars") },        { "follow-ups", N_("follow-ups") },   { "invoices", N_("invoices") },
    { "leads", N_("leads") },                    { "mail", N_("your mail") },          { "meetings", N_("your calendars") },
    { "projects", N_("projects") },              { "proposals", N_("proposals") },     { "qualification", N_("qualification of leads") },
    { "referrals", N_("referrals") },            { "subscriptions", N_("subscriptions") }, { "touchpoints", N_("logged touchpoints") },
};

static const char *
origin_words(const char *origin)
{
    for (gsize i = 0; i < G_N_ELEMENTS(origins); i++)
        if (g_strcmp0(origins[i].name, origin) == 0)
            return _(origins[i].words);
    return NULL;
}

static void
fact(GString *out, const char *name, const char *text)
{
    if (text != NULL && *text != '\0')
        present_html_add(out, "<div><dt>%s</dt><dd>%s</dd></div>", name, text);
}

/* "5 / 7": counts only, a share of money says nothing that its parts do. */
static char *
parts_text(const Figure *figure, gboolean swedish)
{
    if (!figure->has_num || !figure->has_den || g_strcmp0(figure->unit, "rate") != 0 || !figure->num_is_int || !figure->den_is_int || figure->den > 1e6)
        return NULL;
    g_autofree char *num = present_number(figure->num, 0, FALSE, swedish), *den = present_number(figure->den, 0, FALSE, swedish);
    return g_strdup_printf("%s / %s", num, den);
}

static char *
data_text(const Figure *figure)
{
    const char *origin = origin_words(figure->origin);
    if (figure->source == NULL || *figure->source == '\0')
        return g_strdup(origin);
    return origin == NULL ? g_strdup(figure->source) : g_strdup_printf("%s (%s)", origin, figure->source);
}

void
present_explain(GString *out, const Figure *figure, const char *id, GTimeZone *zone, gboolean swedish)
{
    g_autofree char *parts = parts_text(figure, swedish), *interval = present_figure_interval(figure, swedish);
    g_autofree char *n = figure->has_n ? g_strdup_printf("%" G_GINT64_FORMAT, figure->n) : NULL;
    g_autofree char *period = period_words(&figure->period), *data = data_text(figure);
    present_html_add(out, "<dl class=\"why\" id=\"%s-why\">", id);
    fact(out, _("Definition"), figure->formula);
    if (!figure->has_value)
        fact(out, _("No value"), present_null_reason(figure->null_reason));
    fact(out, _("Count"), parts);
    fact(out, _("n"), n);
    fact(out, _("Interval"), interval);
    fact(out, _("Period"), period);
    if (figure->is_partial)
        fact(out, _("Note"), _("period not over"));
    if (figure->incomplete_since != 0) {
        g_autoptr(Value) since = value_instant(figure->incomplete_since);
        g_autofree char *text = present_cell(since, zone, swedish);
        fact(out, _("Gap since"), text);
    }
    fact(out, _("Taken from"), data);
    g_string_append(out, "</dl>\n");
}

void
present_explain_words(GString *out, const char *id, const char *definition, const char *n)
{
    present_html_add(out, "<dl class=\"why\" id=\"%s-why\">", id);
    fact(out, _("Definition"), definition);
    fact(out, _("n"), n);
    g_string_append(out, "</dl>\n");
}
