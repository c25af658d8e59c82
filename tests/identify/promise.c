/* SPDX-License-Identifier: MIT
 * Promises, and sentences that look like some. */
#include "base/day.h"
#include "identify/promise.h"

static const struct {
    const char *text, *day; /* NULL = no promise */
} cases[] = {
    {"Hej! Jag återkommer på fredag.", "2026-04-03"},
    {"Tack för mötet.\n\nJag skickar offerten senast 15/4 så kan vi\nprata sedan.", "2026-04-15"},
    {"Jag hör av mig nästa vecka", "2026-04-10"},
    {"På torsdag skickar jag underlaget. Hälsningar", "2026-04-02"},
    {"Återkommer imorgon med svar.", "2026-04-01"},
    {"Vi ringer dig om två veckor", "2026-04-14"},
    {"Jag ska skicka avtalet v. 16 enligt plan", "2026-04-17"},
    {"Jag ringer dig den 15 april kl. 9.", "2026-04-15"},
    {"Jag återkommer 2026-05-02", "2026-05-02"},
    {"Skickar rapporten idag", "2026-03-31"},
    {"I'll get back to you on Friday.", "2026-04-03"},
    {"We will send the proposal by 15 April.", "2026-04-15"},
    {"Thanks! I'll call tomorrow", "2026-04-01"},
    {"Jag återkommer.", NULL},                         /* when? */
    {"Kan du skicka avtalet på fredag?", NULL},        /* a question */
    {"Hoppas att du skickar avtalet på fredag", NULL}, /* theirs */
    {"Återkommer du på fredag?", NULL},
    {"Jag återkommer inte på fredag", NULL},
    {"Mötet är på fredag. Jag ser fram emot det.", NULL},
    {"Will you send it on Friday", NULL},
    {"Om ni skickar det på fredag blir jag glad", NULL},
    {"Jag skickade det i fredags", NULL},
    {"", NULL},
};

static void
test_promises(void)
{
    gint32 today = day_from_ymd(2026, 3, 31), day; /* a Tuesday */
    const char *pattern;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gboolean found = identify_promise(cases[i].text, today, &day, &pattern);
        g_autofree char *text = found ? day_format(day) : NULL;
        if (g_strcmp0(text, cases[i].day) != 0)
            g_error("%s: %s, not %s", cases[i].text, text ? text : "nothing", cases[i].day ? cases[i].day : "nothing");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/promise/sentences", test_promises);
    return g_test_run();
}
