/* SPDX-License-Identifier: MIT
 * Who asks and who only thanks (spec 08 §8.4): sentences and the answer worked out by hand. */
#include <glib.h>
#include <string.h>
#include "identify/cue.h"

static void
test_sentences(void)
{
    static const struct {
        const char *text;
        guint cue;
    } cases[] = {
        {"", 0},
        {"Kan du skicka offerten", MAIL_CUE_ASKS},
        {"KAN NI komma på tisdag", MAIL_CUE_ASKS},
        {"Passar det på fredag", MAIL_CUE_ASKS},
        {"OSA senast måndag", MAIL_CUE_ASKS},
        {"Please confirm the date", MAIL_CUE_ASKS},
        {"När kommer ni?", MAIL_CUE_ASKS},
        {"Vi kan dubbla priset", 0}, /* "kan du" is no part of a longer word */
        {"Här är protokollet från i går", 0},
        {"Tack!", MAIL_CUE_THANKS},
        {"Tack så jättemycket för hjälpen!", MAIL_CUE_THANKS},
        {"Tack för hjälpen, vi hörs på måndag igen", 0}, /* eight words */
        {"Tack, men när?", MAIL_CUE_ASKS},
        {"Låter bra", MAIL_CUE_THANKS},
        {"Okej då", MAIL_CUE_THANKS},
        {"Oklart läge", 0}, /* begins with a longer word */
        {"Thanks, noted.", MAIL_CUE_THANKS},
        {"Tack\n\n> Kan du svara?", MAIL_CUE_THANKS},
        {"Tack\r\n\r\nDen 30 mars 2026 kl. 10:00 skrev Anna <anna@x.example>:\r\nKan du?", MAIL_CUE_THANKS},
        {"Perfekt.\n-----Ursprungligt meddelande-----\nKan du svara?", MAIL_CUE_THANKS},
        {"Bra\nFrån: Anna\nSkickat: i går\nÄmne: Kan du?", MAIL_CUE_THANKS},
        {"Noted\nOn Mon, 30 Mar 2026, Anna wrote:\nwhen?", MAIL_CUE_THANKS},
        {"Toppen\n-- \nAnna\nVad säger du om oss?", MAIL_CUE_THANKS},
        {"Perfekt\nMed vänlig hälsning,\nAnna\nFrågor? Ring!", MAIL_CUE_THANKS},
        {"Mvh är ingen hälsning här, kan du svara", 0}, /* a greeting that stands in a line of text ends it: too careful, never too loud */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        g_assert_cmpuint(identify_cue(cases[i].text), ==, cases[i].cue);
    }
}

static void
test_hostile(void)
{
    g_autofree char *long_line = g_strnfill(100000, '>');
    g_autofree char *lines = g_strnfill(100000, '\n');
    g_autofree char *questions = g_strnfill(50000, '?');
    g_assert_cmpuint(identify_cue(long_line), ==, 0);
    g_assert_cmpuint(identify_cue(lines), ==, 0);
    g_assert_cmpuint(identify_cue(questions), ==, MAIL_CUE_ASKS);
    g_assert_cmpuint(identify_cue("tack\xef\xbf\xbd"), ==, MAIL_CUE_THANKS);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/identify/cue/sentences", test_sentences);
    g_test_add_func("/identify/cue/hostile", test_hostile);
    return g_test_run();
}
