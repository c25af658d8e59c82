/* SPDX-License-Identifier: MIT
 * Meetings are matched: whose attendees they are, whether somebody from outside takes part, and the touchpoints of those that have
 * been held (spec 01 §1.7, 16-D04, D05). */
#pragma once
#include "base/calendar.h"
#include "keep/db.h"

typedef struct {
    char *addr;          /* canonical; "account:ID" stands for an account without a named person */
    char *role, *partstat;
    gboolean is_organizer;
    gboolean is_manual;  /* given by hand or a file: its account stays */
    gboolean is_text;    /* an account that nobody invited: the words of the meeting named it when it was last settled */
    gboolean is_nobody;  /* as matched before: neither of ours nor of an account */
    gint64 account_id;   /* likewise; 0 = none */
} KeepAttendee;
typedef struct {
    gint64 id, list_id, start_at, end_at; /* of several that have one list of guests, the first */
    gboolean all_day;
    char *summary; /* or NULL */
    char *location; /* or NULL */
    char *categories; /* one a line, or NULL */
    gboolean is_closed; /* private, takes nobody's time, or of no feed: its words say nothing of customers */
    char *status;
    GPtrArray *attendees; /* of KeepAttendee*, organizer first, then by address */
    GArray *rejects;      /* of gint64: accounts refused by hand */
} KeepMeeting;
void keep_meeting_free(gpointer meeting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeepMeeting, keep_meeting_free)
/* Up to MAX lists of guests with meetings that are to be matched, each as one of these; RET_MORE (may be NULL): there are others. (of
 * KeepMeeting*, owned) */
GPtrArray *keep_meeting_dirty(KeepDb *db, guint max, gboolean *ret_more, GError **error);
/* NULL without an error: there is no such meeting. Caller frees. */
KeepMeeting *keep_meeting_load(KeepDb *db, gint64 meeting_id, GError **error);

typedef struct { /* the verdict on one attendee; those not named keep nothing */
    const char *addr;
    gboolean is_own;
    gint64 account_id, contact_id; /* 0 = none */
    const char *method;            /* "address", "rule", "domain"; NULL = unmatched; "text": the account of ADDR ("account:ID") is named by the words */
    int confidence;
} KeepAttendeeVerdict;
/* For all dirty meetings of its list: writes the verdicts, has_external and own_partstat; the touchpoints ("attendee", both directions, one per account) of a meeting that has ended by
 * NOW, is not cancelled, was not declined by us, and not declined by everybody of that account; marks the accounts dirty and the meeting
 * clean. */
gboolean keep_meeting_settle(KeepDb *db, const KeepMeeting *meeting, const KeepAttendeeVerdict *verdicts, gsize n, gint64 now,
                             GError **error);
/* Accounts came, went, or are called otherwise: meetings that name no guest are settled again. */
gboolean keep_meeting_mark_bare(KeepDb *db, GError **error);
/* Meetings that have ended between THEN and NOW are settled again: their touchpoints are due. */
gboolean keep_meeting_wake(KeepDb *db, gint64 then, gint64 now, GError **error);

/* By a person; NOT_FOUND when there is no such meeting. OUTCOME "held", "no_show", "not_held", "assumed_held"; PURPOSE as in the table, NULL = what the
 * title says again; AT 0 = not prepared after all. The meeting is settled again. */
gboolean keep_meeting_outcome(KeepDb *db, gint64 meeting_id, const char *outcome, GError **error);
gboolean keep_meeting_purpose(KeepDb *db, gint64 meeting_id, const char *purpose, GError **error);
gboolean keep_meeting_prepared(KeepDb *db, gint64 meeting_id, gint64 at, GError **error);
