/* SPDX-License-Identifier: MIT
 * Which folders a mailbox has and which of them matter (16-E01, notes on Sent in every language). */
#pragma once
#include "collect/imap-session.h"

typedef struct { /* one line of LIST */
    char *raw_name, *name; /* as the server spells it; UTF-8 */
    char delimiter;        /* 0 = flat */
    gboolean can_open;     /* neither \Noselect nor \NonExistent */
    gboolean is_sent;      /* \Sent */
} ImapListed;
void collect_imap_listed_free(gpointer listed);
/* Reads one "* LIST (...) "/" name" reply, NUL behind it; NULL if it makes no sense or the name has control characters. Pure. */
ImapListed *collect_imap_list_parse(const char *bytes, gsize length);
/* The folders (of SourceFolder*) of the server that CONFIG asks for, INBOX first, named with '/' between levels and without an INBOX that
 * all of them lie below (RFC 2342 section 5). CONFIG may name them so or as the server does. SINK is told what there is (NULL = nobody). */
GPtrArray *collect_imap_list(ImapSession *session, const SourceConfig *config, const SourceSink *sink, GError **error);
/* BAD_INPUT if a folder that CONFIG names is not among FOLDERS. */
gboolean collect_imap_list_is_complete(const GPtrArray *folders, const SourceConfig *config, GError **error);
void collect_imap_folder_free(gpointer folder);
SourceFolder *collect_imap_folder_copy(const SourceFolder *folder);
