/* SPDX-License-Identifier: MIT
 * What comes in is searched for persons whose tombstone is there. */
#include "run/tomb.h"
#include "base/event.h"
#include "collect/ics-scrub.h"

static gboolean
rename_text(const KeepTombs *tombs, char **text)
{
    const char *alias = *text != NULL ? keep_tombs_alias(tombs, *text) : NULL;
    if (alias == NULL)
        return FALSE;
    g_free(*text);
    *text = g_strdup(alias);
    return TRUE;
}

static void
rename_texts(const KeepTombs *tombs, GPtrArray *texts)
{
    for (guint i = 0; texts != NULL && i < texts->len; i++)
        rename_text(tombs, (char **)&texts->pdata[i]);
}

static void
rename_invite(const KeepTombs *tombs, Invite *invite)
{
    gboolean is_renamed = rename_text(tombs, &invite->organizer);
    is_renamed |= rename_text(tombs, &invite->sent_by);
    for (guint i = 0; i < invite->attendees->len; i++)
        is_renamed |= rename_text(tombs, &((InviteAttendee *)invite->attendees->pdata[i])->addr);
    if (is_renamed)
        g_clear_pointer(&invite->summary, g_free);
}

static void
rename_rest(const KeepTombs *tombs, Mail *mail)
{
    rename_text(tombs, &mail->return_path);
    rename_texts(tombs, mail->failed_recipients);
    if (mail->report != NULL)
        rename_texts(tombs, mail->report->failed);
    if (mail->invite != NULL)
        rename_invite(tombs, mail->invite);
}

gboolean
run_tomb_mail(const KeepTombs *tombs, const IdentifyIndex *index, Mail *mail)
{
    guint erased = 0, others = 0;
    if (keep_tombs_is_empty(tombs))
        return FALSE;
    for (guint i = 0; i < mail->parties->len; i++) {
        MailParty *party = mail->parties->pdata[i];
        gboolean is_sender = party->role == PARTY_FROM || party->role == PARTY_SENDER || party->role == PARTY_REPLY_TO;
        if (rename_text(tombs, &party->addr)) {
            if (party->role == PARTY_FROM)
                return TRUE;
            g_clear_pointer(&party->name, g_free);
            erased += !is_sender;
        } else if (!identify_index_is_own(index, party->addr)) {
            others++;
        }
    }
    rename_rest(tombs, mail);
    if (erased > 0)
        g_clear_pointer(&mail->subject, g_free);
    return erased > 0 && others == 0;
}

void
run_tomb_events(const KeepTombs *tombs, const GPtrArray *events, char **raw)
{
    g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(g_free), aliases = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < events->len; i++) {
        Event *event = events->pdata[i];
        gboolean is_renamed = FALSE;
        for (guint k = 0; k < event->attendees->len; k++) {
            EventAttendee *attendee = event->attendees->pdata[k];
            g_autofree char *address = g_strdup(attendee->addr);
            gboolean is_new = rename_text(tombs, &attendee->addr);
            is_renamed |= is_new || keep_tombs_is_alias(address); /* occurrences share their attendees */
            if (!is_new)
                continue;
            g_clear_pointer(&attendee->name, g_free);
            g_ptr_array_add(addresses, g_steal_pointer(&address));
            g_ptr_array_add(aliases, g_strdup(attendee->addr));
        }
        if (is_renamed) {
            g_clear_pointer(&event->summary, g_free);
            g_clear_pointer(&event->location, g_free);
            g_clear_pointer(&event->categories, g_free);
        }
    }
    g_ptr_array_add(addresses, NULL);
    g_ptr_array_add(aliases, NULL);
    char *text = *raw != NULL && addresses->len > 1
                     ? collect_ics_scrub(*raw, (const char *const *)addresses->pdata, (const char *const *)aliases->pdata)
                     : NULL;
    if (text == NULL)
        return;
    g_free(*raw);
    *raw = text;
}
