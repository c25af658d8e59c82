/* SPDX-License-Identifier: MIT
 * Calendar feeds: how each fares, what its server said last, and what it showed (spec 16-A06; ../notes calendar §7). */
#pragma once
#include "base/calendar.h"
#include "base/event.h"
#include "keep/db.h"

#define KEEP_FREEZE_SECONDS 604800 /* an occurrence that has been over for so long, and was seen so, is history: a series is changed for what is to
                                        * come, and takes its past along (../notes calendar §3) */
/* POSITION is the feed's place in the configuration: of two that say the same, the first wins. */
gboolean keep_calendar_ensure(KeepDb *db, const char *name, int position, gint64 *ret_id, GError **error);
/* As keep_mailbox_state. */
gboolean keep_calendar_state(KeepDb *db, gint64 source_id, const char *state, const char *error_text, gboolean complete,
                             gint64 now, GError **error);

typedef struct { /* what the last good poll left */
    char *etag, *last_modified, *body_hash; /* or NULL */
    gint64 refresh_secs, next_poll_at, suspect_since; /* 0 = none */
    gint64 expanded_from_at, expanded_to_at;          /* window of the stored occurrences; 0 = never expanded */
} KeepCalendar;
/* NOT_FOUND when there is none. Caller frees. */
KeepCalendar *keep_calendar_load(KeepDb *db, gint64 source_id, GError **error);
void keep_calendar_free(KeepCalendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeepCalendar, keep_calendar_free)
/* After a poll that was answered. NULL texts and 0 = the server named none. Call it in the transaction of keep_calendar_store, so that a
 * kill between them cannot make the feed look unchanged. */
gboolean keep_calendar_validators(KeepDb *db, gint64 source_id, const char *etag, const char *last_modified,
                                  const char *body_hash, gint64 refresh_secs, gint64 next_poll_at, GError **error);

/* The server wants to be left alone until NEXT_POLL_AT; 0 = it did not say. */
gboolean keep_calendar_leave(KeepDb *db, gint64 source_id, gint64 next_poll_at, GError **error);

/* uid -> content hash of what is stored and was shown by the last good poll: a group with an equal hash needs no expansion as long as the
 * window is covered. Both strings owned by the table; caller unrefs. */
GHashTable *keep_calendar_hashes(KeepDb *db, gint64 source_id, GError **error);
/* "uid\trecurrence id" of every occurrence that the feed is stored to show -> "start end", or NULL where that may differ from what the feed shows: another
 * feed speaks for it, or it is history. Owned strings; caller unrefs. */
GHashTable *keep_calendar_occurrences(KeepDb *db, gint64 source_id, gint64 now, GError **error);
/* The names alone of those that the feed claims of the past and that are not believed (keep/series.h). */
GHashTable *keep_calendar_unbelieved(KeepDb *db, gint64 source_id, GError **error);
/* Calls EACH with the stored text of every UID that was shown last, for tomorrow's window without a download. */
typedef gboolean (*KeepCalendarText)(gpointer data, const char *uid, const char *hash, const char *raw, GError **error);
gboolean keep_calendar_texts(KeepDb *db, gint64 source_id, KeepCalendarText each, gpointer data, GError **error);

typedef struct { /* one UID of a good poll; borrowed */
    const char *uid, *hash, *raw; /* RAW may be NULL when OCCURRENCES is */
    const GPtrArray *occurrences; /* of Event*, all that overlap the window; NULL = as stored */
    gboolean is_odd;              /* something of it could not be read; noted with RAW */
} KeepGroup;
typedef struct { /* the UIDs of a poll, from the first, as often as they are asked for */
    gboolean (*rewind)(gpointer data, GError **error);
    gboolean (*next)(gpointer data, KeepGroup *ret, GError **error); /* FALSE at the end, or with ERROR; RET holds until the next call */
    gpointer data;
} KeepGroups;
typedef struct {
    guint new_meetings, changed_meetings, cancelled_meetings;
    gboolean is_suspect; /* so much is missing that the feed is not believed: nothing was cancelled */
} KeepPoll;
/* Stores one good poll in one transaction: GROUPS is everything the feed shows, [FROM, TO) the window of the
 * occurrences. What is no longer shown: past occurrences stay; future ones of a group that changed are cancelled at once, those of a UID that
 * vanished only after two further good polls and six hours, and not while most of the feed is missing. What a user said of a
 * meeting (outcome, purpose, prepared) is not touched. Changed meetings become dirty. */
gboolean keep_calendar_store(KeepDb *db, gint64 source_id, const KeepGroups *groups, gint64 from, gint64 to,
                             const Calendar *calendar, gint64 now, KeepPoll *ret, GError **error);
/* The same for a new window over stored texts (keep_calendar_texts): no poll, so absence means nothing. */
gboolean keep_calendar_expand(KeepDb *db, gint64 source_id, const KeepGroups *groups, gint64 from, gint64 to,
                              const Calendar *calendar, gint64 now, KeepPoll *ret, GError **error);
/* A poll that was told that nothing has changed: what was missing is missing once more. Writes nothing when nothing is. */
gboolean keep_calendar_unchanged(KeepDb *db, gint64 source_id, const Calendar *calendar, gint64 now, KeepPoll *ret, GError **error);
/* What was said of the calendar NAME that shows too little to be believed; NULL when it is believed (no error). Caller frees. */
char *keep_calendar_doubt(KeepDb *db, const char *name, GError **error);
/* More than nine tenths of its events, of twenty or more, are called "Busy" or the like: the link shows when, not what. */
gboolean keep_calendar_is_busy_only(KeepDb *db, const char *name);
/* A person believes what the calendar NAME shows: what is missing is gone, from the next poll on. NOT_FOUND when it is not doubted. */
gboolean keep_calendar_accept(KeepDb *db, const char *name, gint64 now, GError **error);

/* UID of GROUPS -> the one that the same event is stored with, for a feed that invents UIDs at each download (../notes calendar §7 S6): from
 * a poll on in which more than half are new and four fifths of these say what vanished ones said. Empty for other feeds. Own strings; caller
 * unrefs. */
GHashTable *keep_churn_find(KeepDb *db, gint64 source_id, const KeepGroups *groups, GError **error);
/* From now on it is a feed of this kind: the few that are new are looked for, too. */
gboolean keep_churn_note(KeepDb *db, gint64 source_id, GError **error);
