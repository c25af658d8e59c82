/* SPDX-License-Identifier: MIT
 * One copy of a message as a source saw it: header facts only, decoded and safe (spec 08 §8.1, 16-B). */
#pragma once
#include <glib.h>

typedef enum { FOLDER_INBOX, FOLDER_SENT, FOLDER_OTHER } FolderRole;
const char *folder_role_name(FolderRole role); /* "inbox", "sent", "other" */

typedef enum {
    MAIL_BOUNCE = 1, MAIL_RECEIPT = 2, MAIL_CALENDAR = 3, MAIL_AUTO_REPLY = 4, MAIL_BULK = 5, MAIL_SYSTEM = 6, MAIL_HUMAN = 7,
} MailClass; /* the numbers are the rules of spec 08 §8.1 */
const char *mail_class_name(MailClass class); /* "bounce", "receipt", "calendar", "auto_reply", "bulk", "system", "human" */

typedef enum { /* what a text says (spec 08 §8.4); bits */
    MAIL_CUE_ASKS = 1 << 0,   /* a question or a request */
    MAIL_CUE_THANKS = 1 << 1, /* a mere acknowledgement */
} MailCue;

typedef enum { PARTY_FROM, PARTY_SENDER, PARTY_REPLY_TO, PARTY_TO, PARTY_CC, PARTY_BCC } PartyRole;
const char *party_role_name(PartyRole role);
typedef struct {
    PartyRole role;
    char *addr; /* canonical */
    char *name; /* display name or NULL */
} MailParty;

typedef struct { /* what a text/calendar part with METHOD says (iMIP) */
    char *method; /* upper-case: REQUEST, REPLY, CANCEL, COUNTER, ... */
    char *uid;    /* may be NULL */
    char *recurrence_id; /* as written, UTC form when it could be resolved, or NULL */
    gint64 sequence;
    char *organizer;     /* canonical address or NULL */
    char *sent_by;       /* who sends for the organizer, canonical, or NULL */
    GPtrArray *attendees; /* of InviteAttendee* */
    gint64 dtstamp, start_at, end_at; /* 0 = unknown */
    char *summary; /* or NULL */
} Invite;
typedef struct {
    char *addr;     /* canonical */
    char *partstat; /* "needs_action", "accepted", "declined", "tentative", "delegated" */
    gboolean is_resource;
} InviteAttendee;
Invite *invite_new(void);
void invite_free(Invite *invite);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Invite, invite_free)

typedef struct { /* what a multipart/report says */
    char *kind;        /* report-type, lower-case */
    GPtrArray *failed; /* of char*: canonical Final-/Original-Recipient or X-Failed-Recipients whose action is failed */
    char *status;      /* "5.1.1" or NULL */
    char *original_id; /* Message-ID of the returned message, without <>, or NULL */
} Report;
Report *report_new(void);
void report_free(Report *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Report, report_free)

typedef struct Mail Mail;
struct Mail {
    /* where this copy lies */
    guint32 uid;
    gint64 arrived_at;   /* INTERNALDATE, file-name seconds or From_ line (17-A1); 0 = unknown */
    char *local_key;     /* maildir base name or mbox content hash; NULL for IMAP */
    /* identity */
    char *message_id;    /* without <>; domain lower-cased; NULL if missing or unusable */
    char *raw_date;      /* unfolded raw Date value or "" */
    char *fingerprint;   /* hex sha256 over the raw Date, From, To, Cc, Subject values joined by LF (16-B06); NULL if none of the five is there */
    guint n_references;    /* how many of them stand in References; In-Reply-To may add one */
    GPtrArray *references; /* of char*: ids of References then In-Reply-To, unique, without <>, at most MAIL_REFERENCES_MAX */
    char *in_reply_to;   /* first id of In-Reply-To or NULL */
    /* time */
    gint64 date_at;      /* usable Date header (16-B08) */
    gboolean has_date;
    /* people and text */
    GPtrArray *parties;  /* of MailParty*, header order within a role */
    char *subject;       /* decoded, clean, at most 998 characters; NULL if the header is missing */
    /* facts that decide the class */
    char *content_type;  /* lower-case "multipart/report" or NULL */
    char *report_type;   /* lower-case parameter or NULL */
    char *calendar_method; /* upper-case method parameter of a top-level text/calendar, else from the part; NULL */
    char *return_path;   /* canonical, "" for <>, NULL if missing */
    char *auto_submitted; /* lower-case value or NULL */
    char *precedence;    /* lower-case or NULL */
    char *list_id;       /* or NULL */
    gboolean has_list_unsubscribe, has_feedback_id, has_failed_recipients;
    const char *autoreply;        /* X-Autoreply, X-Autorespond or X-AutoReply-From, whichever is there; static, NULL = none */
    gboolean has_inbox_rules_loop; /* X-MS-Exchange-Inbox-Rules-Loop */
    GPtrArray *failed_recipients; /* of char*, X-Failed-Recipients, canonical */
    Invite *invite;      /* or NULL */
    Report *report;      /* or NULL */
    char *text;          /* with bodies = glance: text for people, in memory only, gone with the mail; else NULL */
    GPtrArray *problems; /* of char*: what was odd, one short English phrase each */
};
#define MAIL_REFERENCES_MAX 500
#define MAIL_PARTIES_MAX 5000
#define MAIL_SUBJECT_MAX 998
/* The Message-ID, or, without one, an id made of the message's own fields that is the same for every copy (16-B06); NULL if it has neither.
 * Caller frees. */
char *mail_stable_id(const Mail *mail);
/* When it was written: its own date, unless its arrival (0 = unknown) is a day or more away from it; else the arrival, else OTHERWISE (17-A1). */
gint64 mail_occurred_at(gboolean has_date, gint64 date_at, gint64 arrived_at, gint64 otherwise);
Mail *mail_new(void);
void mail_free(Mail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mail, mail_free)
void mail_add_party(Mail *mail, PartyRole role, const char *canonical, const char *name);
const MailParty *mail_from(const Mail *mail); /* first From party or NULL */
/* A Message-ID as people paste it, "<id>" as mail programs show it or bare: without <>, and what stands behind the last @ lower-cased, for it compares
 * without case (16-B17). Caller frees. */
char *mail_id_bare(const char *text);
