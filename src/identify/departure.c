/* SPDX-License-Identifier: MIT
 * Who has left, and whom to write to instead. */
#include "identify/departure.h"
#include <string.h>
#include "base/address.h"
#include "identify/keyword.h"

#define LEFT "left"
#define STAYS "stays"

/* Patterns of identify/keyword.h. */
static const char *const left[] = {
    "har slutat", "jag slutade", "slutat hos", "slutat min anställning", "slutat sin anställning", "avslutat min anställning", "avslutat sin anställning",
    "arbetar inte längre", "jobbar inte längre", "inte längre anställd*", "inte längre kvar", "inte längre min arbetsplats", "är ej längre anställd*",
    "arbetar ej längre", "jobbar ej längre", "har lämnat företaget", "har lämnat förbundet", "har lämnat organisationen", "har lämnat bolaget",
    "har lämnat min tjänst", "har lämnat sin tjänst", "har gått i pension", "har avgått",
    "no longer with", "no longer work*", "no longer employed", "no longer part of", "no longer at", "has left the company", "have left the company",
    "has left the organi*", "have left the organi*", "has left the firm", "have left the firm", "left my position", "left his position", "left her position",
    "has retired", "have retired",
};
/* "Jag har slutat för dagen" comes back tomorrow. */
static const char *const stays[] = {
    "slutat för dagen", "slutat för idag", "slutat för i dag", "slutat för veckan", "slutat för helgen", "slutat för sommaren", "slutat för säsongen",
    "slutade tidigt", "slutade tidigare",
};

static IdentifyKeywords *
phrases(void)
{
    IdentifyKeywords *keywords = identify_keywords_new();
    for (gsize i = 0; i < G_N_ELEMENTS(left); i++)
        identify_keywords_add(keywords, LEFT, left[i], 1);
    for (gsize i = 0; i < G_N_ELEMENTS(stays); i++)
        identify_keywords_add(keywords, STAYS, stays[i], 1);
    return keywords;
}

gboolean
identify_departure(const char *text)
{
    g_autoptr(IdentifyKeywords) keywords = phrases();
    g_autoptr(GArray) found = identify_keywords_scan(keywords, text);
    gboolean has_left = FALSE;
    for (guint i = 0; i < found->len; i++) {
        if (g_str_equal(g_array_index(found, IdentifyKeyword, i).category, STAYS))
            return FALSE;
        has_left = TRUE;
    }
    return has_left;
}

/* "Bo.Ek@kund.example)." is an address with what stands around it. */
static char *
address_in(char *word)
{
    gsize length = strlen(word);
    while (length > 0 && strchr(".!?", word[length - 1]) != NULL)
        word[--length] = '\0';
    return strchr(word, '@') != NULL ? address_canonical(word) : NULL;
}

char *
identify_colleague(const char *text, const char *from)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \t\r\n,;<>()[]{}|\"'*_/", -1);
    if (strchr(from, '@') == NULL || domain_is_freemail(address_domain(from)))
        return NULL;
    for (char **word = words; *word != NULL; word++) {
        g_autofree char *address = address_in(*word);
        if (address != NULL && !g_str_equal(address, from) && g_str_equal(address_domain(address), address_domain(from)))
            return g_steal_pointer(&address);
    }
    return NULL;
}
