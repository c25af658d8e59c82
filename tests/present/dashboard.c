/* SPDX-License-Identifier: MIT
 * The dashboard page as text: nothing from outside becomes markup, every number has its words, and
 * the file is private and whole. */
#include "present/dashboard.h"
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/day.h"
#include "base/error.h"
#include "present/html.h"

#define NOON 1774951200 /* 2026-03-31T12:00:00+02:00 */

static void
assert_has(const char *page, const char *text)
{
    if (!strstr(page, text))
        g_error("the page lacks: %s\n%s", text, page);
}

static guint
count(const char *page, const char *text)
{
    guint n = 0;
    for (const char *p = page; (p = strstr(p, text)); p += strlen(text))
        n++;
    return n;
}

static void
assert_html(const char *text, void (*append)(GString *, const char *), const char *wanted)
{
    g_autoptr(GString) out = g_string_new(NULL);
    append(out, text);
    g_assert_cmpstr(out->str, ==, wanted);
}

static void
test_escape(void)
{
    assert_html("<a href=\"x\">'&'</a>", present_html_text,
                "&lt;a href=&quot;x&quot;&gt;&apos;&amp;&apos;&lt;/a&gt;");
    assert_html(NULL, present_html_text, "");
    assert_html("a\x1b[0m\nb\xe2\x80\xae", present_html_text, "a [0m b ");
    assert_html("bad \xff", present_html_text, "bad \xef\xbf\xbd");
    assert_html("eva+x@bygg.example", present_html_maybe_mail,
                "<a href=\"mailto:eva%2Bx@bygg.example\">eva+x@bygg.example</a>");
    assert_html("a?bcc=b@x.example", present_html_maybe_mail,
                "<a href=\"mailto:a%3Fbcc%3Db@x.example\">a?bcc=b@x.example</a>");
    assert_html("a&b@x.example", present_html_maybe_mail,
                "<a href=\"mailto:a%26b@x.example\">a&amp;b@x.example</a>");
    assert_html("Eva <eva@x.example>", present_html_maybe_mail, "Eva &lt;eva@x.example&gt;");
    assert_html("@", present_html_maybe_mail, "@");
    assert_html("javascript:alert(1)@x.example", present_html_maybe_mail,
                "javascript:alert(1)@x.example");
}

static void
test_anchor(void)
{
    g_autofree char *plain = present_html_anchor("account", "A17");
    g_assert_cmpstr(plain, ==, "account-A17");
    g_autofree char *odd = present_html_anchor("lead", "a b\"å");
    g_assert_cmpstr(odd, ==, "lead-a%20b%22%C3%A5");
}

static void
test_fill(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    present_html_fill(out, "<{{a}}|{{b}}>", (HtmlSlot[]){{"a", "1{{b}}"}, {"b", "2"}}, 2);
    g_assert_cmpstr(out->str, ==, "<1{{b}}|2>"); /* what was filled in is not looked at again */
}

static Table *
due(const char *account)
{
    static const char *const keys[] = {"id",   "severity", "title",   "account",
                                       "lead", "due_day",  "evidence", "rule"};
    Table *table = table_new("due");
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        table_column(table, keys[i], NULL, COLUMN_SHOWN);
    for (int i = 0; i < 2; i++) {
        table_row(table);
        table_cell(table, value_int(12 + i));
        table_cell(table, value_int(3 - i));
        table_cell(table, value_text("T{{style}}<b>"));
        table_cell(table, value_text(account));
        table_cell(table, value_text("L1"));
        table_cell(table, value_day(day_from_ymd(2026, 3, 30 + i)));
        table_cell(table, value_text("because & so"));
        table_cell(table, value_text(i == 0 ? "follow_up_overdue" : "lead_stale"));
    }
    return table;
}

static char *
page_of(Dashboard dashboard)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
    dashboard.now = NOON;
    dashboard.zone = zone;
    return present_dashboard(&dashboard);
}

static void
test_due(void)
{
    g_autoptr(Table) table = due("A17");
    g_autofree char *page = page_of((Dashboard){.due = table, .swedish = TRUE});
    assert_has(page, "<html lang=\"sv\" ");
    assert_has(page, "content=\"default-src 'none'; style-src 'sha256-");
    assert_has(page, "='; base-uri 'none'; form-action 'none'\"");
    g_assert_null(strstr(page, "unsafe"));
    assert_has(page,
               "<time datetime=\"2026-03-31T12:00:00+02:00\">Tuesday 2026-03-31 12:00</time>");
    assert_has(page, "2 things are due, 2 of them pressing.");
    assert_has(page, "<span id=\"signal-12\">");
    assert_has(page, "<span id=\"signal-13\">");
    g_assert_cmpuint(count(page, "id=\"account-A17\""), ==, 1);
    g_assert_cmpuint(count(page, "id=\"lead-L1\""), ==, 1);
    assert_has(page, "<strong>T{{style}}&lt;b&gt;</strong><small>because &amp; so</small>");
    assert_has(page, "<span class=\"badge is-red\">critical</span>");
    assert_has(page, "2026-03-30<small class=\"late\">1 day late</small>");
    assert_has(page, "2026-03-31<small class=\"\">today</small>");
    assert_has(page, "<code>cadens done 12</code>");
    g_assert_cmpuint(count(page, "<script"), ==, 1);
    g_assert_cmpuint(count(page, "<h1"), ==, 1);
    assert_has(page, "<li class=\"severity-3\"><a href=\"#signal-12\">T{{style}}&lt;b&gt;</a><small class=\"late\">1 day late</small></li>");
    assert_has(page, "<details class=\"card group\" id=\"due-leads\" open>");
    g_assert_null(strstr(page, "id=\"due-reviews\"")); /* none is due */
    assert_has(page, "No review is due.");
}

static void
test_empty(void)
{
    g_autoptr(Table) table = table_new("due");
    g_autoptr(Table) meetings = table_new("meetings");
    g_autoptr(Table) owed = table_new("owed");
    g_autofree char *page = page_of((Dashboard){.due = table, .meetings = meetings}), *answered = page_of((Dashboard){.owed = owed});
    assert_has(page, "<html lang=\"en\" ");
    assert_has(page, "Nothing is due.");
    assert_has(page, "No meetings.");
    assert_has(answered, "No reply is owed.");
    g_assert_null(strstr(page, "id=\"owed\"")); /* left out */
    g_assert_null(strstr(page, "{{"));
}

static char *
tile_of(Figure *figure)
{
    g_autoptr(GPtrArray) figures = g_ptr_array_new();
    g_ptr_array_add(figures, figure);
    char *page = page_of((Dashboard){.figures = figures, .swedish = TRUE});
    figure_free(figure);
    return page;
}

static void
test_tile(void)
{
    Figure *figure = figure_new("response_rate");
    figure->title = "Response & rate";
    figure->unit = "rate";
    figure->period = period_containing(PERIOD_MONTH, day_from_ymd(2026, 3, 31));
    figure->has_value = figure->has_interval = figure->has_n = figure->has_low = TRUE;
    figure->value = 0.6, figure->lo = 0.23, figure->hi = 0.88, figure->n = 5,
    figure->target_low = 0.25;
    figure->direction = "higher";
    figure->status = "green";
    figure->has_previous = figure->previous_has_value = TRUE;
    figure->previous_value = 0.5;
    figure->previous_period = period_containing(PERIOD_MONTH, day_from_ymd(2026, 2, 1));
    figure->incomplete_since = NOON;
    figure->formula = "a < b", figure->origin = "mail", figure->source = "001:34";
    figure->has_num = figure->has_den = figure->num_is_int = figure->den_is_int = TRUE;
    figure->num = 3, figure->den = 5;
    g_autofree char *page = tile_of(figure);
    assert_has(page, "<article class=\"tile is-green\" id=\"figure-1\" tabindex=\"0\" aria-labelledby=\"figure-1-name\" "
                     "aria-describedby=\"figure-1-why\">\n<h3 id=\"figure-1-name\">Response &amp; rate</h3>");
    assert_has(page, "<p class=\"value\">60 %</p>");
    assert_has(page, "<p class=\"badge is-green\">on target</p>");
    assert_has(page, "<span>target ≥ 25 %</span>");
    assert_has(page, "<span title=\"February 2026\">+10 points <span class=\"unseen\">against February 2026</span></span>");
    assert_has(page, "<dl class=\"why\" id=\"figure-1-why\"><div><dt>Definition</dt><dd>a &lt; b</dd></div><div><dt>Count</dt><dd>3 / 5</dd></div>"
                     "<div><dt>n</dt><dd>5</dd></div><div><dt>Interval</dt><dd>23–88 %</dd></div><div><dt>Period</dt><dd>March 2026</dd></div>"
                     "<div><dt>Gap since</dt><dd>2026-03-31 12:00</dd></div><div><dt>Taken from</dt><dd>your mail (001:34)</dd></div></dl>");
    assert_has(page, "role=\"img\" aria-labelledby=\"gauge-1-t gauge-1-d\"");
    assert_has(page, "cx=\"120\"");
}

static void
test_tile_null(void)
{
    Figure *figure = figure_new("qbr_coverage");
    figure->unit = "rate";
    figure->null_reason = "no_data";
    figure->status = "grey";
    figure->period = period_point(day_from_ymd(2026, 3, 31));
    g_autofree char *page = tile_of(figure);
    assert_has(page, "<p class=\"value none\">–</p>\n<p class=\"badge\">no data</p>");
    g_assert_null(strstr(page, "too few data"));
    g_assert_null(strstr(page, "class=\"gauge\""));
}

static Figure *
figure_of(const char *unit, const char *scope, double value)
{
    Figure *figure = figure_new("some");
    figure->title = "Ser<ies";
    figure->unit = unit;
    figure->has_value = value == value;
    figure->value = value;
    figure->null_reason = figure->has_value ? NULL : "immature";
    figure->period = period_point(day_from_ymd(2026, 3, 31));
    if (scope)
        figure->scope = (g_free(figure->scope), g_strdup(scope));
    return figure;
}

static DashboardSeries *
series_of(const char *unit, const double *values, guint n)
{
    DashboardSeries *series = present_series_new(NULL);
    for (guint i = 0; i < n; i++) {
        g_autofree char *label = g_strdup_printf("w%u", i + 1);
        present_series_add(series, label, figure_of(unit, NULL, values[i]));
    }
    return series;
}

static char *
chart_of(const char *unit, const double *values, guint n)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)present_series_free);
    g_ptr_array_add(all, series_of(unit, values, n));
    return page_of((Dashboard){.charts = {[CHARTS_HEALTH] = all}});
}

static void
test_charts(void)
{
    g_autofree char *bars = chart_of("count", (double[]){3, NAN, 0, 7}, 4);
    assert_has(bars, "<title id=\"chart-2-1-t\">Ser&lt;ies</title><desc id=\"chart-2-1-d\">w1: 3; w2: "
                     "too early to tell; w3: 0; w4: 7</desc>");
    g_assert_cmpuint(count(bars, "<rect class=\"bar"), ==, 3);
    assert_has(bars, ">8</text>");
    assert_has(bars, "<td class=\"number\">too early to tell</td>");
    g_autofree char *line = chart_of("rate", (double[]){0.5, NAN, 0.6, 1.0}, 4);
    assert_has(line, "<path class=\"line\" d=\"M");
    g_assert_cmpuint(count(line, "<circle class=\"point"), ==, 3);
    assert_has(line, ">100 %</text>");
    g_autofree char *nothing = chart_of("count", NULL, 0);
    g_assert_null(strstr(nothing, "<figure"));
    g_autofree char *absent = chart_of("hours", (double[]){NAN, INFINITY}, 2);
    g_assert_null(strstr(absent, "nan"));
    g_assert_null(strstr(absent, "inf\""));
    g_autofree char *unknown = chart_of("hours", (double[]){NAN, NAN}, 2);
    assert_has(unknown, "<strong>too early to tell</strong>"); /* and no empty axes */
    g_assert_null(strstr(unknown, "class=\"chart\""));
    g_autofree char *huge = chart_of("ratio", (double[]){1e300, 1e-300, -5}, 3);
    g_assert_null(strstr(huge, "inf\""));
}

/* An interval is drawn, a target is, and the latest value that there is stands above. */
static void
test_chart_target(void)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)present_series_free);
    DashboardSeries *series = series_of("rate", (double[]){0.2, 0.3, NAN}, 3);
    g_ptr_array_add(all, series);
    for (guint i = 0; i < 3; i++) {
        Figure *figure = g_ptr_array_index(series->figures, i);
        figure->has_low = TRUE, figure->target_low = 0.4, figure->direction = "higher", figure->status = "red";
        figure->has_interval = i < 2, figure->lo = 0.1, figure->hi = 0.35;
        figure->has_n = TRUE, figure->n = 11;
    }
    g_autofree char *page = page_of((Dashboard){.charts = {[CHARTS_HEALTH] = all}});
    assert_has(page, "<p class=\"now\"><strong>30 %</strong> <span class=\"badge is-red\">off target</span> <small>target ≥ 40 %</small> <small>2026-03-31</small></p>");
    g_assert_cmpuint(count(page, "class=\"whisker\""), ==, 2);
    g_assert_cmpuint(count(page, "class=\"goal\""), ==, 1);
    assert_has(page, "<title>w2: 30 %, 10–35 % (n 11)</title>");
}

/* Each bar begins where the one before it ended. */
static void
test_waterfall(void)
{
    static const struct { const char *scope; double ore; } parts[] = {
        {"component:opening", 100000}, {"component:created", 50000}, {"component:won", 30000}, {"component:closing", 120000}};
    g_autoptr(DashboardSeries) series = present_series_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        present_series_add(series, parts[i].scope + strlen("component:"), figure_of("ore", parts[i].scope, parts[i].ore));
    g_autofree char *page = page_of((Dashboard){.waterfall = series});
    assert_has(page, "<rect class=\"sum\" rx=\"1.5\" x=\"0\" y=\"0\" width=\"66.67\"");
    assert_has(page, "<rect class=\"up\" rx=\"1.5\" x=\"66.67\" y=\"0\" width=\"33.33\"");
    assert_has(page, "<rect class=\"down\" rx=\"1.5\" x=\"80\" y=\"0\" width=\"20\"");
    assert_has(page, "<td class=\"number\">−SEK 300</td>");
    g_autoptr(DashboardSeries) unknown = present_series_new(NULL);
    present_series_add(unknown, "x", figure_of("ore", "component:opening", NAN));
    g_autofree char *without = page_of((Dashboard){.waterfall = unknown});
    assert_has(without, "<p class=\"none\">too early to tell</p>");
}

static void
test_heat(void)
{
    WeekHours hours = {.from = 20000, .to = 20090, .n = 6, .touches = {[2] = {[6] = 5}, [6] = {[9] = 1}}};
    g_autofree char *page = page_of((Dashboard){.hours = &hours});
    assert_has(page, "busiest: Wednesday 06–07, 5</desc>");
    assert_has(page, "<title>Wednesday 06–07: 5</title>");
    g_assert_cmpuint(count(page, "<rect class=\"heat-5\""), ==, 1);
    g_assert_cmpuint(count(page, "<rect class=\"heat-1\""), ==, 1);
    g_assert_cmpuint(count(page, "<rect class=\"heat-"), ==, 7 * 12); /* from 6 to 17 */
    hours = (WeekHours){.from = 20000, .to = 20090};
    g_autofree char *empty = page_of((Dashboard){.hours = &hours});
    assert_has(empty, "<p class=\"none\">No touchpoints.</p>");
    g_assert_null(strstr(empty, "class=\"heat"));
}

static void
test_steps(void)
{
    DashboardStep steps[] = {{"Connect", "cadens setup", TRUE}, {"Import & see", "cadens import", FALSE}, {NULL, NULL, FALSE}};
    g_autofree char *page = page_of((Dashboard){.steps = steps});
    assert_has(page, "<li class=\"done\">Connect <span class=\"badge is-green\">done</span></li>");
    assert_has(page, "<li class=\"open\">Import &amp; see <span class=\"badge\">not yet</span> <code>cadens import</code></li>");
    steps[1].done = TRUE;
    g_autofree char *after = page_of((Dashboard){.steps = steps});
    g_assert_null(strstr(after, "id=\"start\""));
}

static mode_t
mode_of(const char *path)
{
    struct stat st;
    g_assert_cmpint(stat(path, &st), ==, 0);
    return st.st_mode & 07777;
}

static void
test_write(void)
{
    g_autofree char *folder = g_dir_make_tmp("page-XXXXXX", NULL);
    g_autofree char *parent = g_build_filename(folder, "a", NULL);
    g_autofree char *inner = g_build_filename(parent, "b", NULL);
    g_autofree char *path = g_build_filename(inner, "page.html", NULL);
    g_autoptr(GError) error = NULL;
    umask(0);
    g_chmod(folder, 0755);
    g_assert_true(present_write_file(path, "first", &error));
    g_assert_true(present_write_file(path, "second", &error));
    g_assert_no_error(error);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, "second");
    g_assert_cmpint(mode_of(path), ==, 0600);
    g_assert_cmpint(mode_of(inner), ==, 0700);
    g_assert_cmpint(mode_of(parent), ==, 0700);
    g_assert_cmpint(mode_of(folder), ==, 0755); /* was there before */
    g_autoptr(GDir) dir = g_dir_open(inner, 0, NULL);
    g_assert_cmpstr(g_dir_read_name(dir), ==, "page.html");
    g_assert_null(g_dir_read_name(dir)); /* no temporary file left */
    g_assert_false(present_write_file("/proc/nowhere/page.html", "x", &error));
    g_assert_nonnull(strstr(error->message, "cannot write /proc/nowhere"));
    g_unlink(path);
    g_rmdir(inner);
    g_rmdir(parent);
    g_rmdir(folder);
}

/* The path is a folder: the rename fails, and what was written for it is taken away. */
static void
test_write_fails(void)
{
    g_autofree char *folder = g_dir_make_tmp("page-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "page.html", NULL);
    g_autoptr(GError) error = NULL;
    g_assert_cmpint(g_mkdir(path, 0700), ==, 0);
    g_assert_false(present_write_file(path, "text", &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
    g_assert_cmpint(g_rmdir(path), ==, 0);
    g_assert_cmpint(g_rmdir(folder), ==, 0); /* empty */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/present/dashboard/escape", test_escape);
    g_test_add_func("/present/dashboard/anchor", test_anchor);
    g_test_add_func("/present/dashboard/fill", test_fill);
    g_test_add_func("/present/dashboard/due", test_due);
    g_test_add_func("/present/dashboard/empty", test_empty);
    g_test_add_func("/present/dashboard/tile", test_tile);
    g_test_add_func("/present/dashboard/tile-null", test_tile_null);
    g_test_add_func("/present/dashboard/charts", test_charts);
    g_test_add_func("/present/dashboard/chart-target", test_chart_target);
    g_test_add_func("/present/dashboard/waterfall", test_waterfall);
    g_test_add_func("/present/dashboard/heat", test_heat);
    g_test_add_func("/present/dashboard/steps", test_steps);
    g_test_add_func("/present/dashboard/write", test_write);
    g_test_add_func("/present/dashboard/write-fails", test_write_fails);
    return g_test_run();
}
