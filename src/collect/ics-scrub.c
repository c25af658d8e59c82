/* SPDX-License-Identifier: MIT
 * Lines of iCalendar, unfolded, with a person taken out (RFC 5545 §3.1, 3.8.4). */
#include "collect/ics-scrub.h"
#include <string.h>
#include "base/address.h"

static char *
unfold(const char *raw)
{
    GString *text = g_string_new(NULL);
    for (const char *at = raw; *at; at++) {
        gsize skip = at[0] == '\r' && at[1] == '\n' ? 2 : at[0] == '\n' || at[0] == '\r' ? 1 : 0;
        if (skip > 0 && (at[skip] == ' ' || at[skip] == '\t'))
            at += skip;
        else if (*at != '\r')
            g_string_append_c(text, *at);
    }
    return g_string_free(text, FALSE);
}

static gboolean
is_one_of(const char *line, const char *const *names)
{
    gsize length = strcspn(line, ";:");
    for (; *names; names++)
        if (strlen(*names) == length && g_ascii_strncasecmp(line, *names, length) == 0)
            return TRUE;
    return FALSE;
}

static const char *
find_mailto(const char *line)
{
    const char *found = NULL;
    for (const char *at = strchr(line, ':'); at; at = strchr(at + 1, ':'))
        if (at - line >= 6 && g_ascii_strncasecmp(at - 6, "mailto", 6) == 0)
            found = at + 1;
    return found;
}

/* Where LINE's person stands in ADDRESSES, or -1. */
static int
person_of(const char *line, const char *const *addresses)
{
    const char *value = find_mailto(line);
    g_autofree char *address = value ? address_canonical(value) : NULL;
    for (int i = 0; address && addresses[i]; i++)
        if (g_str_equal(address, addresses[i]))
            return i;
    return -1;
}

/* Answer and role are kept: they decide whether the meeting was held. */
static void
append_person(GString *out, const char *line, const char *alias)
{
    static const char *const kept[] = {"PARTSTAT=", "ROLE=", "CUTYPE=", "RSVP="};
    gboolean is_quoted = FALSE;
    g_string_append_len(out, line, (gssize)strcspn(line, ";:"));
    for (const char *at = line; *at && (is_quoted || *at != ':'); at++) {
        if (*at == '"')
            is_quoted = !is_quoted;
        for (gsize i = 0; *at == ';' && !is_quoted && i < G_N_ELEMENTS(kept); i++)
            if (g_ascii_strncasecmp(at + 1, kept[i], strlen(kept[i])) == 0)
                g_string_append_len(out, at, 1 + (gssize)strcspn(at + 1, ";:\""));
    }
    g_string_append_printf(out, ":mailto:%s\r\n", alias);
}

/* Any other line that spells an address is of no use for what Cadens reads. */
static gboolean
spells(const char *line, const char *const *addresses)
{
    g_autofree char *low = g_utf8_strdown(line, -1);
    for (; *addresses; addresses++)
        if (strstr(low, *addresses))
            return TRUE;
    return FALSE;
}

char *
collect_ics_scrub(const char *raw, const char *const *addresses, const char *const *aliases)
{
    static const char *const people[] = {"ATTENDEE", "ORGANIZER", NULL};
    static const char *const topics[] = {"SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "URL", "ATTACH", "X-ALT-DESC", NULL};
    g_autofree char *text = unfold(raw);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean is_named = FALSE;
    for (char **line = lines; *line; line++) {
        int who = is_one_of(*line, people) ? person_of(*line, addresses) : -1;
        gboolean is_spelt = who < 0 && spells(*line, addresses);
        is_named = is_named || who >= 0 || is_spelt;
        if (who >= 0)
            append_person(out, *line, aliases[who]);
        else if (!is_spelt && !is_one_of(*line, topics) && **line)
            g_string_append_printf(out, "%s\r\n", *line);
    }
    return is_named ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
}
