/* SPDX-License-Identifier: MIT
 * The contract between a mail source and whoever stores what it finds. A source runs in a thread of its own, blocks there, and
 * knows no database: it asks the sink what is known and hands it batches. */
#pragma once
#include <gio/gio.h>
#include "base/mail.h"

typedef enum { BACKFILL_ALL, BACKFILL_SINCE } BackfillKind;
#define SOURCE_REFUSAL_MAX 32
typedef struct { /* see collect/refusal.h */
    char mark[SOURCE_REFUSAL_MAX]; /* in: of the password refused last, "" = none; out: of the one refused now */
    gboolean is_new;               /* out: MARK was written */
} SourceRefusal;
typedef struct { /* from [mailbox NAME]; owned by the caller, must outlive the source */
    const char *name;
    const char *type;             /* "imap", "maildir", "mbox" */
    const char *host;
    int port;                     /* 0 = by tls: 993 or 143 */
    const char *tls;              /* "implicit", "starttls", "none" */
    const char *user;
    const char *auth;             /* "password", "xoauth2" */
    const char *password_command; /* argv by shell quoting rules, no shell */
    const char *password_file;    /* 0600 */
    const char *password_secret;  /* attributes in the keyring of the desktop */
    const char *online_account;   /* of GNOME */
    const char *ca_file;          /* PEM, in addition to system trust */
    const char *const *folders;   /* "auto" or names */
    BackfillKind backfill;
    gint64 backfill_since;        /* instant */
    const char *path;             /* maildir, mbox */
    FolderRole role;              /* of an mbox */
    int idle_minutes;             /* renewal of IDLE */
    int poll_minutes;
    gboolean is_light;            /* only what is new: no backfill, nothing asked for again */
    SourceRefusal *refusal;       /* written by the source's thread; NULL = each password is tried */
} SourceConfig;

typedef struct {
    char *raw_name, *name;
    FolderRole role;
} SourceFolder;

/* Every UID in (frontier_down, frontier_up] has been dealt with; the backfill goes on below. To widen a finished backfill (a longer
 * window was configured) the store forgets the OUTSIDE notes, clears backfill_done and sets frontier_down = frontier_up: only what is
 * not in the ledger is fetched. */
#define SOURCE_MARK_MAX 128
typedef struct { /* what is stored of a folder */
    guint32 uidvalidity; /* 0 = never seen */
    guint32 frontier_up, frontier_down;
    gboolean backfill_done;
    gint64 server_count;    /* SourceBatch.server_count as last stored; -1 = none */
    guint renumbered;       /* changes of UIDVALIDITY in the last 24 hours, two at most */
    char mark[SOURCE_MARK_MAX]; /* of a local file: how far it was read, in words of its source; "" = not */
} SourceFrontier;

typedef enum { SOURCE_UID_NEVER_LOG, SOURCE_UID_QUARANTINED, SOURCE_UID_OUTSIDE } SourceNoteKind;
typedef struct { guint32 uid; SourceNoteKind kind; char *reason; } SourceNote;

typedef struct { /* one transaction: rows, and the frontier that they make true */
    const SourceFolder *folder;  /* borrowed from the source until the batch is freed */
    guint32 uidvalidity;
    GPtrArray *mails;            /* of Mail*, owned */
    GArray *notes;               /* of SourceNote, owned: UIDs without a message */
    GArray *gone;                /* of guint32: in the ledger, no longer on the server */
    SourceFrontier frontier;     /* after this batch */
    gint64 server_count;         /* messages on the server, all of them known after this batch; -1 = leave what is stored */
} SourceBatch;
SourceBatch *source_batch_new(const SourceFolder *folder, guint32 uidvalidity);
void source_batch_free(SourceBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SourceBatch, source_batch_free)

typedef struct { /* every call comes from the source's thread and may block */
    /* What is stored of FOLDER under its current UIDVALIDITY. FALSE = stop (ERROR set). */
    gboolean (*frontier)(gpointer data, const SourceFolder *folder, SourceFrontier *ret, GError **error);
    /* UIDs in the ledger in [FROM, TO], ascending (of guint32); caller unrefs. NULL = stop. */
    GArray *(*uids)(gpointer data, const SourceFolder *folder, guint32 uidvalidity, guint32 from, guint32 to, GError **error);
    /* UIDs in the ledger to ask for once more (of guint32, ascending): the answer is a mail, or a note why not. Caller unrefs. NULL = stop. */
    GArray *(*again)(gpointer data, const SourceFolder *folder, guint32 uidvalidity, GError **error);
    /* All folders that the mailbox has, read or not (NULL-terminated): what is stored of others has gone. FALSE = stop. */
    gboolean (*listed)(gpointer data, const char *const *raw_names, GError **error);
    /* local_key -> uid of a maildir or mbox folder, of what is there or of what is GONE; caller unrefs. NULL = stop. */
    GHashTable *(*local_keys)(gpointer data, const SourceFolder *folder, gboolean gone, GError **error);
    /* Takes the batch; may return before it is durable (at most a few are ahead), an earlier failure is reported by a later call. */
    gboolean (*store)(gpointer data, SourceBatch *batch, GError **error);
    /* Waits until everything handed over is durable. */
    gboolean (*flush)(gpointer data, GError **error);
    /* Progress: DONE of TOTAL messages of this folder in this pass. May be NULL. */
    void (*progress)(gpointer data, const SourceFolder *folder, guint64 done, guint64 total);
    gpointer data;
    /* Which of MAILS (of Mail*, headers only) of FOLDER may be glanced at: WANTED has a place for each. NULL: none ever ([privacy] bodies = never). */
    gboolean (*glance)(gpointer data, const SourceFolder *folder, const GPtrArray *mails, gboolean *wanted, GError **error);
} SourceSink;

/* One pass over every folder: everything new, the overlap re-scan, and the rest of the backfill. Errors name the reaction:
 * TRY_LATER (unreachable, certificate, throttled, protocol), ASK_USER (credentials), BAD_INPUT (path). G_IO_ERROR_CANCELLED when cancelled.
 * All rows handed over before an error are good. */
gboolean collect_source_sync(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error);

/* Server-side UIDs of every folder, for `verify`. (of CollectFolderUids*) */
typedef struct { SourceFolder *folder; guint32 uidvalidity; GArray *uids; /* of guint32, ascending */ } CollectFolderUids;
void collect_folder_uids_free(gpointer folder_uids);
GPtrArray *collect_source_uids(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error);
