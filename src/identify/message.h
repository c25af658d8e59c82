/* SPDX-License-Identifier: MIT
 * What a message is and whose: classes of spec 08 §8.1, direction, accounts of a whole thread (16-B). Pure. */
#pragma once
#include "base/mail.h"
#include "identify/match.h"

typedef struct {
    MailClass class;
    const char *because; /* the header that decided, e.g. "Auto-Submitted: auto-replied"; static or interned; NULL for human */
} IdentifyClass;
typedef struct {
    IdentifyClass in;    /* read as inbound */
    IdentifyClass reply; /* inbound and answering a message of ours: rule 5's header tests do not apply (16-B09) */
    IdentifyClass out;   /* outbound: no subject test (16-B10) */
} IdentifyReading;
void identify_read(const Mail *mail, IdentifyReading *ret);

typedef struct {
    gint64 id;
    gint64 occurred_at;
    gboolean is_sent;            /* a copy lies in a Sent folder */
    IdentifyReading reading;
    GPtrArray *parties;          /* of MailParty*, From first; borrowed */
    const gint64 *references;    /* ids of messages of this thread that it names */
    gsize n_references;
    const gint64 *links, *rejects; /* accounts linked or refused by hand */
    gsize n_links, n_rejects;
    IdentifyTrace *trace;        /* every step is noted here; NULL = nobody asks */
    /* verdict */
    const char *direction;       /* "in", "out", "internal"; static */
    IdentifyClass verdict;
    gboolean is_skipped;         /* sender on skip_person */
    GArray *matches;             /* of IdentifyFound; made here, owned by the message */
} IdentifyMessage;
typedef struct {
    IdentifyMatch match;
    const char *addr;            /* the party that matched; borrowed from the parties */
    gboolean is_copied;          /* in: only in To/Cc; out: only in Cc/Bcc */
} IdentifyFound;
void identify_message_clear(IdentifyMessage *message); /* frees the verdict */
/* Fills the verdicts of all messages of one thread. BULK_MAX_ACCOUNTS is [reply] bulk_max_accounts (16-B16). */
void identify_thread(const IdentifyIndex *index, IdentifyMessage *messages, gsize n, int bulk_max_accounts);
/* TRUE if the message must leave nothing but its UID (16-B13). */
gboolean identify_is_never(const IdentifyIndex *index, const Mail *mail);
