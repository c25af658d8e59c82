/* SPDX-License-Identifier: MIT
 * One line for a status bar. */
#include "run/bar.h"
#include <glib/gi18n.h>
#include <stdio.h>
#include "present/cell.h"
#include "present/json.h"

#define TOOLTIP_LINES 10
#define TITLE_MAX 80

typedef struct { /* what a bar shows */
    char *text, *tooltip; /* owned */
    const char *class;    /* of the style sheet; also what picks the icon */
    const char *colour;   /* NULL = the bar's own */
    int count;
} Bar;

static void
bar_clear(Bar *bar)
{
    g_free(bar->text);
    g_free(bar->tooltip);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Bar, bar_clear)

gboolean
run_bar_is_asked_for(const Cli *cli)
{
    return g_strcmp0(cli->format, "waybar") == 0 || g_strcmp0(cli->format, "i3blocks") == 0;
}

/* The bar reads markup in texts. */
static void
print_waybar(const Bar *bar)
{
    g_autoptr(Value) map = value_map();
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *digits = g_strdup_printf("%d", bar->count);
    g_autofree char *tooltip = g_markup_escape_text(bar->tooltip, -1);
    value_set(map, "text", value_text(digits));
    value_set(map, "tooltip", value_text(tooltip));
    value_set(map, "class", value_text(bar->class));
    value_set(map, "alt", value_text(bar->class));
    present_json_value(out, map, NULL);
    puts(out->str);
}

/* An empty long text hides the block. */
static void
print_i3blocks(const Bar *bar)
{
    if (bar->count == 0 && bar->colour == NULL)
        puts("");
    else
        printf("%s\n%d\n%s%s", bar->text, bar->count, bar->colour != NULL ? bar->colour : "", bar->colour != NULL ? "\n" : "");
}

static int
print_bar(const Cli *cli, const Bar *bar)
{
    if (g_str_equal(cli->format, "waybar"))
        print_waybar(bar);
    else
        print_i3blocks(bar);
    return EXIT_DONE;
}

static gboolean
is_open(const Table *due, guint row)
{
    const Value *state = table_get(due, row, "state"), *severity = table_get(due, row, "severity");
    return severity->i >= 1 && g_strcmp0(state->t, "open") == 0;
}

/* The worst first, each in a line; how many only, where the screen is not to say more. */
static char *
tooltip_of(const Cli *cli, const Table *due, int count)
{
    g_autoptr(GString) text = g_string_new(NULL);
    gboolean is_counts = g_str_equal(config_text(cli->profile->config, "notify", "privacy"), "counts");
    int shown = 0;
    for (guint i = 0; !is_counts && i < due->rows->len && shown < TOOLTIP_LINES; i++) {
        if (!is_open(due, i))
            continue;
        g_autofree char *title = present_plain(table_get(due, i, "title")->t, TITLE_MAX, FALSE);
        g_string_append_printf(text, "%s%s", shown++ > 0 ? "\n" : "", title);
    }
    if (!is_counts && count > shown) {
        g_string_append_c(text, '\n');
        g_string_append_printf(text, _("and %d more"), count - shown);
    }
    if (text->len == 0)
        g_string_append(text, count > 0 ? _("Something needs doing") : _("Nothing is due."));
    return g_string_free(g_steal_pointer(&text), FALSE);
}

int
run_bar_due(const Cli *cli, const Table *due)
{
    static const char *const classes[] = { "quiet", "watch", "warning", "critical" };
    static const char *const colours[] = { NULL, NULL, "#d9a400", "#e0393e" };
    gint64 worst = 0;
    g_auto(Bar) bar = { NULL };
    for (guint i = 0; i < due->rows->len; i++) {
        if (!is_open(due, i))
            continue;
        bar.count++;
        worst = MAX(worst, CLAMP(table_get(due, i, "severity")->i, 0, 3));
    }
    bar.text = g_strdup_printf(_("To do: %d"), bar.count);
    bar.tooltip = tooltip_of(cli, due, bar.count);
    bar.class = classes[worst];
    bar.colour = colours[worst];
    return print_bar(cli, &bar);
}

int
run_bar_status(Cli *cli, guint failing, GError **error)
{
    gint64 open = 0;
    if (!keep_db_int(cli->measure.db, "SELECT COUNT(*) FROM signal WHERE state = 'open' AND severity >= 1", NO_BIND, &open, NULL, error))
        return -1;
    g_auto(Bar) bar = { .count = (int)open,
                        .text = failing > 0 ? g_strdup_printf(_("To do: %d, sources failing: %d"), (int)open, (int)failing)
                                            : g_strdup_printf(_("To do: %d"), (int)open),
                        .tooltip = g_strdup_printf(_("To do: %d, sources failing: %d"), (int)open, (int)failing),
                        .class = failing > 0 ? "failing" : open > 0 ? "due" : "quiet",
                        .colour = failing > 0 ? "#e0393e" : NULL };
    return print_bar(cli, &bar);
}
