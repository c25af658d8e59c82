/* SPDX-License-Identifier: MIT
 * Invitations in mail and the meetings of feeds that they are about (RFC 5546, ../notes calendar §2.1); nobody outside of `keep` includes
 * it. A UID means the same in both, whatever its case: Exchange writes its hexadecimal ones either way. */
#pragma once
#include "keep/db.h"

/* Meetings of UID (may be NULL) are to be settled again. */
gboolean keep_invite_mark(KeepDb *db, const char *uid, GError **error);
/* Gives the meeting what trusted invitations say of it: the attendees of the organizer's last request where the feed names nobody, each
 * person's own last answer where the feed has heard none, when it was booked, and that the organizer cancelled it; and the word of a person, against whom
 * nobody's refusal stands. The same whatever came first. *LIST_ID is its list
 * of guests (keep/guest.h), and becomes its own when invitations speak of it: they may mean one occurrence only. */
gboolean keep_invite_join(KeepDb *db, gint64 meeting_id, gint64 *list_id, GError **error);
