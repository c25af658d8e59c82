/* SPDX-License-Identifier: MIT
 * Meetings are settled: their attendees go down the ladder like senders of mail do. */
#pragma once
#include "identify/match.h"
#include "keep/meeting.h"

/* Settles up to MAX dirty meetings in the caller's transaction; *RET_MORE tells whether any were settled, so that there may be more. */
gboolean run_meeting_settle(KeepDb *db, const IdentifyIndex *index, gint64 now, guint max, gboolean *ret_more,
                            GError **error);
/* The verdict on one attendee of MEETING, its steps noted in TRACE (may be NULL). */
KeepAttendeeVerdict run_meeting_judge(const IdentifyIndex *index, const KeepMeeting *meeting, const KeepAttendee *attendee, IdentifyTrace *trace);
