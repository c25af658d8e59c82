/* SPDX-License-Identifier: MIT
 * What a re-match changes: watched while it happens, so that it can be shown before it is kept. */
#pragma once
#include "keep/db.h"

typedef struct {
    gint64 added, removed, moved;  /* touchpoints; moved = the same touch, on another account */
    gint64 changed;                /* touchpoints that stay, with another contact, lead, method or direction */
    gint64 reclassified;           /* messages of another class or direction */
    gint64 erased;                 /* messages of which only the UID is left (never_log) */
    gint64 meetings;               /* whose attendees belong to somebody else now */
} KeepDifference;
/* Begins to watch, inside a transaction of the caller. */
gboolean keep_difference_begin(KeepDb *db, GError **error);
gboolean keep_difference_read(KeepDb *db, KeepDifference *ret, GError **error);
typedef struct {
    gint64 at;              /* of the message, meeting or entry; 0 = it is erased */
    char *addr, *subject;   /* whose, about what; or NULL */
    char *before, *after;   /* external ids of the accounts, separated by blanks; NULL = none */
} KeepExample;
void keep_example_free(gpointer example);
/* Up to MAX touchpoints that came, went or moved, the latest first. (of KeepExample*, owned) */
GPtrArray *keep_difference_examples(KeepDb *db, guint max, GError **error);
/* Ends the watching; after a rollback there is nothing to end. */
gboolean keep_difference_end(KeepDb *db, GError **error);
