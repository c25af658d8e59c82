/* SPDX-License-Identifier: MIT
 * What one pass over an IMAP mailbox carries around, and how it survives a connection that had to be given up. */
#pragma once
#include "collect/imap-session.h"

#define IMAP_RECONNECTS_MAX 60 /* in one pass */

typedef struct {
    const SourceConfig *config;
    const SourceSink *sink;
    GCancellable *cancellable;
    ImapSession *session;       /* owned; NULL after a failure */
    const SourceFolder *folder; /* the open one, borrowed */
    ImapMailbox mailbox;        /* as EXAMINE said */
    guint window;               /* messages per FETCH, adapts itself */
    guint reconnects;
    gboolean is_stopped;        /* the sink wants no more */
    gboolean is_one_by_one;     /* no command is sent ahead: a connection that ends while one waits there is reset, and what
                                   had come before is lost with it */
} ImapWork;
gboolean collect_imap_work_open(ImapWork *work, GError **error);
void collect_imap_work_close(ImapWork *work);
/* EXAMINE; the folder is borrowed until the next one. */
gboolean collect_imap_work_examine(ImapWork *work, const SourceFolder *folder, GError **error);
/* After GARBLED or CUT, whose reason is in *WHY: a new connection with the same folder open, or FALSE and ERROR set. */
gboolean collect_imap_work_recover(ImapWork *work, const GError *why, GError **error);

/* Runs TRY over items [0, N), and where an answer is garbled, refused for reasons of its own, or ends the connection twice at the same item,
 * over ever smaller parts on a connection that works, until single items are left, which are given to GIVE_UP with the reason. FALSE (error
 * set) for everything that asking for less does not help. */
typedef struct {
    ImapOutcome (*try)(ImapWork *work, guint start, guint n, gpointer data, GError **error);
    /* Items of [start, start + n) that a failed TRY has dealt with all the same may be skipped: TRUE = this one still lacks. May be NULL. */
    gboolean (*lacks)(guint item, gpointer data);
    void (*give_up)(guint item, const char *why, gpointer data);
    gpointer data;
    gboolean is_optional; /* where too much goes wrong the rest is given up instead of failing */
    /* Asks for something else of the kind, to tell a bad item from a server that is not well; may be NULL. */
    ImapOutcome (*control)(ImapWork *work, gpointer data, GError **error);
} ImapBisection;
gboolean collect_imap_work_bisect(ImapWork *work, guint n, const ImapBisection *bisection, GError **error);
