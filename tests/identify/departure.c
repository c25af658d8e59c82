/* SPDX-License-Identifier: MIT
 * Who has left, and whom to write to instead, in the words of automatic answers. */
#include "identify/departure.h"
#include <string.h>

#define FROM "eva.ek@kund.example"

static const struct {
    const char *text;
    gboolean has_left;
    const char *colleague; /* NULL = nobody */
} cases[] = {
    {"Jag har slutat på Kund AB. Kontakta Bo Ek, bo.ek@kund.example.", TRUE, "bo.ek@kund.example"},
    {"Eva Ek arbetar inte längre hos oss. Skriv till <Info@Kund.example>!", TRUE, "info@kund.example"},
    {"Hon jobbar\ninte längre\nkvar. mailto:bo@kund.example", TRUE, "bo@kund.example"},
    {"Jag är inte längre anställd på Kund. Min adress eva.ek@kund.example stängs; bo@annan.example tar över.", TRUE, NULL},
    {"Eva har gått i pension, (bo@kund.example)", TRUE, "bo@kund.example"},
    {"Jag har lämnat företaget.", TRUE, NULL},
    {"Eva Ek is no longer with the company. Please contact bo.ek@kund.example or lisa@kund.example", TRUE, "bo.ek@kund.example"},
    {"I no longer work here.", TRUE, NULL},
    {"She has left the organisation", TRUE, NULL},
    {"Jag har slutat för dagen och är åter i morgon. Brådskande: bo@kund.example", FALSE, "bo@kund.example"},
    {"Jag slutade tidigt idag", FALSE, NULL},
    {"Jag är på semester till 15 april. Kontakta bo@kund.example", FALSE, "bo@kund.example"},
    {"I have left the office until Monday.", FALSE, NULL},
    {"Mötet slutar kl 15", FALSE, NULL},
    {"Jag slutar den 30 april.", FALSE, NULL},
    {"Vi har lämnat offerten", FALSE, NULL},
    {"@ @@ a@ @kund.example a b@", FALSE, NULL},
    {"", FALSE, NULL},
};

static void
test_words(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *colleague = identify_colleague(cases[i].text, FROM);
        if (identify_departure(cases[i].text) != cases[i].has_left)
            g_error("%s: %s", cases[i].text, cases[i].has_left ? "has not left" : "has left");
        if (g_strcmp0(colleague, cases[i].colleague) != 0)
            g_error("%s: %s", cases[i].text, colleague ? colleague : "nobody");
    }
}

/* Of a domain that anybody can join nobody is a colleague. */
static void
test_freemail(void)
{
    g_assert_null(identify_colleague("skriv till bo@gmail.com", "eva@gmail.com"));
    g_assert_null(identify_colleague("skriv till bo@kund.example", ""));
}

static void
test_hostile(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 100000; i++)
        g_string_append(text, i % 3 ? "<@kund.example" : "\xff har ");
    g_autofree char *valid = g_utf8_make_valid(text->str, -1);
    g_assert_false(identify_departure(valid));
    g_assert_null(identify_colleague(valid, FROM));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/identify/departure/words", test_words);
    g_test_add_func("/identify/departure/freemail", test_freemail);
    g_test_add_func("/identify/departure/hostile", test_hostile);
    return g_test_run();
}
