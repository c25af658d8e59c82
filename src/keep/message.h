/* SPDX-License-Identifier: MIT
 * A message and its copies: which copy speaks, when it happened, what it is called; nobody outside of `keep` includes it. */
#pragma once
#include "keep/mail.h"
#include "keep/thread.h"

typedef struct { /* one copy on its way in */
    const KeepFolder *folder;
    guint32 uidvalidity;
    const Mail *mail;
    const KeepReading *reading;
    const Calendar *calendar;
    const char *ingest;
    gint64 now;
    char *id;       /* Message-ID, or the stable id of 16-B06 */
    char *copy_key; /* equal for copies of one message (16-B05) */
} KeepCopy;
void keep_copy_name(KeepCopy *copy); /* fills id and copy_key */
void keep_copy_clear(KeepCopy *copy);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KeepCopy, keep_copy_clear)

/* Stores the message or updates it by another copy; *RET_ID is its number. */
gboolean keep_message_take(KeepDb *db, const KeepCopy *copy, gint64 *ret_id, GError **error);
/* Replaces parties, references, invite and report by those of the copy. */
gboolean keep_message_write_parts(KeepDb *db, gint64 message_id, const KeepCopy *copy, const KeepJoin *join,
                                  gboolean is_new, GError **error);
/* Numbers the messages that bear one Message-ID by time, then key (16-B05). */
gboolean keep_message_number_twins(KeepDb *db, gint64 msgid_id, GError **error);
