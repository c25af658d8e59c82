/* SPDX-License-Identifier: MIT
 * One logged-in IMAP connection. After any outcome but DONE and REFUSED it is dead and only good for freeing. */
#pragma once
#include "collect/imap-stream.h"
#include "collect/source.h"

typedef enum {
    IMAP_DONE,
    IMAP_REFUSED, /* tagged NO or BAD; the connection lives */
    IMAP_GARBLED, /* the replies could not be read: another question may fare better, on a new connection */
    IMAP_CUT,     /* the connection ended without a word: by chance, or what was asked for brings that about */
    IMAP_BROKEN,  /* network, deadline, cancelled, BYE */
} ImapOutcome;   /* all but DONE set the error */

typedef struct {
    const char *text; /* the command without tag and line end */
    guint want;       /* ImapWant: untagged replies to let through */
    gsize line_max;   /* 0 = IMAP_LINE_MAX */
    int seconds;      /* until the tagged reply, all in all; 0 = a minute */
    /* One whole untagged reply with its literals, NUL behind it; may be NULL. */
    void (*reply)(const char *bytes, gsize length, gpointer data);
    gpointer data;
    const char *next; /* text of the very next command, or NULL: it is sent ahead, so that the server goes on while the answer is read */
} ImapCommand;

typedef struct {
    guint32 uidvalidity; /* 1 if the server does not say: never 0 */
    guint32 uidnext;     /* 0 if the server does not say */
    guint32 exists;
} ImapMailbox;

typedef struct ImapSession ImapSession;
/* Connects, secures and logs in. TRY_LATER (unreachable, certificate, throttled), ASK_USER (credentials), BAD_INPUT (files named in CONFIG).
 * CONFIG and CANCELLABLE are borrowed for the life of the session. */
ImapSession *collect_imap_session_new(const SourceConfig *config, GCancellable *cancellable, GError **error);
/* Ends the connection and makes a new one, with a login of its own for which the secret is asked for again. Errors as above; the session is
 * then only good for freeing. */
gboolean collect_imap_session_renew(ImapSession *session, GError **error);
/* Says LOGOUT if the connection lives, and waits two seconds at most. */
void collect_imap_session_free(ImapSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapSession, collect_imap_session_free)
gboolean collect_imap_session_is_alive(const ImapSession *session);
gboolean collect_imap_session_has(const ImapSession *session, const char *capability); /* upper-case */
ImapStream *collect_imap_session_stream(ImapSession *session);                        /* borrowed */
const ImapStatus *collect_imap_session_status(ImapSession *session);                  /* of the last command; borrowed */

ImapOutcome collect_imap_session_run(ImapSession *session, const ImapCommand *command, GError **error);
/* The same, read by libetpan, which calls HANDLER for each FETCH as it arrives. */
ImapOutcome collect_imap_session_fetch(ImapSession *session, const ImapCommand *command, mailimap_msg_att_handler *handler, gpointer data,
                                       GError **error);
/* Opens the mailbox read-only. RAW_NAME as the server spells it. */
ImapOutcome collect_imap_session_examine(ImapSession *session, const char *raw_name, ImapMailbox *ret, GError **error);

/* For a dialogue (AUTHENTICATE, IDLE): sends the command; reads one reply into LINE; sends a line without tag. */
ImapOutcome collect_imap_session_begin(ImapSession *session, const ImapCommand *command, GError **error);
ImapOutcome collect_imap_session_read(ImapSession *session, GString *line, GError **error);
ImapOutcome collect_imap_session_say(ImapSession *session, const char *text, GError **error);
/* TRUE if LINE is the tagged reply to the running command. */
gboolean collect_imap_session_is_end(const ImapSession *session, const GString *line);
/* What the tagged reply means: DONE or REFUSED with the error set. WHAT names the command in it. */
ImapOutcome collect_imap_session_conclude(ImapSession *session, const char *what, GError **error);
/* TRUE if a reply can be read without waiting. */
gboolean collect_imap_session_has_input(const ImapSession *session);
