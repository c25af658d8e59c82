/* SPDX-License-Identifier: MIT
 * Patterns over words (spec 09 §9.7): what they find, and the traps that they must not fall into. */
#include <glib.h>
#include <string.h>
#include "identify/keyword.h"

static void
test_patterns(void)
{
    static const struct {
        const char *pattern, *text;
        gboolean is_in;
    } cases[] = {
        {"nedskärning*", "Tyvärr väntar NEDSKÄRNINGARNA i höst.", TRUE},
        {"akut", "Det är akut!", TRUE},
        {"akut", "Akuten är stängd", FALSE},
        {"jag slutar", "jag slutar i juni", TRUE},
        {"jag slutar", "mötet slutar kl 15", FALSE},
        {"inte ~ budget", "vi har inte fått någon budget", TRUE},
        {"inte ~ budget", "vi har inte budget", TRUE},
        {"inte ~ budget", "inte ett två tre fyra budget", FALSE},
        {"ingen budget", "vi har fått budget", FALSE},
        {"säga* upp ~ avtal*", "vill säga upp vårt avtal", TRUE},
        {"säga* upp ~ avtal*", "gå och säga upp till kontoret", FALSE},
        {"can't afford", "We can't afford it", TRUE},
        {"cost-cutting", "cost cutting ahead", TRUE},
        {"rfp", "the RFP-document", TRUE},
        {"*", "allt", FALSE},
        {"~", "allt", FALSE},
        {"ny vd", "Vi har ny\n VD från maj", TRUE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(IdentifyKeywords) keywords = identify_keywords_new();
        identify_keywords_add(keywords, "x", cases[i].pattern, 2);
        g_autoptr(GArray) found = identify_keywords_scan(keywords, cases[i].text);
        g_test_message("%s: %s", cases[i].pattern, cases[i].text);
        g_assert_cmpuint(found->len, ==, cases[i].is_in);
    }
}

static void
test_hostile(void)
{
    g_autoptr(IdentifyKeywords) keywords = identify_keywords_new();
    identify_keywords_add(keywords, "x", "a ~ a ~ a ~ a ~ a ~ b", 1);
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 16000; i++)
        g_string_append(text, "a ");
    g_autoptr(GArray) found = identify_keywords_scan(keywords, text->str);
    g_assert_cmpuint(found->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/identify/keyword/patterns", test_patterns);
    g_test_add_func("/identify/keyword/hostile", test_hostile);
    return g_test_run();
}
