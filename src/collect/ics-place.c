/* SPDX-License-Identifier: MIT
 * How people meet: by video, by phone or in person, from the links and words that calendars write.
 */
#include "collect/ics-event.h"
#include <string.h>
#include "base/text.h"

static gboolean
holds(const char *text, const char *const *needles)
{
    for (; *needles; needles++)
        if (strstr(text, *needles))
            return TRUE;
    return FALSE;
}

/* "https://host/b/room": BigBlueButton on anybody's host. */
static gboolean
has_room_path(const char *text)
{
    for (const char *at = strstr(text, "://"); at; at = strstr(at + 3, "://")) {
        const char *path = at + 3 + strcspn(at + 3, "/ \\");
        if (g_str_has_prefix(path, "/b/"))
            return TRUE;
    }
    return FALSE;
}

/* TEXT is in lower case. */
static gboolean
has_video_link(const char *text)
{
    static const char *const links[] = {"meet.google.com/",
                                        "teams.microsoft.com/l/meetup-join",
                                        "teams.microsoft.com/meet",
                                        "teams.live.com/meet",
                                        "zoom.us/j/",
                                        "zoom.us/w/",
                                        "zoom.us/my/",
                                        "zoom.com/j/",
                                        "zoom.com/w/",
                                        "zoom.com/my/",
                                        "webex.com/",
                                        "whereby.com/",
                                        "gotomeeting.com/",
                                        "gotomeet.me/",
                                        "meet.jit.si/",
                                        NULL};
    const char *scheme = strstr(text, "://");
    return scheme && (holds(scheme, links) || has_room_path(text));
}

static gboolean
is_conference_property(const IcsLine *line)
{
    static const char *const names[] = {"X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL",
                                        "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (collect_ics_line_is(line, names[i]) && line->value_length > 0)
            return TRUE;
    return FALSE;
}

static gboolean
may_hold_link(const IcsLine *line)
{
    return collect_ics_line_is(line, "LOCATION") || collect_ics_line_is(line, "URL") ||
           collect_ics_line_is(line, "DESCRIPTION");
}

typedef struct {
    gboolean is_video, is_phone;
} Hints;

static void
read_hint(const IcsLine *line, Hints *hints)
{
    if (is_conference_property(line))
        hints->is_video = TRUE;
    gboolean is_conference = collect_ics_line_is(line, "CONFERENCE");
    if (!is_conference && !may_hold_link(line))
        return;
    g_autofree char *text = g_ascii_strdown(line->value, line->value_length);
    if (is_conference && g_str_has_prefix(text, "tel:"))
        hints->is_phone = TRUE;
    else if (is_conference || has_video_link(text))
        hints->is_video = TRUE;
}

static gboolean
is_phone_number(const char *text)
{
    guint digits = 0;
    for (; *text; text++) {
        if (g_ascii_isdigit(*text))
            digits++;
        else if (!strchr("+-() /.", *text))
            return FALSE;
    }
    return digits >= 5;
}

static gboolean
has_any_word(const char *folded, const char *const *words)
{
    for (; *words; words++)
        if (text_has_word(folded, *words))
            return TRUE;
    return FALSE;
}

static const char *
place_of_words(const char *location)
{
    static const char *const phone[] = {"tel",    "telefon", "telefonmöte", "ring",
                                        "ringer", "phone",   "call",        NULL};
    static const char *const video[] = {
        "teams", "microsoft teams", "teams-möte", "zoom",     "google meet", "webex",   "skype",
        "video", "videomöte",       "online",     "digitalt", "distans",     "whereby", NULL};
    g_autofree char *folded = text_fold(location);
    if (is_phone_number(folded) || has_any_word(folded, phone))
        return "phone";
    return has_any_word(folded, video) ? "video" : "in_person";
}

const char *
collect_ics_place(const IcsBlock *block, const char *location)
{
    Hints hints = {FALSE, FALSE};
    g_auto(IcsReader) reader = {0};
    collect_ics_line_reader_init(&reader, block->text, block->length);
    for (IcsLine line; collect_ics_line_next_own(&reader, &line);)
        read_hint(&line, &hints);
    if (hints.is_video)
        return "video";
    if (hints.is_phone)
        return "phone";
    return location ? place_of_words(location) : NULL;
}
