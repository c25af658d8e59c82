/* SPDX-License-Identifier: MIT
 * Commands and replies on one connection: libetpan's parser where it is asked, plain lines where it
 * would be in the way. Its logger is never set: it would see the credentials. */
#include "collect/imap-session.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "base/wording.h"
#include "collect/imap-login.h"
#include "collect/imap-reply.h"

enum { LOGOUT_SECONDS = 2, COMMAND_SECONDS = 60 };

struct ImapSession {
    const SourceConfig *config;
    GCancellable *cancellable;
    ImapStream *stream;       /* NULL, like IMAP, once a renewal has failed */
    mailimap *imap;
    GHashTable *capabilities; /* set of upper-case char* */
    char *ahead;              /* text of the command that was sent already, or NULL */
};

/* The connection must not be used again: libetpan would go on parsing leftovers and call the
 * handler. */
static void
drop(ImapSession *session)
{
    mailimap *imap = session->imap;
    mailimap_set_msg_att_handler(imap, NULL, NULL);
    if (imap->imap_stream)
        mailstream_close(imap->imap_stream);
    imap->imap_stream = NULL;
}

/* A reply that libetpan or we could not make sense of, or a connection that broke. */
static ImapOutcome
die(ImapSession *session, const char *why, GError **error)
{
    const GError *reason = collect_imap_stream_error(session->stream);
    const ImapStatus *status = collect_imap_session_status(session);
    gboolean is_garbled = !reason || collect_imap_stream_is_garbled(session->stream);
    if (reason && !is_garbled && reason->domain == CADENS_ERROR && status->kind == IMAP_STATUS_BYE)
        collect_imap_reply_fail(error, session->config->host, "connection", status, NULL);
    else if (reason)
        g_propagate_error(error, g_error_copy(reason));
    else
        fail(error, FAIL_TRY_LATER, "%s: %s", session->config->host, why);
    drop(session);
    gboolean is_cut = collect_imap_stream_is_cut(session->stream) && status->kind != IMAP_STATUS_BYE;
    return is_garbled ? IMAP_GARBLED : is_cut ? IMAP_CUT : IMAP_BROKEN;
}

ImapStream *
collect_imap_session_stream(ImapSession *session)
{
    return session->stream;
}

const ImapStatus *
collect_imap_session_status(ImapSession *session)
{
    return collect_imap_filter_status(collect_imap_stream_filter(session->stream));
}

gboolean
collect_imap_session_is_alive(const ImapSession *session)
{
    return session->imap && session->imap->imap_stream && !collect_imap_stream_error(session->stream);
}

gboolean
collect_imap_session_has(const ImapSession *session, const char *capability)
{
    return g_hash_table_contains(session->capabilities, capability);
}

gboolean
collect_imap_session_has_input(const ImapSession *session)
{
    return session->imap->imap_stream->read_buffer_len > 0 ||
           collect_imap_stream_has_input(session->stream);
}

static gboolean
flush(ImapSession *session)
{
    mailstream *stream = session->imap->imap_stream;
    gboolean ok = mailstream_flush(stream) == 0;
    explicit_bzero(stream->write_buffer, stream->buffer_max_size); /* it may hold a password */
    return ok;
}

ImapOutcome
collect_imap_session_say(ImapSession *session, const char *text, GError **error)
{
    mailstream *stream = session->imap->imap_stream;
    gboolean ok = mailstream_write(stream, text, strlen(text)) >= 0 &&
                  mailstream_write(stream, "\r\n", 2) >= 0 && flush(session);
    return ok ? IMAP_DONE : die(session, wording_word(N_("the connection is broken")), error);
}

static void
prepare(ImapSession *session, guint want, gsize line_max, int seconds)
{
    collect_imap_filter_begin(collect_imap_stream_filter(session->stream), want, line_max);
    collect_imap_stream_deadline(session->stream, seconds ? seconds : COMMAND_SECONDS);
}

static ImapOutcome
send_now(ImapSession *session, const char *text, GError **error)
{
    if (mailimap_send_current_tag(session->imap) != MAILIMAP_NO_ERROR)
        return die(session, wording_word(N_("the connection is broken")), error);
    return collect_imap_session_say(session, text, error);
}

/* The tag is the library's next: it counts on when the reply is read. */
static ImapOutcome
send_ahead(ImapSession *session, const char *text, GError **error)
{
    g_autofree char *line = g_strdup_printf("%d %s", session->imap->imap_tag + 1, text);
    collect_imap_filter_hold(collect_imap_stream_filter(session->stream));
    session->ahead = g_strdup(text);
    return collect_imap_session_say(session, line, error);
}

/* Counts the tag of what was sent ahead. Whoever wanted something else meanwhile, to say goodbye for instance, would have to wait for it. */
static ImapOutcome
take_up(ImapSession *session, const char *text, GError **error)
{
    g_autofree char *ahead = g_steal_pointer(&session->ahead);
    if (!g_str_equal(ahead, text))
        return die(session, "another command was sent ahead", error);
    session->imap->imap_tag++;
    return IMAP_DONE;
}

ImapOutcome
collect_imap_session_begin(ImapSession *session, const ImapCommand *command, GError **error)
{
    if (!session->imap->imap_stream)
        return fail(error, FAIL_BUG, "%s: the connection is gone", session->config->host),
               IMAP_BROKEN;
    prepare(session, command->want, command->line_max, command->seconds);
    ImapOutcome outcome = session->ahead ? take_up(session, command->text, error) : send_now(session, command->text, error);
    return outcome == IMAP_DONE && command->next ? send_ahead(session, command->next, error) : outcome;
}

/* The size of the literal announced at the end of LINE ("...{12}\r\n", as the filter writes it), or
 * -1. */
static gssize
announced(const GString *line)
{
    if (line->len < 5 || memcmp(line->str + line->len - 3, "}\r\n", 3) != 0)
        return -1;
    const char *open = g_strrstr_len(line->str, (gssize)line->len, "{");
    return open ? (gssize)g_ascii_strtoull(open + 1, NULL, 10) : -1;
}

static gboolean
read_literal(ImapSession *session, GString *line, gsize size)
{
    gsize start = line->len;
    g_string_set_size(line, start + size);
    for (gsize done = 0; done < size;) {
        ssize_t n =
            mailstream_read(session->imap->imap_stream, line->str + start + done, size - done);
        if (n <= 0)
            return FALSE;
        done += (gsize)n;
    }
    return TRUE;
}

ImapOutcome
collect_imap_session_read(ImapSession *session, GString *line, GError **error)
{
    g_string_truncate(line, 0);
    for (;;) {
        if (!mailimap_read_line(session->imap) || session->imap->imap_stream_buffer->len == 0)
            return die(session, wording_word(N_("the server closed the connection")), error);
        g_string_append_len(line, session->imap->imap_stream_buffer->str,
                            (gssize)session->imap->imap_stream_buffer->len);
        gssize size = line->str[0] == '*' ? announced(line) : -1;
        if (size < 0)
            return IMAP_DONE;
        if (!read_literal(session, line, (gsize)size))
            return die(session, wording_word(N_("the server closed the connection")), error);
    }
}

gboolean
collect_imap_session_is_end(const ImapSession *session, const GString *line)
{
    char tag[16];
    g_snprintf(tag, sizeof tag, "%d ", session->imap->imap_tag);
    return g_str_has_prefix(line->str, tag);
}

ImapOutcome
collect_imap_session_conclude(ImapSession *session, const char *what, GError **error)
{
    const ImapStatus *status = collect_imap_session_status(session);
    if (status->kind == IMAP_STATUS_OK)
        return IMAP_DONE;
    collect_imap_reply_fail(error, session->config->host, what, status,
                            collect_imap_filter_alert(collect_imap_stream_filter(session->stream)));
    return IMAP_REFUSED;
}

/* The first words of a command, for messages: no sets, no credentials. */
static char *
command_name(const char *text)
{
    gboolean is_uid = g_str_has_prefix(text, "UID ");
    return g_strndup(text, strcspn(text + (is_uid ? 4 : 0), " ") + (is_uid ? 4 : 0));
}

ImapOutcome
collect_imap_session_run(ImapSession *session, const ImapCommand *command, GError **error)
{
    g_autofree char *name = command_name(command->text);
    g_autoptr(GString) line = g_string_new(NULL);
    ImapOutcome outcome = collect_imap_session_begin(session, command, error);
    while (outcome == IMAP_DONE) {
        outcome = collect_imap_session_read(session, line, error);
        if (outcome != IMAP_DONE)
            break;
        if (collect_imap_session_is_end(session, line))
            return collect_imap_session_conclude(session, name, error);
        if (line->str[0] != '*')
            return die(session, wording_word(N_("an answer to another question")), error);
        if (command->reply)
            command->reply(line->str, line->len, command->data);
    }
    return outcome;
}

/* libetpan reports BAD like a reply that it cannot read; the difference is that nothing is left
 * unread, but for the reply to what was sent ahead. */
static gboolean
is_refusal(ImapSession *session)
{
    ImapStatusKind kind = collect_imap_session_status(session)->kind;
    gboolean has_rest = session->ahead ? collect_imap_filter_pending(collect_imap_stream_filter(session->stream)) > 0
                                       : collect_imap_stream_has_rest(session->stream);
    return (kind == IMAP_STATUS_NO || kind == IMAP_STATUS_BAD) &&
           !collect_imap_stream_error(session->stream) &&
           session->imap->imap_stream->read_buffer_len == 0 && !has_rest;
}

static ImapOutcome
read_parsed(ImapSession *session, const char *what, GError **error)
{
    struct mailimap_response *response = NULL;
    if (!mailimap_read_line(session->imap))
        return die(session, wording_word(N_("the server closed the connection")), error);
    int r = mailimap_parse_response(session->imap, &response);
    if (r != MAILIMAP_NO_ERROR && !is_refusal(session))
        return die(session, wording_word(N_("a reply that cannot be read")), error);
    if (response)
        mailimap_response_free(response);
    return collect_imap_session_conclude(session, what, error);
}

static void
ignore_progress(size_t current G_GNUC_UNUSED, size_t maximum G_GNUC_UNUSED,
                void *data G_GNUC_UNUSED)
{
}

ImapOutcome
collect_imap_session_fetch(ImapSession *session, const ImapCommand *command,
                           mailimap_msg_att_handler *handler, gpointer data, GError **error)
{
    ImapOutcome outcome = collect_imap_session_begin(session, command, error);
    if (outcome != IMAP_DONE)
        return outcome;
    mailimap_set_msg_att_handler(session->imap, handler, data);
    mailimap_set_progress_callback(session->imap, ignore_progress, ignore_progress,
                                   NULL); /* without it the handler is not called */
    outcome = read_parsed(session, "UID FETCH", error);
    mailimap_set_msg_att_handler(session->imap, NULL, NULL);
    return outcome;
}

ImapOutcome
collect_imap_session_examine(ImapSession *session, const char *raw_name, ImapMailbox *ret,
                             GError **error)
{
    g_autofree char *what = g_strdup_printf("EXAMINE %s", raw_name);
    prepare(session, IMAP_WANT_NOTHING, 0, 0);
    int r = mailimap_examine(session->imap, raw_name);
    if (r != MAILIMAP_NO_ERROR && r != MAILIMAP_ERROR_EXAMINE && !is_refusal(session))
        return die(session, wording_word(N_("a reply that cannot be read")), error);
    ImapOutcome outcome = collect_imap_session_conclude(session, what, error);
    const struct mailimap_selection_info *info = session->imap->imap_selection_info;
    if (outcome != IMAP_DONE)
        return outcome;
    if (!info)
        return die(session, wording_word(N_("a reply that cannot be read")), error);
    *ret = (ImapMailbox){info->sel_uidvalidity ? info->sel_uidvalidity : 1, info->sel_uidnext,
                         info->sel_exists};
    return IMAP_DONE;
}

static void
note_capabilities(const char *bytes, gsize length G_GNUC_UNUSED, gpointer data)
{
    g_autofree char *upper = g_ascii_strup(bytes, -1);
    g_auto(GStrv) words = g_strsplit_set(upper, " \r\n", -1);
    if (!words[0] || g_strcmp0(words[1], "CAPABILITY") != 0)
        return;
    for (guint i = 2; words[i]; i++)
        if (*words[i])
            g_hash_table_add(data, g_strdup(words[i]));
}

/* Asked anew after TLS and after the login: what was said before may not hold, or was somebody
 * else's word. */
static gboolean
ask_capabilities(ImapSession *session, GError **error)
{
    ImapCommand command = {"CAPABILITY",      IMAP_WANT_CAPABILITY, 0, 0,
                           note_capabilities, session->capabilities, NULL};
    g_hash_table_remove_all(session->capabilities);
    return collect_imap_session_run(session, &command, error) == IMAP_DONE;
}

/* RFC 3501 §6.2.1; what arrived before the handshake was not protected and must not be read after
 * it. */
static gboolean
start_tls(ImapSession *session, GError **error)
{
    const char *host = session->config->host;
    if (!ask_capabilities(session, error))
        return FALSE;
    if (!collect_imap_session_has(session, "STARTTLS"))
        return fail(error, FAIL_TRY_LATER,
                    N_("%s: the server offers no STARTTLS (or somebody on the way hides it)"), host);
    if (collect_imap_session_run(session, &(ImapCommand){.text = "STARTTLS"}, error) != IMAP_DONE)
        return FALSE;
    if (session->imap->imap_stream->read_buffer_len > 0 ||
        collect_imap_stream_has_rest(session->stream))
        return fail(
            error, FAIL_TRY_LATER,
            N_("%s: unprotected bytes behind STARTTLS: somebody on the way adds to the connection"),
            host);
    return collect_imap_stream_secure(session->stream, session->config->ca_file, error);
}

/* Read here and not by mailimap_connect(), which loses memory on each BYE. */
static gboolean
greet(ImapSession *session, gboolean *ret_is_in, GError **error)
{
    g_autoptr(GString) line = g_string_new(NULL);
    session->imap->imap_stream = collect_imap_stream_wrap(session->stream);
    if (!session->imap->imap_stream)
        return fail(error, FAIL_TRY_LATER, N_("%s: out of memory"), session->config->host);
    session->imap->imap_state = MAILIMAP_STATE_NON_AUTHENTICATED;
    if (collect_imap_session_read(session, line, error) != IMAP_DONE)
        return FALSE;
    *ret_is_in = g_ascii_strncasecmp(line->str, "* PREAUTH", 9) == 0;
    if (*ret_is_in || g_ascii_strncasecmp(line->str, "* OK", 4) == 0)
        return TRUE;
    const ImapStatus *status = collect_imap_session_status(session);
    if (status->kind == IMAP_STATUS_BYE)
        return collect_imap_reply_fail(error, session->config->host, "connection", status, NULL);
    die(session, wording_word(N_("the server does not greet as IMAP servers do")), error);
    return FALSE;
}

static gboolean
open_session(ImapSession *session, GError **error)
{
    const SourceConfig *config = session->config;
    gboolean is_in = FALSE;
    if (g_strcmp0(config->tls, "implicit") == 0 &&
        !collect_imap_stream_secure(session->stream, config->ca_file, error))
        return FALSE;
    if (!greet(session, &is_in, error))
        return FALSE;
    if (g_strcmp0(config->tls, "starttls") == 0) {
        if (is_in)
            return fail(error, FAIL_TRY_LATER,
                        N_("%s: the server logs in by itself before TLS (PREAUTH), so STARTTLS is "
                          "impossible"),
                        config->host);
        if (!start_tls(session, error))
            return FALSE;
    }
    if (!ask_capabilities(session, error))
        return FALSE;
    if (!is_in && !collect_imap_login(session, config, session->cancellable, error))
        return FALSE;
    session->imap->imap_state = MAILIMAP_STATE_AUTHENTICATED; /* libetpan did not see the login */
    return is_in || ask_capabilities(session, error);
}

static int
port_of(const SourceConfig *config)
{
    return config->port ? config->port : g_strcmp0(config->tls, "implicit") == 0 ? 993 : 143;
}

static gboolean
set_up(ImapSession *session, GError **error)
{
    const SourceConfig *config = session->config;
    session->stream =
        collect_imap_stream_new(config->host, port_of(config), session->cancellable, error);
    if (!session->stream)
        return FALSE;
    session->imap = mailimap_new(0, NULL);
    return open_session(session, error);
}

static void
say_goodbye(ImapSession *session)
{
    ImapCommand logout = {.text = "LOGOUT", .seconds = LOGOUT_SECONDS};
    collect_imap_session_run(session, &logout, NULL);
}

static void
tear_down(ImapSession *session)
{
    if (session->imap) {
        if (collect_imap_session_is_alive(session))
            say_goodbye(session);
        drop(session);
        g_clear_pointer(&session->imap, mailimap_free);
    }
    g_clear_pointer(&session->stream, collect_imap_stream_free);
    g_clear_pointer(&session->ahead, g_free);
}

ImapSession *
collect_imap_session_new(const SourceConfig *config, GCancellable *cancellable, GError **error)
{
    g_autoptr(ImapSession) session = g_new0(ImapSession, 1);
    session->config = config;
    session->cancellable = cancellable;
    session->capabilities = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return set_up(session, error) ? g_steal_pointer(&session) : NULL;
}

gboolean
collect_imap_session_renew(ImapSession *session, GError **error)
{
    tear_down(session);
    if (set_up(session, error))
        return TRUE;
    tear_down(session);
    return FALSE;
}

void
collect_imap_session_free(ImapSession *session)
{
    if (!session)
        return;
    tear_down(session);
    g_clear_pointer(&session->capabilities, g_hash_table_unref);
    g_free(session);
}
