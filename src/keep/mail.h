/* SPDX-License-Identifier: MIT
 * Mailboxes, folders, the ledger, messages and threads (spec 16-B, 17-D, 17-I). Facts of copies go in; what they mean is decided
 * per thread by `identify` and written back by keep_mail_settle. */
#pragma once
#include "base/calendar.h"
#include "base/mail.h"
#include "keep/db.h"

gboolean keep_mailbox_ensure(KeepDb *db, const char *name, const char *kind, gint32 coverage_from_day /* DAY_NONE = all */,
                             gint64 *ret_id, GError **error);
/* STATE as in the table; ERROR_TEXT NULL when fine. On state ok also last_ok_at; COMPLETE sets complete_at once. */
gboolean keep_mailbox_state(KeepDb *db, gint64 mailbox_id, const char *state, const char *error_text, gboolean complete,
                            gint64 now, GError **error);

/* The server wants to be left alone until UNTIL; 0 = it does not. */
gboolean keep_mailbox_leave(KeepDb *db, gint64 mailbox_id, gint64 until, GError **error);

typedef struct {
    gint64 id, mailbox_id;
    char *mailbox_name, *raw_name, *name;
    FolderRole role;
    guint32 uidvalidity;              /* 0 = never seen */
    guint32 frontier_up, frontier_down;
    gboolean backfill_done;
    gint64 server_count;              /* messages there after the last complete pass; -1 = never */
    char *mark;                       /* as stored with the last batch; NULL = none */
    guint32 free_from, free_to;       /* no UID of these has a row (keep_folder_look_ahead); 0 = not known */
    gint64 renumbered_at, renumbered_before_at; /* the last two changes of UIDVALIDITY; 0 = none */
} KeepFolder;
void keep_folder_free(KeepFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeepFolder, keep_folder_free)
/* The row of the folder, made or updated (name, role). Caller frees. */
KeepFolder *keep_folder_ensure(KeepDb *db, gint64 mailbox_id, const char *raw_name, const char *name, FolderRole role,
                               GError **error);
/* For a batch of different UIDs in [FROM, TO]: if the ledger has none of them, keep_mail_store need not look for each. Good until FOLDER or the
 * ledger is changed by something else. */
gboolean keep_folder_look_ahead(KeepDb *db, KeepFolder *folder, guint32 uidvalidity, guint32 from, guint32 to, GError **error);
/* A new UIDVALIDITY: old ledger rows stay under the old one, gone as of NOW; frontiers begin anew. No-op when it is the current one. */
gboolean keep_folder_validity(KeepDb *db, gint64 folder_id, guint32 uidvalidity, gint64 now, GError **error);
gboolean keep_folder_frontier(KeepDb *db, gint64 folder_id, guint32 up, guint32 down, gboolean backfill_done, gint64 now,
                              GError **error);
/* COUNT -1 = not known. A count comes from a pass that saw everything, so nothing is missing any more. */
gboolean keep_folder_server_count(KeepDb *db, gint64 folder_id, gint64 count, GError **error);
gboolean keep_folder_mark(KeepDb *db, gint64 folder_id, const char *mark /* NULL or "" = none */, GError **error);
/* RAW_NAMES (NULL-terminated) are all the folders that the mailbox has now: what others held is gone, what one that is back held is
 * there again until its next pass says otherwise. */
gboolean keep_folder_listed(KeepDb *db, gint64 mailbox_id, const char *const *raw_names, gint64 now, GError **error);
/* UIDs of the ledger in [FROM, TO] of the current UIDVALIDITY, ascending; without those that are gone. Caller unrefs. (of guint32) */
GArray *keep_folder_uids(KeepDb *db, gint64 folder_id, guint32 uidvalidity, guint32 from, guint32 to, GError **error);
/* local_key -> GUINT_TO_POINTER(uid) of a maildir or mbox folder, of what is there or of what is GONE. */
GHashTable *keep_folder_local_keys(KeepDb *db, gint64 folder_id, gboolean gone, GError **error);

typedef struct { /* the three readings of one copy (identify_class_read) */
    MailClass in, reply, out;
    const char *because_in, *because_reply, *because_out; /* NULL = nothing speaks against a human */
} KeepReading;
/* Stores one copy: ledger row, message or another copy of one, parties, ids, thread (merging threads, marking the root dirty),
 * invite and report. A UID in the ledger is left alone unless it was asked for again or had gone (RET_IS_NEW FALSE). occurred_at by 08 §8.3 / 17-A1. */
gboolean keep_mail_store(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, const Mail *mail, const KeepReading *reading,
                         const Calendar *calendar, const char *ingest, gint64 now, gboolean *ret_is_new, GError **error);
/* A UID that VERSION of this program could not read. */
gboolean keep_mail_quarantine(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, guint32 uid, const char *reason,
                              const char *version, gint64 now, GError **error);
/* UIDs to be asked for once more at NOW: unreadable ones a day after the last attempt or when another VERSION made it, and copies that
 * may speak for their message now; ascending, at most MAX. Caller unrefs. (of guint32) */
GArray *keep_mail_again(KeepDb *db, gint64 folder_id, guint32 uidvalidity, const char *version, gint64 now, guint max, GError **error);
/* A UID of which only the fact is kept: STATE never_log, outside, forgotten. */
gboolean keep_mail_note(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, guint32 uid, const char *state,
                        const char *reason, const char *local_key, GError **error);
/* An automatic answer says that its writer HAS_LEFT, and names a COLLEAGUE (canonical address; NULL = none); whoever was read first speaks. */
gboolean keep_mail_left(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, guint32 uid, gboolean has_left, const char *colleague, GError **error);
/* What the text of a stored copy says (bits of MailCue); whoever was read first speaks. */
gboolean keep_mail_cue(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, guint32 uid, guint cue, GError **error);
/* An automatic answer names the first day back of its writer; whoever was read first speaks. */
gboolean keep_mail_away(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, guint32 uid, gint32 until_day, GError **error);
/* A word that warns stands in a stored copy (spec 09 §9.7): which one, nothing else of the text. */
gboolean keep_mail_word(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, guint32 uid, const char *category, const char *pattern, int weight,
                        GError **error);
/* Marks UIDs of the ledger that the server no longer has (or has again). */
gboolean keep_mail_gone(KeepDb *db, gint64 folder_id, guint32 uidvalidity, guint32 uid, gint64 gone_at /* 0 = back */, GError **error);

typedef struct { /* a message as its thread knows it; the input and output of settling */
    gint64 id, folder_id;
    char *public_id;               /* Message-ID, "ID#2", or the stable id */
    gint64 occurred_at;
    gboolean is_sent;
    MailClass class_in, class_reply, class_out;
    char *because_in, *because_reply, *because_out;
    GPtrArray *parties;            /* of MailParty*, From first */
    GArray *references;            /* of gint64: message ids of this thread it names (References and In-Reply-To) */
    GArray *links, *rejects;       /* of gint64: accounts linked or refused by hand (manual_link) */
    gint64 thread_id, logged_at;
    gint32 local_day;
    char *ingest;
    char *old_digest;              /* what was decided before, see keep_mail_settle; NULL = never */
    gboolean was_matched;          /* that decision named accounts */
} KeepMessage;
void keep_message_free(gpointer message);
/* Messages of THREADS as keep_thread_dirty gave them, thread by thread in time order, ties by public id. (of KeepMessage*) */
GPtrArray *keep_thread_load(KeepDb *db, const GArray *threads, GError **error);
/* The same of one thread, dirty or not. */
GPtrArray *keep_thread_look(KeepDb *db, gint64 thread_id, GError **error);
/* Up to MAX dirty threads (roots), oldest id first. (of gint64) */
GArray *keep_thread_dirty(KeepDb *db, guint max, GError **error);

typedef struct { gint64 account_id, contact_id /* 0 = none */; const char *addr, *method, *rule; int confidence; gboolean is_copied; } KeepMatch;
typedef struct { /* the verdict on one message */
    const char *direction; /* "in", "out", "internal" */
    MailClass class;
    const char *because;
    gboolean is_skipped;
    GArray *matches;       /* of KeepMatch, one per account */
} KeepVerdict;
/* Writes the verdict: message, message_account, touchpoints (class human and direction in or out, one per account, 16-A05) with their
 * lead (15-B9); marks every account touched, before or after, dirty. Writes nothing when it is what was decided before. */
gboolean keep_mail_settle(KeepDb *db, const KeepMessage *message, const KeepVerdict *verdict, GError **error);
gboolean keep_thread_clean(KeepDb *db, const GArray *threads, GError **error); /* settled; as keep_thread_dirty gave them */
/* Threads and meetings to settle again: every one that has one of these addresses or a domain at or under one of these;
 * "*" as an address = all. Both lists canonical, NULL-terminated or NULL. */
gboolean keep_thread_mark(KeepDb *db, const char *const *addresses, const char *const *domains, GError **error);
