/* SPDX-License-Identifier: MIT
 * One occurrence in one feed becomes, or joins, a meeting; nobody outside of `keep` includes it. */
#pragma once
#include "keep/calendar.h"

/* Feeds l behind the feed s in the configuration. */
#define KEEP_FOLLOWS "(l.position > s.position OR l.position = s.position AND l.name > s.name)"
typedef struct { /* a poll at work */
    KeepDb *db;
    gint64 source_id;
    const Calendar *calendar;
    gint64 now, from, to;
    KeepPoll *result;
    gboolean has_followers; /* there are feeds behind this one in the configuration, whose copies of a meeting do not count */
    gint64 confirmed;   /* the last good poll before this one: what was over by then has been seen to be over; 0 = none */
    gint64 looked_from; /* since when the feed was looked at then; 0 = all is looked at anew */
    gboolean is_off;    /* the series at hand is called off as a whole */
} KeepPolling;
/* The feed shows EVENT, whose guests are those of LIST (keep/guest.h); *RET_ID is its meeting. IS_KNOWN: there are meetings of its UID. */
gboolean keep_occurrence_show(const KeepPolling *polling, const Event *event, gint64 list, gboolean is_known, gint64 *ret_id, GError **error);
/* The feed shows the meeting no longer: it stands by another feed, or is cancelled. */
gboolean keep_occurrence_hide(const KeepPolling *polling, gint64 meeting_id, GError **error);
/* No resource of the feed holds the UID any longer: its text goes, its meetings to come are hidden, what is past stays. */
gboolean keep_occurrence_withdraw(const KeepPolling *polling, const char *uid, GError **error);
/* Notes the window, and the first day that the feed still shows. */
gboolean keep_occurrence_cover(const KeepPolling *polling, GError **error);
