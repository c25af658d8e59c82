/* SPDX-License-Identifier: MIT
 * Figures: the JSON of spec 00 §4, and the words people read. */
#include "present/figure-words.h"
#include <string.h>
#include "base/day.h"
#include "present/figures.h"
#include "present/print.h"

static void
free_figure(gpointer figure)
{
    figure_free(figure);
}

static Figure *
response_rate(void)
{
    Figure *figure = figure_new("response_rate");
    figure->period = period_rolling_days(90, day_from_ymd(2026, 3, 30));
    figure->unit = "rate";
    figure->has_value = figure->has_num = figure->has_den = figure->has_n = figure->has_interval =
        TRUE;
    figure->value = 0.6;
    figure->num = 3, figure->den = 5, figure->n = 5;
    figure->num_is_int = figure->den_is_int = TRUE;
    figure->lo = 0.2307, figure->hi = 0.8824;
    figure->direction = "higher";
    return figure;
}

static char *
json_of(Figure *figure)
{
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func(free_figure);
    g_ptr_array_add(figures, figure);
    g_autoptr(Document) document = document_new();
    document_add(document, present_figures(figures));
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    PrintOptions options = {.format = PRINT_JSON};
    g_assert_true(present_document(document, &options, out, NULL));
    fclose(out);
    return text;
}

static void
test_json(void)
{
    g_autofree char *text = json_of(response_rate());
    g_assert_cmpstr(
        text, ==,
        "{\"schema\": 1,\n \"kpis\": [\n  "
        "{\"id\": \"response_rate\", \"scope\": \"all\", \"period\": \"rolling90:2026-03-30\", "
        "\"value\": 0.6, \"num\": 3, \"den\": 5, \"n\": 5, \"lo\": 0.2307, \"hi\": 0.8824, "
        "\"unit\": \"rate\", \"null_reason\": null, \"is_partial\": false, "
        "\"target\": {\"low\": null, \"high\": null, \"direction\": \"higher\"}, "
        "\"status\": \"none\", \"previous\": null}\n ]}\n");
}

static void
test_json_more(void)
{
    Figure *figure = figure_new("overdue_follow_ups");
    figure->period = period_point(day_from_ymd(2026, 3, 31));
    figure->unit = "count";
    figure->value_is_int = TRUE;
    figure->null_reason = "no_data";
    figure->has_low = figure->has_high = TRUE;
    figure->target_low = 0, figure->target_high = 2.5;
    figure->direction = "range";
    figure->has_previous = figure->previous_has_value = figure->has_n = TRUE;
    figure->previous_period = period_point(day_from_ymd(2026, 2, 28));
    figure->previous_value = 4, figure->previous_n = 4;
    figure->incomplete_since = 1774951200;
    figure->rows = table_new("rows");
    table_column(figure->rows, "account", NULL, COLUMN_SHOWN);
    table_row(figure->rows);
    table_cell(figure->rows, value_text("A17"));
    g_autofree char *text = json_of(figure);
    g_assert_nonnull(strstr(text, "\"value\": null, \"num\": null, \"den\": null, \"n\": 0, "));
    g_assert_nonnull(
        strstr(text, "\"target\": {\"low\": 0, \"high\": 2.5, \"direction\": \"range\"}"));
    g_assert_nonnull(
        strstr(text, "\"previous\": {\"period\": \"point:2026-02-28\", \"value\": 4, \"n\": 4}, "
                     "\"rows\": [{\"account\": \"A17\"}], "
                     "\"incomplete_since\": \"2026-03-31T10:00:00Z\"}"));
}

static void
test_quantities(void)
{
    static const struct {
        double value;
        const char *unit;
        gboolean swedish;
        const char *wanted;
    } cases[] = {
        {0.6, "rate", TRUE, "60 %"},
        {0.6667, "rate", TRUE, "66,7 %"},
        {0.6667, "rate", FALSE, "66.7 %"},
        {18, "hours", TRUE, "18 h"},
        {17.54, "hours", TRUE, "17,5 h"},
        {12, "days", TRUE, "12 d"},
        {123400, "ore", TRUE, "1\u202f234 kr"},
        {123450, "ore", FALSE, "SEK 1,234.50"},
        {7, "count", TRUE, "7"},
        {2.126, "ratio", TRUE, "2,13"},
        {-0.0001, "rate", TRUE, "0 %"},
        {12, "percent", TRUE, "12 %"},
        {1, "workdays", FALSE, "1 workday"},
        {1.5, "workdays", FALSE, "1.5 workdays"},
        {1, "months", FALSE, "1 month"},
        {20.5, "per_workday", FALSE, "20.5 per workday"},
        {1e300, "ore", FALSE, "–"},
        {3, "class", TRUE, "3"},
        {4, NULL, TRUE, "4"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = present_quantity(cases[i].value, cases[i].unit, cases[i].swedish);
        g_assert_cmpstr(got, ==, cases[i].wanted);
    }
}

static void
assert_words(char *owned, const char *wanted)
{
    g_assert_cmpstr(owned, ==, wanted);
    g_free(owned);
}

static void
test_words(void)
{
    g_autoptr(Figure) figure = response_rate();
    assert_words(present_figure_text(figure, TRUE), "60 %");
    assert_words(present_figure_interval(figure, TRUE), "23–88 %");
    assert_words(present_figure_target(figure, TRUE), NULL);
    assert_words(present_figure_change(figure, TRUE), NULL);
    figure->has_low = TRUE, figure->target_low = 0.2;
    assert_words(present_figure_target(figure, TRUE), "≥ 20 %");
    figure->has_high = TRUE, figure->target_high = 0.3, figure->direction = "range";
    assert_words(present_figure_target(figure, TRUE), "20–30 %");
    figure->direction = "lower";
    assert_words(present_figure_target(figure, TRUE), "≤ 30 %");
    figure->has_previous = figure->previous_has_value = TRUE;
    figure->previous_value = 0.675;
    assert_words(present_figure_change(figure, TRUE), "−7,5 points");
    figure->previous_value = 0.6;
    assert_words(present_figure_change(figure, FALSE), "±0 points");
    figure->previous_value = 0.5;
    assert_words(present_figure_change(figure, FALSE), "+10 points");
    figure->has_value = FALSE;
    figure->null_reason = "immature";
    assert_words(present_figure_text(figure, FALSE), "– (too early to tell)");
    assert_words(present_figure_interval(figure, TRUE), NULL);
    assert_words(present_figure_change(figure, TRUE), NULL);
}

static void
test_periods(void)
{
    gint32 day = day_from_ymd(2026, 3, 31);
    struct {
        Period period;
        const char *wanted;
    } cases[] = {
        {period_containing(PERIOD_WEEK, day), "week 14, 2026"},
        {period_containing(PERIOD_MONTH, day), "March 2026"},
        {period_containing(PERIOD_QUARTER, day), "Q1 2026"},
        {period_containing(PERIOD_HALF, day), "H1 2026"},
        {period_containing(PERIOD_YEAR, day), "2026"},
        {period_containing(PERIOD_DAY, day), "2026-03-31"},
        {period_rolling_days(90, day), "90 days to 2026-03-31"},
        {period_point(day), "2026-03-31"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_words(period_words(&cases[i].period), cases[i].wanted);
}

static void
test_readable(void)
{
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func(free_figure);
    g_ptr_array_add(figures, response_rate());
    g_autoptr(Table) table = present_figures(figures);
    g_assert_true(present_figures_is(table));
    g_autoptr(Table) readable = present_figures_readable(table, TRUE);
    g_assert_cmpstr(table_get(readable, 0, "value")->t, ==, "60 %");
    g_assert_cmpstr(table_get(readable, 0, "interval")->t, ==, "23–88 %");
    g_assert_cmpint(table_get(readable, 0, "change")->kind, ==, VALUE_NULL);
    g_assert_false(present_figures_is(readable));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/present/figures/json", test_json);
    g_test_add_func("/present/figures/json-more", test_json_more);
    g_test_add_func("/present/figures/quantities", test_quantities);
    g_test_add_func("/present/figures/words", test_words);
    g_test_add_func("/present/figures/periods", test_periods);
    g_test_add_func("/present/figures/readable", test_readable);
    return g_test_run();
}
