/* SPDX-License-Identifier: MIT
 * Back-off: how long, and that it never becomes a hammer or a lock-out. */
#include "run/patience.h"

static void
test_doubles(void)
{
    static const guint seconds[] = {5, 10, 20, 40, 80, 160, 320, 640, 900, 900};
    for (guint i = 0; i < G_N_ELEMENTS(seconds); i++)
        g_assert_cmpuint(run_patience_ms(i + 1, FALSE, 0.5), ==, seconds[i] * 1000);
    g_assert_cmpuint(run_patience_ms(G_MAXUINT, FALSE, 0.5), ==, 900000);
}

/* A quarter of an hour, half an hour, 1, 2, 4, 6, 6 hours. */
static void
test_person(void)
{
    static const guint minutes[] = {15, 30, 60, 120, 240, 360, 360};
    for (guint i = 0; i < G_N_ELEMENTS(minutes); i++)
        g_assert_cmpuint(run_patience_ms(i + 1, TRUE, 0.5), ==, minutes[i] * 60000);
    g_assert_cmpuint(run_patience_ms(G_MAXUINT, TRUE, 0.5), ==, 360 * 60000);
}

static void
test_jitter(void)
{
    g_assert_cmpuint(run_patience_jitter(5000, 0), ==, 4000);
    g_assert_cmpuint(run_patience_jitter(5000, 0.999999), ==, 5999);
    g_assert_cmpuint(run_patience_jitter(0, 0.7), ==, 0);
    g_assert_cmpuint(run_patience_jitter(24 * 60 * 60 * 1000, 0.999999), <, 104000000); /* a day does not overflow */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/run/patience/doubles", test_doubles);
    g_test_add_func("/run/patience/person", test_person);
    g_test_add_func("/run/patience/jitter", test_jitter);
    return g_test_run();
}
