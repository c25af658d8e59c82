/* SPDX-License-Identifier: MIT
 * Meetings are settled: their attendees go down the ladder like senders of mail do. */
#include "run/meeting.h"
#include "base/purpose.h"

#define TEXT_CONFIDENCE 50 /* less than a thread's */

/* Given by hand or a file: the account stands. */
static void
note_manual(const KeepAttendee *attendee, IdentifyTrace *trace)
{
    identify_trace_step(trace, "manual", attendee->account_id != 0 ? "yes" : "no", NULL, NULL, attendee->account_id);
}

static gboolean
is_rejected(const KeepMeeting *meeting, gint64 account_id)
{
    for (guint i = 0; i < meeting->rejects->len; i++)
        if (g_array_index(meeting->rejects, gint64, i) == account_id)
            return TRUE;
    return FALSE;
}

KeepAttendeeVerdict
run_meeting_judge(const IdentifyIndex *index, const KeepMeeting *meeting, const KeepAttendee *attendee, IdentifyTrace *trace)
{
    KeepAttendeeVerdict verdict = { .addr = attendee->addr };
    IdentifyMatch match;
    identify_trace_about(trace, g_str_has_prefix(attendee->addr, "account:") ? NULL : attendee->addr, "attendee");
    if (attendee->is_manual) {
        note_manual(attendee, trace);
        return verdict;
    }
    if (attendee->is_text) {
        identify_trace_step(trace, "text", "yes", NULL, meeting->summary, attendee->account_id);
        return verdict;
    }
    if (g_str_equal(attendee->role, "resource")) {
        verdict.is_own = identify_own(index, attendee->addr, trace);
        identify_trace_step(trace, "role", "no", "resource", NULL, 0);
        return verdict;
    }
    IdentifyWhose whose = identify_whose(index, attendee->addr, &match, trace);
    verdict.is_own = whose == IDENTIFY_OWN;
    if (!verdict.is_own && g_str_equal(attendee->partstat, "declined"))
        identify_trace_step(trace, "declined", "yes", NULL, NULL, 0);
    if (whose != IDENTIFY_ACCOUNT)
        return verdict;
    if (is_rejected(meeting, match.account_id)) {
        identify_trace_step(trace, "rejected", "yes", NULL, NULL, match.account_id);
        return verdict;
    }
    verdict.account_id = match.account_id;
    verdict.contact_id = match.contact_id;
    verdict.method = match.method;
    verdict.confidence = match.confidence;
    return verdict;
}

/* Calendars that leave the guests out, as those of Microsoft 365 do, still say whom a meeting is with. Once a guest is known, words decide nothing. */
static gboolean
speaks_of_guests(const KeepMeeting *meeting)
{
    for (guint i = 0; i < meeting->attendees->len; i++)
        if (!((const KeepAttendee *)meeting->attendees->pdata[i])->is_text)
            return FALSE;
    const char *title = meeting->summary;
    return !meeting->is_closed && title != NULL && (purpose_noise_of_title(title) == NULL || purpose_of_title(title) != NULL);
}

static void
add_mentions(const IdentifyIndex *index, const KeepMeeting *meeting, GArray *verdicts, GPtrArray *names)
{
    g_autofree char *words = g_strjoin("\n", meeting->summary, meeting->location, NULL);
    g_autoptr(GArray) accounts = identify_mentioned(index, words);
    for (guint i = 0; i < accounts->len; i++) {
        gint64 account = g_array_index(accounts, gint64, i);
        if (is_rejected(meeting, account))
            continue;
        char *addr = g_strdup_printf("account:%" G_GINT64_FORMAT, account);
        g_ptr_array_add(names, addr);
        KeepAttendeeVerdict verdict = { .addr = addr, .account_id = account, .method = "text", .confidence = TEXT_CONFIDENCE };
        g_array_append_val(verdicts, verdict);
    }
}

static gboolean
settle(KeepDb *db, const IdentifyIndex *index, const KeepMeeting *meeting, gint64 now, GError **error)
{
    g_autoptr(GArray) verdicts = g_array_new(FALSE, TRUE, sizeof(KeepAttendeeVerdict));
    for (guint i = 0; i < meeting->attendees->len; i++) {
        const KeepAttendee *attendee = meeting->attendees->pdata[i];
        if (attendee->is_manual || attendee->is_text)
            continue;
        KeepAttendeeVerdict verdict = run_meeting_judge(index, meeting, attendee, NULL);
        g_array_append_val(verdicts, verdict);
    }
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free); /* that verdicts point to */
    if (speaks_of_guests(meeting))
        add_mentions(index, meeting, verdicts, names);
    return keep_meeting_settle(db, meeting, (const KeepAttendeeVerdict *)(gpointer)verdicts->data, verdicts->len, now, error);
}

gboolean
run_meeting_settle(KeepDb *db, const IdentifyIndex *index, gint64 now, const GPtrArray *meetings, GError **error)
{
    for (guint i = 0; i < meetings->len; i++)
        if (!settle(db, index, meetings->pdata[i], now, error))
            return FALSE;
    return TRUE;
}
