/* SPDX-License-Identifier: MIT
 * The login dialogue (RFC 3501 §6.2, RFC 4959). Credentials are wiped as soon as they are sent. */
#include "collect/imap-login.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "collect/imap-reply.h"
#include "collect/refusal.h"
#include "collect/sasl.h"
#include "collect/secret.h"

enum { LOGIN_SECONDS = 30 };

typedef struct {
    ImapSession *session;
    const SourceConfig *config;
    SecretSource source;
    gboolean is_token;
    char *refusal; /* what the server says about a refused token, JSON */
} Login;

static gboolean
has_control(const char *text)
{
    for (; *text; text++)
        if (g_ascii_iscntrl(*text))
            return TRUE;
    return FALSE;
}

/* The server waits for an answer that we cannot give. */
static ImapOutcome
cancel(Login *login, GError *why, GString *line, GError **error)
{
    ImapOutcome outcome = collect_imap_session_say(login->session, "*", error);
    while (outcome == IMAP_DONE && !collect_imap_session_is_end(login->session, line))
        outcome = collect_imap_session_read(login->session, line, error);
    if (outcome == IMAP_DONE)
        fail(error, FAIL_TRY_LATER, N_("%s: the login fails: %s"), login->config->host,
             why->message);
    g_error_free(why);
    return IMAP_BROKEN;
}

/* The rest of AUTHENTICATE. SASL is NULL for LOGIN, which asks nothing. */
static ImapOutcome
converse(Login *login, Sasl *sasl, gboolean has_begun, GError **error)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (;;) {
        GError *why = NULL;
        ImapOutcome outcome = collect_imap_session_read(login->session, line, error);
        if (outcome != IMAP_DONE)
            return outcome;
        if (collect_imap_session_is_end(login->session, line))
            return IMAP_DONE;
        if (line->str[0] != '+')
            continue;
        g_autofree char *challenge = g_strstrip(g_strdup(line->str + 1));
        gboolean is_first = sasl && !has_begun && collect_sasl_begins(sasl);
        char *answer = sasl ? collect_sasl_respond(sasl, is_first ? NULL : challenge, &why) : NULL;
        if (why)
            return cancel(login, why, line, error);
        has_begun = TRUE;
        outcome = collect_imap_session_say(login->session, answer ? answer : "", error);
        collect_sasl_wipe(answer);
        if (outcome != IMAP_DONE)
            return outcome;
    }
}

static ImapOutcome
run_exchange(Login *login, Sasl *sasl, const char *mechanism, GError **error)
{
    gboolean at_once =
        collect_sasl_begins(sasl) && collect_imap_session_has(login->session, "SASL-IR");
    char *first = at_once ? collect_sasl_respond(sasl, NULL, error) : NULL;
    if (at_once && !first)
        return IMAP_BROKEN;
    char *text =
        g_strdup_printf("AUTHENTICATE %s%s%s", mechanism, at_once ? " " : "", at_once ? first : "");
    ImapCommand command = {.text = text, .seconds = LOGIN_SECONDS};
    ImapOutcome outcome = collect_imap_session_begin(login->session, &command, error);
    if (outcome == IMAP_DONE)
        outcome = converse(login, sasl, at_once, error);
    collect_sasl_wipe(text);
    collect_sasl_wipe(first);
    return outcome;
}

static ImapOutcome
authenticate(Login *login, const char *mechanism, const char *secret, GError **error)
{
    const SourceConfig *config = login->config;
    SaslWords words = {
        mechanism, config->user, secret, config->host, config->port ? config->port : 993, NULL};
    g_autoptr(Sasl) sasl = collect_sasl_new(&words);
    ImapOutcome outcome = run_exchange(login, sasl, mechanism, error);
    g_free(login->refusal);
    login->refusal = g_strdup(collect_sasl_refusal(sasl));
    if (outcome == IMAP_DONE &&
        collect_imap_session_status(login->session)->kind == IMAP_STATUS_OK &&
        !collect_sasl_is_complete(sasl))
        return fail(error, FAIL_TRY_LATER,
                    N_("%s: lets us in without proof that it knows the password: is it the right "
                      "server?"),
                    config->host),
               IMAP_BROKEN;
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
        outcome = converse(login, NULL, TRUE, error);
    explicit_bzero(text->str, text->len);
    g_string_free(text, TRUE);
    return outcome;
}

/* What to log in with; NULL = the LOGIN command. A password in the clear goes through TLS only (or
 * stays on this computer), so it comes first: servers know it for every account, while the secrets
 * of the other mechanisms may be missing for some. */
static const char *
choose(const Login *login)
{
    static const char *const proofs[] = {"SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5"};
    const ImapSession *session = login->session;
    if (login->is_token)
        return collect_imap_session_has(session, "AUTH=XOAUTH2") ? "XOAUTH2" : "OAUTHBEARER";
    if (collect_imap_session_has(session, "AUTH=PLAIN"))
        return "PLAIN";
    if (collect_imap_session_has(session, "AUTH=LOGIN") &&
        !collect_imap_session_has(session, "LOGINDISABLED"))
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(proofs); i++) {
        g_autofree char *capability = g_strconcat("AUTH=", proofs[i], NULL);
        if (collect_imap_session_has(session, capability))
            return proofs[i];
    }
    return NULL;
}

static gboolean
check_possible(const Login *login, const char *mechanism, const char *secret, GError **error)
{
    const ImapSession *session = login->session;
    const SourceConfig *config = login->config;
    if (has_control(secret) || has_control(config->user))
        return fail(error, FAIL_ASK_USER,
                    N_("%s: the user name or the password contains control characters"),
                    config->name);
    if (!mechanism && collect_imap_session_has(session, "LOGINDISABLED"))
        return fail(error, FAIL_ASK_USER,
                    N_("%s: the server allows no login with a password (LOGINDISABLED)"),
                    config->host);
    if (login->is_token && !collect_imap_session_has(session, "AUTH=XOAUTH2") &&
        !collect_imap_session_has(session, "AUTH=OAUTHBEARER"))
        return fail(error, FAIL_ASK_USER,
                    N_("%s: the server takes no access tokens (neither XOAUTH2 nor OAUTHBEARER)"),
                    config->host);
    return TRUE;
}

static ImapOutcome
attempt(Login *login, const char *secret, GError **error)
{
    ImapSession *session = login->session;
    const SourceConfig *config = login->config;
    const char *mechanism = choose(login);
    if (!check_possible(login, mechanism, secret, error))
        return IMAP_BROKEN;
    ImapOutcome outcome = mechanism ? authenticate(login, mechanism, secret, error)
                                    : log_in_plainly(login, secret, error);
    if (outcome != IMAP_DONE)
        return outcome;
    const ImapStatus *status = collect_imap_session_status(session);
    if (status->kind == IMAP_STATUS_OK)
        return IMAP_DONE;
    ImapRefusedLogin refused = {
        config->host,
        config->user,
        login->is_token,
        status,
        collect_imap_filter_alert(collect_imap_stream_filter(collect_imap_session_stream(session))),
        login->refusal};
    collect_imap_reply_fail_login(error, &refused);
    return IMAP_REFUSED;
}

/* A password that was refused before stays here: a server that counts would lock the account. */
static ImapOutcome
attempt_once(Login *login, const char *secret, GError **error)
{
    g_autoptr(GError) why = NULL;
    const SourceConfig *config = login->config;
    if (collect_refusal_holds(config, secret))
        return fail(error, FAIL_ASK_USER,
                    N_("%s: has refused this password of %s before; it is tried again when it "
                      "changes, or after six hours"),
                    config->host, config->user),
               IMAP_BROKEN;
    ImapOutcome outcome = attempt(login, secret, &why);
    if (outcome == IMAP_REFUSED && g_error_matches(why, CADENS_ERROR, FAIL_ASK_USER))
        collect_refusal_note(config, secret);
    if (why)
        g_propagate_error(error, g_steal_pointer(&why));
    return outcome;
}

static ImapOutcome
read_and_attempt(Login *login, GCancellable *cancellable, GError **error)
{
    char *secret = collect_secret_read(&login->source, cancellable, error);
    if (!secret)
        return IMAP_BROKEN;
    ImapOutcome outcome =
        login->is_token ? attempt(login, secret, error) : attempt_once(login, secret, error);
    collect_secret_free(secret);
    return outcome;
}

static SecretSource
source_of(const SourceConfig *config)
{
    return (SecretSource){config->name,           config->password_command,
                          config->password_file,  config->password_secret,
                          config->online_account, g_strcmp0(config->auth, "xoauth2") == 0};
}

gboolean
collect_imap_login_can_renew(const SourceConfig *config)
{
    SecretSource source = source_of(config);
    return source.is_token && collect_secret_can_renew(&source);
}

/* A token helper may print a token that has just run out while it fetches the next one: it is asked
 * once more. A password is not tried twice, that locks accounts. */
gboolean
collect_imap_login(ImapSession *session, const SourceConfig *config, GCancellable *cancellable,
                   GError **error)
{
    SecretSource source = source_of(config);
    Login login = {session, config, source, source.is_token, NULL};
    g_autoptr(GError) why = NULL;
    ImapOutcome outcome = read_and_attempt(&login, cancellable, &why);
    if (outcome == IMAP_REFUSED && collect_imap_login_can_renew(config) &&
        g_error_matches(why, CADENS_ERROR, FAIL_ASK_USER)) {
        g_clear_error(&why);
        outcome = read_and_attempt(&login, cancellable, &why);
    }
    g_free(login.refusal);
    if (why)
        g_propagate_error(error, g_steal_pointer(&why));
    return outcome == IMAP_DONE;
}
