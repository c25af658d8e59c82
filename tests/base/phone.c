/* SPDX-License-Identifier: MIT
 * Lists of telephone numbers (spec 00 §5) as they stand in the files of other programs. */
#include "base/phone.h"

static void
test_list(void)
{
    static const struct {
        const char *given, *expected;
    } cases[] = {
        {"", ""},
        {" | ", ""},
        {"+46701234567", "+46701234567"},
        {"08-123 45 67", "08-123 45 67"},
        {"  08-123\t45  67 ", "08-123 45 67"},
        {"+46 8 508 000 00", "+46 8 508 000 00"},
        {"+46 70 123 05 06", "+46 70 123 05 06"},
        {"+46 (0)8-123 45 67", "+46 (0)8-123 45 67"},
        {"(08) 123 45 67", "(08) 123 45 67"},
        {"08-508 050 05", "08-508 050 05"},
        {"070 123 05 06", "070 123 05 06"},
        {"0241-131 00 ankn. 12", "0241-131 00 ankn. 12"},
        {"08-123 45 67|070-123 45 67", "08-123 45 67|070-123 45 67"},
        {"08-123 45 67 070-123 45 67", "08-123 45 67|070-123 45 67"},
        {"08 123 45 67 070 123 45 67", "08 123 45 67|070 123 45 67"},
        {"0701234567 08-1234567", "0701234567|08-1234567"},
        {"0701234567 0702345678", "0701234567|0702345678"},
        {"+46701234567 +4681234567", "+46701234567|+4681234567"},
        {"555-1234 555-9876", "555-1234|555-9876"},
        {"08-12 34 56 0200-12 34 56", "08-12 34 56|0200-12 34 56"},
        {"070-1 070-1", "070-1 070-1"},
        {"+461234567 +461234567", "+461234567"},
        {"\xc3\xa5\xff 08", "\xc3\xa5\xff 08"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(GStrv) numbers = phone_list(cases[i].given);
        g_autofree char *shown = g_strjoinv("|", numbers);
        g_assert_cmpstr(shown, ==, cases[i].expected);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/phone/list", test_list);
    return g_test_run();
}
