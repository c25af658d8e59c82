/* SPDX-License-Identifier: MIT
 * When somebody is back, in the words of automatic answers. */
#include "base/day.h"
#include "identify/absence.h"

static const struct {
    const char *text, *back; /* NULL = says nothing */
} cases[] = {
    {"Frånvarande till 2026-04-15", "2026-04-15"},
    {"Autosvar: Jag är tillbaka måndag den 13 april", "2026-04-13"},
    {"Jag är på semester och åter på kontoret den 15/4. Vid brådskande ärenden ring växeln 08-123 45 67.", "2026-04-15"},
    {"Ledig t.o.m. 14 april.", "2026-04-15"},
    {"Jag är ledig till och med fredag den 10 april och läser inte mejl.", "2026-04-11"},
    {"Semester 1/7-15/7", "2026-07-16"},
    {"Semester 1/7 – 15/7", "2026-07-16"},
    {"Semesterstängt. Jag är ledig vecka 28-31", "2026-08-03"},
    {"Tjänstledig 10-15 april", "2026-04-16"},
    {"Out of office until April 15", "2026-04-15"},
    {"I am out of the office, returning on Monday 13 April 2026.", "2026-04-13"},
    {"I will be back on 15 April. From 7 April to 14 April please contact Lisa.", "2026-04-15"},
    {"On leave through 14 April", "2026-04-15"},
    {"Jag är tillbaka på fredag.", "2026-04-03"},
    {"Åter imorgon", "2026-04-01"},
    {"Jag är tillbaka om två veckor.", "2026-04-14"},
    {"Automatiskt svar: Offert 2026-15", NULL},
    {"Jag är inte på kontoret just nu.", NULL},
    {"Tack för ditt mejl, vi svarar inom 24 timmar. Öppet 8-17.", NULL},
    {"Åter 2026-03-15", NULL}, /* has been */
    {"", NULL},
};

static void
test_back(void)
{
    gint32 today = day_from_ymd(2026, 3, 31), back; /* a Tuesday */
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gboolean found = identify_absence(cases[i].text, today, &back);
        g_autofree char *text = found ? day_format(back) : NULL;
        if (g_strcmp0(text, cases[i].back) != 0)
            g_error("%s: %s, not %s", cases[i].text, text ? text : "nothing", cases[i].back ? cases[i].back : "nothing");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/absence/back", test_back);
    return g_test_run();
}
