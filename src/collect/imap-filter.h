/* SPDX-License-Identifier: MIT
 * What a server says, cut down to what was asked and what libetpan can read. Servers send unknown replies, empty texts, response
 * codes and sizes on which the library crashes, hangs or loses its place; none of that gets past here. Pure: bytes in, bytes out. */
#pragma once
#include <glib.h>

#define IMAP_LINE_MAX (256 * 1024)    /* bytes of one line, unless a command raises it */
#define IMAP_LITERAL_MAX (8 * 1024 * 1024) /* bytes passed on of one literal: one header block, COLLECT_HEADER_MAX; the rest is dropped */
#define IMAP_LITERAL_END (64 * 1024 * 1024) /* bytes of a literal that is not waited for: no server takes such a letter in */
#define IMAP_TEXT_MAX (4 * 1024 * 1024) /* bytes outside literals passed on per command: the library keeps them until its end */
#define IMAP_STRUCTURE_MAX (64 * 1024 * 1024) /* the same for BODYSTRUCTURE, which the library never sees */
#define IMAP_NESTING_MAX 100          /* parentheses within one attribute */

typedef enum { /* untagged data that the running command asked for; EXISTS, RECENT and EXPUNGE always pass */
    IMAP_WANT_NOTHING = 0,
    IMAP_WANT_CAPABILITY = 1 << 0,
    IMAP_WANT_LIST = 1 << 1,
    IMAP_WANT_SEARCH = 1 << 2,
    IMAP_WANT_BODY = 1 << 3,      /* FETCH: UID INTERNALDATE BODY[...] */
    IMAP_WANT_STRUCTURE = 1 << 4, /* FETCH: UID BODYSTRUCTURE */
} ImapWant;

typedef enum { IMAP_STATUS_NONE, IMAP_STATUS_OK, IMAP_STATUS_NO, IMAP_STATUS_BAD, IMAP_STATUS_BYE, IMAP_STATUS_PREAUTH } ImapStatusKind;
typedef struct { /* the last tagged status or BYE of the command; text as sent, not yet safe to show */
    ImapStatusKind kind;
    char *code; /* upper-case first word of the response code or NULL */
    char *text; /* never NULL once kind is set */
} ImapStatus;

typedef struct ImapFilter ImapFilter;
ImapFilter *collect_imap_filter_new(void);
void collect_imap_filter_free(ImapFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapFilter, collect_imap_filter_free)
/* A new command begins: forgets status and alert, sets what may pass. LINE_MAX 0 = IMAP_LINE_MAX. */
void collect_imap_filter_begin(ImapFilter *filter, guint want, gsize line_max);
/* The next command has been sent already: what comes behind the tagged reply is held back until it begins. */
void collect_imap_filter_hold(ImapFilter *filter);
/* FALSE if the stream cannot be followed any further; *RET_WHY is static and a msgid. Takes up what was held back first. */
gboolean collect_imap_filter_feed(ImapFilter *filter, const char *bytes, gsize length, const char **ret_why);
/* Moves up to MAX filtered bytes to BUFFER. */
gsize collect_imap_filter_take(ImapFilter *filter, char *buffer, gsize max);
gsize collect_imap_filter_pending(const ImapFilter *filter);
/* TRUE if bytes that were held back can be fed now (with a length of 0). */
gboolean collect_imap_filter_has_held(const ImapFilter *filter);
/* TRUE if nothing at all is left, no filtered byte and no half line, and nothing came behind the tagged reply. */
gboolean collect_imap_filter_is_empty(const ImapFilter *filter);
const ImapStatus *collect_imap_filter_status(const ImapFilter *filter); /* borrowed until the next feed or begin */
const char *collect_imap_filter_alert(const ImapFilter *filter);        /* text of an [ALERT] or NULL; borrowed likewise */
