/* SPDX-License-Identifier: MIT
 * Money in, out and divided, exact to the öre (spec 01 §1.2, 15-B1). */
#include "base/money.h"
#include <string.h>

static void
test_parse(void)
{
    static const struct {
        const char *text;
        gint64 ore;
    } cases[] = {
        {"0", 0},
        {"1", 100},
        {"1234.5", 123450},
        {"1 234,50", 123450},
        {"1\xc2\xa0"
         "234\xe2\x80\xaf"
         "567,89",
         123456789},
        {"-50", -5000},
        {"\xe2\x88\x92"
         "50,5",
         -5050},
        {" 12 ", 1200},
        {"0,005", 1},
        {"0,004", 0},
        {"-0,005", -1},
        {"0,0049999", 0},
        {"1,995", 200},
        {"-1,995", -200},
        {"000012", 1200},
        {"92233720368547758,07", G_MAXINT64},
        {"-92233720368547758,07", -G_MAXINT64},
        {"300 000", 30000000},
        {"12 345 678", 1234567800},
    };
    static const char *const bad[] = {
        "",
        " ",
        "-",
        ".5",
        "5.",
        "5,",
        "1,2,3",
        "1.234,50",
        "1,234.50",
        "1 23",
        "1 2345",
        "12 34 567",
        "1  234",
        "- 5",
        "+5",
        "5 kr",
        "SEK 5",
        "5e3",
        "0x10",
        "nan",
        "1_000",
        "--5",
        "5-",
        "1\t234",
        "1\n",
        "92233720368547758,08",
        "99999999999999999999999",
        "\xff",
        "5\xff",
        "1\xc2",
        "1\xe2\x80",
    };
    gint64 ore = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        g_assert_true(money_parse(cases[i].text, &ore));
        g_assert_cmpint(ore, ==, cases[i].ore);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_test_message("%s", bad[i]);
        g_assert_false(money_parse(bad[i], &ore));
    }
    g_assert_false(money_parse(NULL, &ore));
}

static void
test_format(void)
{
    static const struct {
        gint64 ore;
        const char *swedish, *english;
    } cases[] = {
        {0, "0 kr", "SEK 0"},
        {5, "0,05 kr", "SEK 0.05"},
        {100, "1 kr", "SEK 1"},
        {123450,
         "1\xe2\x80\xaf"
         "234,50 kr",
         "SEK 1,234.50"},
        {-123456789,
         "−1\xe2\x80\xaf"
         "234\xe2\x80\xaf"
         "567,89 kr",
         "SEK -1,234,567.89"},
        {99900, "999 kr", "SEK 999"},
        {G_MININT64,
         "−92\xe2\x80\xaf"
         "233\xe2\x80\xaf"
         "720\xe2\x80\xaf"
         "368\xe2\x80\xaf"
         "547\xe2\x80\xaf"
         "758,08 kr",
         "SEK -92,233,720,368,547,758.08"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *swedish = money_format(cases[i].ore, TRUE);
        g_autofree char *english = money_format(cases[i].ore, FALSE);
        g_assert_cmpstr(swedish, ==, cases[i].swedish);
        g_assert_cmpstr(english, ==, cases[i].english);
    }
}

/* What is written in either language's digits is read back, without its currency. */
static void
test_round_trip(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(42);
    for (int round = 0; round < 5000; round++) {
        gint64 ore = ((gint64)g_rand_int(rand) << 16) - g_rand_int(rand), back = 0;
        ore = g_rand_boolean(rand) ? ore : ore % 100000;
        g_autofree char *text = money_format(ore, TRUE);
        *strrchr(text, ' ') = '\0';
        g_assert_true(money_parse(text, &back));
        g_assert_cmpint(back, ==, ore);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/money/parse", test_parse);
    g_test_add_func("/money/format", test_format);
    g_test_add_func("/money/round-trip", test_round_trip);
    return g_test_run();
}
