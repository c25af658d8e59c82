/* SPDX-License-Identifier: MIT
 * What a title says that a meeting is for (spec 09 §9.4 and ../notes calendar §3).
 */
#include "base/purpose.h"

static void
test_titles(void)
{
    static const struct {
        const char *title, *purpose, *review;
    } cases[] = {
        { "QBR Acme", "qbr", "qbr" },
        { "Kvartalsgenomgang", "qbr", "qbr" }, /* without accents */
        { "KVARTALSGENOMGÅNG Q1", "qbr", "qbr" },
        { "Halvårsavstämning", "strategic", "strategic" },
        { "Arsgenomgang", "annual", "annual" },
        { "A\xcc\x8arlig utva\xcc\x88rdering", "annual", "annual" },
        { "Demo: portalen", "demo", NULL },
        { "Demonstration", "demo", NULL },
        { "Demo och avstämning", "demo", "check_in" },
        { "QBR med demo", "qbr", "qbr" },
        { "Första mötet Acme", "first", NULL },
        { "Introsamtal", "first", NULL },
        { "Behovsanalys", "first", NULL },
        { "Discovery call", "first", NULL },
        { "Kick-off", "delivery", NULL },
        { "Uppstartsmöte", "delivery", NULL },
        { "Workshop 2", "delivery", NULL },
        { "Merförsäljning licenser", "expansion", NULL },
        { "Avstämning", "check_in", "check_in" },
        { "Uppföljning med Acme", "check_in", NULL }, /* a title of a review is narrower */
        { "1:1 Åsa", "check_in", NULL },
        { "Projektstatus / Sync", "check_in", NULL },
        { "Klockan 11:15", NULL, NULL },
        { "Uppföljning av offert", "other", NULL },
        { "Affärsgenomgång", "qbr", NULL },
        { "Förnyelse", "other", NULL },
        { "Offertgenomgång", "other", NULL },
        { "Strategisk genomgång över lunch", "qbr", "qbr" },
        { "Lunch", "other", NULL },
        { "Lunchmöte", NULL, NULL }, /* a word of its own */
        { "Möte", NULL, NULL },
        { "", NULL, NULL },
        { NULL, NULL, NULL },
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].title != NULL ? cases[i].title : "no title");
        g_assert_cmpstr(purpose_of_title(cases[i].title), ==, cases[i].purpose);
        g_assert_cmpstr(purpose_review_of_title(cases[i].title), ==, cases[i].review);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/purpose/titles", test_titles);
    return g_test_run();
}
