/* SPDX-License-Identifier: MIT
 * Lists of guests: the people of a meeting, once for all occurrences of its UID that have the same people, title, place and categories and are alike
 * private, free and all-day; that is everything that settling looks at, so the verdict on one is that on all. Nobody outside of `keep` includes it. */
#pragma once
#include "base/event.h"
#include "keep/db.h"

/* The number of the list that EVENT belongs to; positive. */
gint64 keep_guest_list(const Event *event);
/* The list MEETING_ID has to itself, or is given now: minus its id. */
#define KEEP_GUEST_OWN(meeting_id) (-(meeting_id))
/* MEETING_ID gets a list of its own, with those who are on the one that it shared: what is changed there concerns no other. */
gboolean keep_guest_part(KeepDb *db, gint64 meeting_id, GError **error);
/* Each meeting of LIST_ID gets one of its own; who was settled stays so. */
gboolean keep_guest_part_all(KeepDb *db, gint64 list_id, GError **error);
/* Meeting MEETING_ID (0 = a new one) of list OLD is shown as EVENT; *RET_LIST is its list from now on: the one of EVENT, or its own, if a person has put
 * something there. Accounts that it had become dirty. */
gboolean keep_guest_show(KeepDb *db, gint64 meeting_id, gint64 old, const Event *event, gint64 list, gint64 *ret_list, GError **error);
/* A list that no meeting has any longer goes. */
gboolean keep_guest_sweep(KeepDb *db, gint64 list_id, GError **error);
