/* SPDX-License-Identifier: MIT
 * LIST read tolerantly: real servers send empty delimiters, lone backslashes and names that need
 * UTF-7 (RFC 3501 §5.1.3). */
#include "collect/imap-list.h"
#include "collect/imap-login.h"
#include "collect/imap-reply.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "base/text.h"
#include "collect/folder-name.h"

enum { FOLDERS_MAX = 100000 };

typedef struct { /* a place in a reply */
    const char *at, *end;
} Cursor;

void
collect_imap_folder_free(gpointer data)
{
    SourceFolder *folder = data;
    if (!folder)
        return;
    g_free(folder->raw_name);
    g_free(folder->name);
    g_free(folder);
}

SourceFolder *
collect_imap_folder_copy(const SourceFolder *folder)
{
    SourceFolder *copy = g_new0(SourceFolder, 1);
    copy->raw_name = g_strdup(folder->raw_name);
    copy->name = g_strdup(folder->name);
    copy->role = folder->role;
    return copy;
}

void
collect_imap_listed_free(gpointer data)
{
    ImapListed *listed = data;
    if (!listed)
        return;
    g_free(listed->raw_name);
    g_free(listed->name);
    g_free(listed);
}

static gboolean
take(Cursor *cursor, char c)
{
    if (cursor->at == cursor->end || *cursor->at != c)
        return FALSE;
    cursor->at++;
    return TRUE;
}

static void
skip_blanks(Cursor *cursor)
{
    while (take(cursor, ' '))
        ;
}

static char *
read_quoted(Cursor *cursor)
{
    g_autoptr(GString) text = g_string_new(NULL);
    cursor->at++;
    while (cursor->at < cursor->end && *cursor->at != '"') {
        if (*cursor->at == '\\' && cursor->at + 1 < cursor->end)
            cursor->at++;
        g_string_append_c(text, *cursor->at++);
    }
    return take(cursor, '"') ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}

static char *
read_literal(Cursor *cursor)
{
    char *end = NULL;
    guint64 size = g_ascii_strtoull(cursor->at + 1, &end, 10);
    Cursor rest = {end, cursor->end};
    if (!take(&rest, '}') || !take(&rest, '\r') || !take(&rest, '\n') ||
        size > (guint64)(rest.end - rest.at))
        return NULL;
    cursor->at = rest.at + size;
    return memchr(rest.at, '\0', size) ? NULL : g_strndup(rest.at, size);
}

/* Up to a blank or the end of the line: also atoms with characters that should have been quoted. */
static char *
read_atom(Cursor *cursor, const char *stops)
{
    const char *start = cursor->at;
    while (cursor->at < cursor->end && !strchr(stops, *cursor->at))
        cursor->at++;
    return g_strndup(start, (gsize)(cursor->at - start));
}

static char *
read_string(Cursor *cursor, const char *stops)
{
    if (cursor->at == cursor->end)
        return NULL;
    if (*cursor->at == '"')
        return read_quoted(cursor);
    if (*cursor->at == '{')
        return read_literal(cursor);
    return read_atom(cursor, stops);
}

static void
apply_flag(ImapListed *listed, const char *flag)
{
    if (!g_ascii_strcasecmp(flag, "\\Noselect") || !g_ascii_strcasecmp(flag, "\\NonExistent"))
        listed->can_open = FALSE;
    if (!g_ascii_strcasecmp(flag, "\\Sent"))
        listed->is_sent = TRUE;
}

static gboolean
read_flags(Cursor *cursor, ImapListed *listed)
{
    if (!take(cursor, '('))
        return FALSE;
    while (!take(cursor, ')')) {
        if (cursor->at == cursor->end || strchr("\r\n", *cursor->at))
            return FALSE;
        g_autofree char *flag = read_atom(cursor, " )\r\n");
        apply_flag(listed, flag);
        skip_blanks(cursor);
    }
    return TRUE;
}

static gboolean
read_delimiter(Cursor *cursor, ImapListed *listed)
{
    g_autofree char *text = read_string(cursor, " \r\n");
    if (text && g_ascii_strcasecmp(text, "NIL") != 0)
        listed->delimiter = text[0];
    return text != NULL;
}

/* Names come back to the server in EXAMINE: one with a line end in it would be a command. */
static gboolean
is_usable_name(const char *name)
{
    for (const char *at = name; *at; at++)
        if (g_ascii_iscntrl(*at))
            return FALSE;
    return *name != '\0';
}

ImapListed *
collect_imap_list_parse(const char *bytes, gsize length)
{
    Cursor cursor = {bytes, bytes + length};
    if (length < 7 || g_ascii_strncasecmp(bytes, "* LIST ", 7) != 0)
        return NULL;
    cursor.at += 7;
    ImapListed *listed = g_new0(ImapListed, 1);
    listed->can_open = TRUE;
    skip_blanks(&cursor);
    gboolean ok = read_flags(&cursor, listed);
    skip_blanks(&cursor);
    ok = ok && read_delimiter(&cursor, listed);
    skip_blanks(&cursor);
    listed->raw_name = ok ? read_string(&cursor, "\r\n") : NULL;
    if (!listed->raw_name || !is_usable_name(listed->raw_name)) {
        collect_imap_listed_free(listed);
        return NULL;
    }
    listed->name = collect_folder_name_decode(listed->raw_name);
    return listed;
}

static gboolean
is_inbox(const ImapListed *listed)
{
    return g_ascii_strcasecmp(listed->raw_name, "INBOX") == 0;
}

static const char *
below_inbox(const ImapListed *listed)
{
    gsize n = strlen("INBOX");
    return listed->delimiter && g_ascii_strncasecmp(listed->name, "INBOX", n) == 0 &&
                   listed->name[n] == listed->delimiter && listed->name[n + 1]
               ? listed->name + n + 1
               : NULL;
}

/* Courier, and Cyrus when told so, keep every folder of a person below INBOX, what others share
 * elsewhere; nobody thinks of it as part of the name. */
static gboolean
is_rooted_in_inbox(const GPtrArray *listed)
{
    for (guint i = 0; i < listed->len; i++) {
        const ImapListed *one = listed->pdata[i];
        if (!is_inbox(one) && !below_inbox(one) && one->raw_name[0] != '#')
            return FALSE;
    }
    return TRUE;
}

/* Names as people write them, the same whatever the server puts between their levels. */
static void
name_plainly(GPtrArray *listed)
{
    gboolean is_rooted = is_rooted_in_inbox(listed);
    for (guint i = 0; i < listed->len; i++) {
        ImapListed *one = listed->pdata[i];
        const char *below = is_rooted ? below_inbox(one) : NULL;
        char *plain = g_strdup(below ? below : one->name);
        if (one->delimiter && one->delimiter != '/')
            g_strdelimit(plain, (const char[]){one->delimiter, '\0'}, '/');
        g_free(one->name);
        one->name = plain;
    }
}

/* A server that marks other folders, but none as sent, leaves the sent one to its name. */
static gboolean
server_marks_sent(const GPtrArray *listed)
{
    for (guint i = 0; i < listed->len; i++)
        if (((const ImapListed *)listed->pdata[i])->is_sent)
            return TRUE;
    return FALSE;
}

static FolderRole
role_of(const ImapListed *listed, gboolean by_name)
{
    if (is_inbox(listed))
        return FOLDER_INBOX;
    return listed->is_sent || (by_name && collect_folder_role(listed->name) == FOLDER_SENT)
               ? FOLDER_SENT
               : FOLDER_OTHER;
}

static gboolean
has_folder(const GPtrArray *folders, const char *raw_name)
{
    for (guint i = 0; i < folders->len; i++)
        if (g_str_equal(((const SourceFolder *)folders->pdata[i])->raw_name, raw_name))
            return TRUE;
    return FALSE;
}

static void
add_folder(GPtrArray *folders, const ImapListed *listed, FolderRole role)
{
    if (has_folder(folders, listed->raw_name))
        return;
    SourceFolder folder = {listed->raw_name, listed->name, role};
    g_ptr_array_insert(folders, role == FOLDER_INBOX ? 0 : -1, collect_imap_folder_copy(&folder));
}

/* WANTED may be as people write it, or as the server does, in UTF-8 or not. */
static gboolean
is_called(const char *raw_name, const char *name, const char *wanted)
{
    g_autofree char *decoded = collect_folder_name_decode(raw_name);
    g_autofree char *folded = text_fold(wanted);
    return g_str_equal(raw_name, wanted) || g_str_equal(decoded, wanted) ||
           g_str_equal(name, wanted) ||
           (g_ascii_strcasecmp(raw_name, "INBOX") == 0 && g_str_equal(folded, "inbox"));
}

static const ImapListed *
find_listed(const GPtrArray *listed, const char *wanted)
{
    for (guint i = 0; i < listed->len; i++) {
        const ImapListed *one = listed->pdata[i];
        if (is_called(one->raw_name, one->name, wanted))
            return one;
    }
    return NULL;
}

static gboolean
is_auto(const char *const *wanted)
{
    return !wanted || !wanted[0] || (!wanted[1] && g_str_equal(wanted[0], "auto"));
}

static GPtrArray *
choose(const GPtrArray *listed, const char *const *wanted)
{
    GPtrArray *folders = g_ptr_array_new_with_free_func(collect_imap_folder_free);
    gboolean by_name = !server_marks_sent(listed);
    for (guint i = 0; is_auto(wanted) && i < listed->len; i++) {
        const ImapListed *one = listed->pdata[i];
        FolderRole role = role_of(one, by_name);
        if (one->can_open && role != FOLDER_OTHER)
            add_folder(folders, one, role);
    }
    for (guint i = 0; !is_auto(wanted) && wanted[i]; i++) {
        const ImapListed *one = find_listed(listed, wanted[i]);
        if (one && one->can_open)
            add_folder(folders, one, role_of(one, by_name));
    }
    return folders;
}

static gboolean
is_chosen(const GPtrArray *folders, const char *wanted)
{
    for (guint i = 0; i < folders->len; i++) {
        const SourceFolder *folder = folders->pdata[i];
        if (is_called(folder->raw_name, folder->name, wanted))
            return TRUE;
    }
    return FALSE;
}

gboolean
collect_imap_list_is_complete(const GPtrArray *folders, const SourceConfig *config, GError **error)
{
    const char *const *wanted = config->folders;
    for (guint i = 0; !is_auto(wanted) && wanted[i]; i++)
        if (!is_chosen(folders, wanted[i]))
            return fail(error, FAIL_BAD_INPUT, N_("%s: the mailbox has no folder \"%s\""),
                        config->name, wanted[i]);
    return TRUE;
}

static gboolean
tell(const SourceSink *sink, const GPtrArray *listed, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < listed->len; i++)
        g_ptr_array_add(names, ((const ImapListed *)listed->pdata[i])->raw_name);
    g_ptr_array_add(names, NULL);
    return sink->listed(sink->data, (const char *const *)names->pdata, error);
}

static void
note_listed(const char *bytes, gsize length, gpointer data)
{
    GPtrArray *listed = data;
    ImapListed *one = listed->len < FOLDERS_MAX ? collect_imap_list_parse(bytes, length) : NULL;
    if (one)
        g_ptr_array_add(listed, one);
}

/* INBOX always exists (RFC 3501 §5.1), also where LIST is empty or unreadable. */
static void
ensure_inbox(GPtrArray *listed)
{
    for (guint i = 0; i < listed->len; i++)
        if (is_inbox(listed->pdata[i]))
            return;
    g_ptr_array_add(listed,
                    collect_imap_list_parse("* LIST () NIL INBOX", strlen("* LIST () NIL INBOX")));
}

/* RFC 6154: some servers name the uses only when asked for them. */
static ImapOutcome
run_list(ImapSession *session, GPtrArray *listed, GError **error)
{
    gboolean extended = collect_imap_session_has(session, "SPECIAL-USE") &&
                        collect_imap_session_has(session, "LIST-EXTENDED");
    const char *text = extended ? "LIST \"\" \"*\" RETURN (SPECIAL-USE)" : "LIST \"\" \"*\"";
    ImapCommand command = {
        .text = text, .want = IMAP_WANT_LIST, .reply = note_listed, .data = listed};
    return collect_imap_session_run(session, &command, error);
}

/* The first command behind a login is where a token may turn out to be for something else, or too old by a moment: then a fresh one is tried,
 * once. */
static gboolean
list_all(ImapSession *session, const SourceConfig *config, GPtrArray *listed, GError **error)
{
    g_autoptr(GError) why = NULL;
    ImapOutcome outcome = run_list(session, listed, &why);
    if (outcome == IMAP_REFUSED && collect_imap_login_can_renew(config) &&
        collect_imap_reply_is_unconnected(collect_imap_session_status(session))) {
        g_clear_error(&why);
        g_ptr_array_set_size(listed, 0);
        outcome = collect_imap_session_renew(session, &why) ? run_list(session, listed, &why) : IMAP_BROKEN;
    }
    if (why)
        g_propagate_error(error, g_steal_pointer(&why));
    return outcome == IMAP_DONE;
}

GPtrArray *
collect_imap_list(ImapSession *session, const SourceConfig *config, const SourceSink *sink,
                  GError **error)
{
    g_autoptr(GPtrArray) listed = g_ptr_array_new_with_free_func(collect_imap_listed_free);
    if (!list_all(session, config, listed, error))
        return NULL;
    ensure_inbox(listed);
    name_plainly(listed);
    return !sink || tell(sink, listed, error) ? choose(listed, config->folders) : NULL;
}
