/* SPDX-License-Identifier: MIT
 * The login dialogue (RFC 3501 §6.2, RFC 4616, RFC 4959, XOAUTH2). Credentials are wiped as soon as
 * they are sent. */
#include "collect/imap-login.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "collect/imap-reply.h"
#include "collect/secret.h"

enum { LOGIN_SECONDS = 30 };

typedef struct {
    ImapSession *session;
    const SourceConfig *config;
    gboolean is_token;
    char *challenge; /* what the server says about a refused token, base64 */
} Login;

static gboolean
has_control(const char *text)
{
    for (; *text; text++)
        if (g_ascii_iscntrl(*text))
            return TRUE;
    return FALSE;
}

static void
wipe(char *text, gsize length)
{
    explicit_bzero(text, length);
    g_free(text);
}

/* PLAIN: NUL user NUL password; XOAUTH2: fields with ^A behind each. Caller wipes. */
static char *
initial_response(const Login *login, const char *secret)
{
    gsize length = 0;
    char *plain = login->is_token ? g_strdup_printf("user=%s\001auth=Bearer %s\001\001",
                                                    login->config->user, secret)
                                  : g_strdup_printf("%c%s%c%s", 1, login->config->user, 1, secret);
    length = strlen(plain);
    if (!login->is_token)
        plain[0] = plain[1 + strlen(login->config->user)] = '\0';
    char *encoded = g_base64_encode((const guchar *)plain, length);
    wipe(plain, length);
    return encoded;
}

/* The rest of AUTHENTICATE: the response if it is still to be sent, an empty line after a refusal
 * in JSON. */
static ImapOutcome
converse(Login *login, const char *response, GError **error)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (;;) {
        ImapOutcome outcome = collect_imap_session_read(login->session, line, error);
        if (outcome != IMAP_DONE)
            return outcome;
        if (collect_imap_session_is_end(login->session, line))
            return IMAP_DONE;
        if (line->str[0] != '+')
            continue;
        if (!response) {
            g_free(login->challenge);
            login->challenge = g_strstrip(g_strdup(line->str + 1));
        }
        outcome = collect_imap_session_say(login->session, response ? response : "", error);
        response = NULL;
        if (outcome != IMAP_DONE)
            return outcome;
    }
}

static ImapOutcome
authenticate(Login *login, const char *secret, GError **error)
{
    char *response = initial_response(login, secret);
    gboolean at_once = collect_imap_session_has(login->session, "SASL-IR");
    char *text = g_strdup_printf("AUTHENTICATE %s%s%s", login->is_token ? "XOAUTH2" : "PLAIN",
                                 at_once ? " " : "", at_once ? response : "");
    ImapCommand command = {.text = text, .seconds = LOGIN_SECONDS};
    ImapOutcome outcome = collect_imap_session_begin(login->session, &command, error);
    if (outcome == IMAP_DONE)
        outcome = converse(login, at_once ? NULL : response, error);
    wipe(text, strlen(text));
    wipe(response, strlen(response));
    return outcome;
}

/* quoted string of RFC 3501 §9. Caller wipes. */
static void
append_quoted(GString *text, const char *word)
{
    g_string_append_c(text, '"');
    for (; *word; word++) {
        if (*word == '"' || *word == '\\')
            g_string_append_c(text, '\\');
        g_string_append_c(text, *word);
    }
    g_string_append_c(text, '"');
}

static ImapOutcome
log_in_plainly(Login *login, const char *secret, GError **error)
{
    GString *text = g_string_sized_new(2 * strlen(secret) + 2 * strlen(login->config->user) +
                                       64); /* never moved: wiped whole */
    g_string_append(text, "LOGIN ");
    append_quoted(text, login->config->user);
    g_string_append_c(text, ' ');
    append_quoted(text, secret);
    ImapCommand command = {.text = text->str, .seconds = LOGIN_SECONDS};
    ImapOutcome outcome = collect_imap_session_begin(login->session, &command, error);
    if (outcome == IMAP_DONE)
        outcome = converse(login, NULL, error);
    explicit_bzero(text->str, text->len);
    g_string_free(text, TRUE);
    return outcome;
}

static ImapOutcome
attempt(Login *login, const char *secret, GError **error)
{
    ImapSession *session = login->session;
    const SourceConfig *config = login->config;
    if (has_control(secret) || has_control(config->user))
        return fail(error, FAIL_ASK_USER,
                    _("%s: the user name or the password contains control characters"),
                    config->name),
               IMAP_BROKEN;
    ImapOutcome outcome = IMAP_DONE;
    if (login->is_token || collect_imap_session_has(session, "AUTH=PLAIN"))
        outcome = authenticate(login, secret, error);
    else if (collect_imap_session_has(session, "LOGINDISABLED"))
        return fail(error, FAIL_ASK_USER,
                    _("%s: the server allows no login with a password (LOGINDISABLED)"),
                    config->host),
               IMAP_BROKEN;
    else
        outcome = log_in_plainly(login, secret, error);
    if (outcome != IMAP_DONE)
        return outcome;
    const ImapStatus *status = collect_imap_session_status(session);
    if (status->kind == IMAP_STATUS_OK)
        return IMAP_DONE;
    collect_imap_reply_fail_login(
        error, config->host, config->user, login->is_token, status,
        collect_imap_filter_alert(collect_imap_stream_filter(collect_imap_session_stream(session))),
        login->challenge);
    return IMAP_REFUSED;
}

static ImapOutcome
read_and_attempt(Login *login, GCancellable *cancellable, GError **error)
{
    char *secret = collect_secret_read(login->config->name, login->config->password_command,
                                       login->config->password_file, cancellable, error);
    if (!secret)
        return IMAP_BROKEN;
    ImapOutcome outcome = attempt(login, secret, error);
    collect_secret_free(secret);
    return outcome;
}

/* A token helper may print a token that has just run out while it fetches the next one: it is asked
 * once more. A password is not tried twice, that locks accounts. */
gboolean
collect_imap_login(ImapSession *session, const SourceConfig *config, GCancellable *cancellable,
                   GError **error)
{
    Login login = {session, config, g_strcmp0(config->auth, "xoauth2") == 0, NULL};
    g_autoptr(GError) why = NULL;
    ImapOutcome outcome = read_and_attempt(&login, cancellable, &why);
    if (outcome == IMAP_REFUSED && login.is_token && config->password_command &&
        g_error_matches(why, CADENS_ERROR, FAIL_ASK_USER)) {
        g_clear_error(&why);
        outcome = read_and_attempt(&login, cancellable, &why);
    }
    g_free(login.challenge);
    if (why)
        g_propagate_error(error, g_steal_pointer(&why));
    return outcome == IMAP_DONE;
}
