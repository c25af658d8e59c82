/* SPDX-License-Identifier: MIT
 * Threads as a union-find over message ids (spec 08 §8.4, 16-B17); nobody outside of `keep` includes it. */
#pragma once
#include "keep/db.h"

typedef struct { /* of an id that a message bears or names */
    gint64 id, root; /* msgid.id and the thread; 0 = never seen */
} KeepPlace;
gboolean keep_thread_find_id(KeepDb *db, const char *value, KeepPlace *ret, GError **error);

typedef struct {
    gint64 thread_id; /* the root */
    gint64 own_id;    /* msgid.id of the message itself */
    gboolean is_known; /* the id of the message had been seen before */
    GArray *ids;      /* of gint64: msgid.id of each reference, in order */
} KeepJoin;
void keep_join_clear(KeepJoin *join);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KeepJoin, keep_join_clear)
/* Puts the message's id OWN, which was found at PLACE, the ids it names (of char*) and THREAD_ID (0 = none yet) into one thread, merging what was apart, and
 * marks the root dirty when DIRTY or when something was merged. RET is filled; clear it. */
gboolean keep_thread_join(KeepDb *db, const char *own, const KeepPlace *place, const GPtrArray *references, gint64 thread_id,
                          gboolean dirty, KeepJoin *ret, GError **error);
gboolean keep_thread_set_dirty(KeepDb *db, gint64 thread_id, GError **error);
/* Takes apart what a message held together that has been erased: the oldest part stays, the others become threads of their own, to be settled. */
gboolean keep_thread_split(KeepDb *db, gint64 thread_id, GError **error);
