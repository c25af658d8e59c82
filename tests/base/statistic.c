/* SPDX-License-Identifier: MIT
 * Wilson intervals of E3 and 01 §1.5, Kaplan-Meier of E4. */
#include "base/statistic.h"

static void
assert_near(double value, double expected, double slack)
{
    g_assert_cmpfloat_with_epsilon(value, expected, slack);
}

static void
test_wilson(void)
{
    static const struct {
        gint64 num, den;
        double lo, hi;
    } cases[] = {
        {3, 5, 0.230724, 0.882379}, {5, 20, 0.111862, 0.468701}, {0, 7, 0, 0.354330},
        {7, 7, 0.645670, 1},        {1, 3, 0.061491, 0.792340},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        double lo, hi;
        statistic_wilson(cases[i].num, cases[i].den, &lo, &hi);
        assert_near(lo, cases[i].lo, 1e-6);
        assert_near(hi, cases[i].hi, 1e-6);
    }
    double lo, hi;
    statistic_wilson(0, 3, &lo, &hi);
    g_assert_true(lo == 0);
    statistic_wilson(3, 3, &lo, &hi);
    g_assert_true(hi == 1);
}

static void
test_survival(void)
{
    StatisticSurvival e4[] = {{1, FALSE}, {20, TRUE}, {0.25, TRUE},  {27.96, FALSE},
                              {1, TRUE},  {8, TRUE},  {5.96, FALSE}, {2, TRUE}};
    gsize n = G_N_ELEMENTS(e4);
    static const struct {
        double at, survival;
    } cases[] = {{0, 1},       {0.2, 1},        {0.25, 7.0 / 8},
                 {1, 6.0 / 8}, {2, 0.75 * 0.8}, {7.99, 0.75 * 0.8},
                 {14, 0.4},    {20, 0.2},       {100, 0.2}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_near(statistic_survival_at(e4, n, cases[i].at), cases[i].survival, 1e-12);
    double median = 0;
    g_assert_true(statistic_survival_median(e4, n, &median));
    assert_near(median, 8, 1e-12);
}

static void
test_survival_edges(void)
{
    double median = -1;
    assert_near(statistic_survival_at(NULL, 0, 5), 1, 1e-12);
    g_assert_false(statistic_survival_median(NULL, 0, &median));
    StatisticSurvival censored[] = {{1, FALSE}, {2, FALSE}};
    assert_near(statistic_survival_at(censored, 2, 5), 1, 1e-12);
    g_assert_false(statistic_survival_median(censored, 2, &median));
    StatisticSurvival high[] = {{1, TRUE}, {2, FALSE}, {3, FALSE}};
    g_assert_false(statistic_survival_median(high, 3, &median));
    StatisticSurvival ties[] = {{1, TRUE}, {1, FALSE}, {1, TRUE}, {4, FALSE}};
    assert_near(statistic_survival_at(ties, 4, 1), 0.5, 1e-12);
    g_assert_true(statistic_survival_median(ties, 4, &median));
    assert_near(median, 1, 1e-12);
    StatisticSurvival half[] = {{1, TRUE}, {2, TRUE}, {3, TRUE}, {4, TRUE}, {5, TRUE}, {6, TRUE}};
    g_assert_true(statistic_survival_median(half, 6, &median)); /* 5/6 · 4/5 · 3/4 = 1/2 on paper */
    assert_near(median, 3, 1e-12);
    assert_near(statistic_survival_at(half, 6, 6), 0, 1e-12);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/statistic/wilson", test_wilson);
    g_test_add_func("/statistic/survival", test_survival);
    g_test_add_func("/statistic/survival-edges", test_survival_edges);
    return g_test_run();
}
