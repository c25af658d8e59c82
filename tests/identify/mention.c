/* SPDX-License-Identifier: MIT
 * Accounts named in a title (../notes calendar §3).
 */
#include "identify/match.h"

static char *
found_in(const IdentifyIndex *index, const char *text)
{
    g_autoptr(GArray) accounts = identify_mentioned(index, text);
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < accounts->len; i++)
        g_string_append_printf(list, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index(accounts, gint64, i));
    return g_string_free(list, FALSE);
}

static void
test_titles(void)
{
    static const char *const names[] = { "Acme AB",   "Acme Nord AB", "Ö-glass Sverige AB (publ)", "IT",      "Lunch AB",
                                         "3M Company", "Åkeri & Son HB", "Nord", "Acme Ltd." };
    static const struct { const char *text, *accounts; } cases[] = {
        { "Möte med ACME", "1 9" }, /* two of one name are both meant */
        { "Acme Nord: demo", "2" }, /* neither "Acme" nor "Nord" */
        { "Acme Nord och Acme", "2" }, /* a name within a longer one that stands there is not told apart from itself */
        { "Acmes dag", "" },
        { "ö-glass, uppföljning", "3" },
        { "IT-möte", "" }, /* two letters */
        { "Lunch", "" }, /* a word of calendars */
        { "3m company", "6" },
        { "Åkeri & Son", "7" },
        { "Akeri & Son", "" }, /* Swedish letters are letters of their own in names */
        { "hos kim@acme.example, Visby (Nord)", "1" }, /* an address is surer than a name */
        { "kim@elsewhere.example, Nord", "8" },
        { "Genomgång\nkim@acme.example", "1" }, /* the place stands on a line of its own */
        { "Ring kim@acme.example!", "1" },
        { "kim@acme.example/per@acme.example", "1" },
        { "", "" },
    };
    g_autoptr(IdentifyIndex) index = identify_index_new();
    identify_index_add_domain(index, "acme.example", 1);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        identify_index_add_name(index, names[i], (gint64)i + 1);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *accounts = found_in(index, cases[i].text);
        g_test_message("%s", cases[i].text);
        g_assert_cmpstr(accounts, ==, cases[i].accounts);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/identify/mention/titles", test_titles);
    return g_test_run();
}
