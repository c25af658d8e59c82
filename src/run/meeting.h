/* SPDX-License-Identifier: MIT
 * Meetings are settled: their attendees go down the ladder like senders of mail do. */
#pragma once
#include "identify/match.h"
#include "keep/meeting.h"

/* Settles MEETINGS (of KeepMeeting*, from keep_meeting_dirty) in the caller's transaction. */
gboolean run_meeting_settle(KeepDb *db, const IdentifyIndex *index, gint64 now, const GPtrArray *meetings, GError **error);
/* The verdict on one attendee of MEETING, its steps noted in TRACE (may be NULL). */
KeepAttendeeVerdict run_meeting_judge(const IdentifyIndex *index, const KeepMeeting *meeting, const KeepAttendee *attendee, IdentifyTrace *trace);
