/* SPDX-License-Identifier: MIT
 * Response codes (RFC 5530) and the words in which large providers refuse. */
#include "collect/imap-reply.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "base/text.h"
#include "base/wording.h"

#define THROTTLED_SECONDS 300 /* where the server does not say how long */
#define USED_UP_SECONDS 3600
#define UNCONNECTED "authenticated but not connected"

typedef enum {
    REFUSAL_LOCAL,
    REFUSAL_THROTTLED,
    REFUSAL_BUSY,
    REFUSAL_NO_ACCESS,
    REFUSAL_CREDENTIALS
} Refusal;

static const struct {
    const char *code; /* response code, or NULL */
    const char *text; /* or a folded part of the text */
    Refusal refusal;
} signs[] = {
    {NULL, "backoff time", REFUSAL_THROTTLED},
    {NULL, "throttl", REFUSAL_THROTTLED},
    {NULL, "bandwidth", REFUSAL_THROTTLED},
    {NULL, "rate limit", REFUSAL_THROTTLED},
    {"OVERQUOTA", NULL, REFUSAL_THROTTLED},
    {"LIMIT", NULL, REFUSAL_BUSY},
    {"UNAVAILABLE", NULL, REFUSAL_BUSY},
    {"INUSE", NULL, REFUSAL_BUSY},
    {"SERVERBUG", NULL, REFUSAL_LOCAL},
    {NULL, UNCONNECTED, REFUSAL_NO_ACCESS},
    {"NOPERM", NULL, REFUSAL_NO_ACCESS},
    {"AUTHENTICATIONFAILED", NULL, REFUSAL_CREDENTIALS},
    {"CONTACTADMIN", NULL, REFUSAL_CREDENTIALS},
    {"AUTHORIZATIONFAILED", NULL, REFUSAL_CREDENTIALS},
    {"EXPIRED", NULL, REFUSAL_CREDENTIALS},
    {NULL, "too many", REFUSAL_BUSY},
    {NULL, "temporar", REFUSAL_BUSY},
    {NULL, "try again", REFUSAL_BUSY},
};

static Refusal
read_refusal(const ImapStatus *status)
{
    g_autofree char *text = g_ascii_strdown(status->text ? status->text : "", -1);
    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (signs[i].code && g_strcmp0(signs[i].code, status->code) == 0)
            return signs[i].refusal;
        if (signs[i].text && strstr(text, signs[i].text))
            return signs[i].refusal;
    }
    return REFUSAL_LOCAL;
}

gboolean
collect_imap_reply_is_local(const ImapStatus *status)
{
    return read_refusal(status) == REFUSAL_LOCAL;
}

/* What the server said, safe to show: its text, and an alert that says more. Caller frees. */
static char *
quote(const ImapStatus *status, const char *alert)
{
    g_autofree char *text = text_clean_line(status->text ? status->text : "", -1, 200);
    g_autofree char *extra = alert ? text_clean_line(alert, -1, 200) : NULL;
    if (!extra || !*extra || strstr(text, extra))
        return *text ? g_steal_pointer(&text) : g_strdup(wording_word(N_("no reason given")));
    return *text ? g_strdup_printf("%s (%s)", text, extra) : g_steal_pointer(&extra);
}

/* "Suggested Backoff Time: 299961 milliseconds": seconds, rounded up; 0 if the server does not say.
 */
static int
backoff_seconds(const ImapStatus *status)
{
    g_autofree char *text = g_ascii_strdown(status->text ? status->text : "", -1);
    const char *at = strstr(text, "backoff time:");
    guint64 milliseconds = at ? g_ascii_strtoull(at + strlen("backoff time:"), NULL, 10) : 0;
    return (int)((MIN(milliseconds, 86400000) + 999) / 1000);
}

/* A ration for the day, not a speed limit. */
static gboolean
is_used_up(const ImapStatus *status)
{
    g_autofree char *text = g_ascii_strdown(status->text ? status->text : "", -1);
    return g_strcmp0(status->code, "OVERQUOTA") == 0 || strstr(text, "bandwidth");
}

static gboolean
fail_throttled(GError **error, const char *host, const ImapStatus *status, const char *said)
{
    int seconds = backoff_seconds(status);
    if (seconds)
        return fail_wait(error, seconds,
                         N_("%s: throttled by the server, which asks to wait %d s: %s"), host,
                         seconds, said);
    return fail_wait(error, is_used_up(status) ? USED_UP_SECONDS : THROTTLED_SECONDS,
                     N_("%s: throttled by the server: %s"), host, said);
}

gboolean
collect_imap_reply_is_unconnected(const ImapStatus *status)
{
    g_autofree char *text = g_ascii_strdown(status->text ? status->text : "", -1);
    return strstr(text, UNCONNECTED) != NULL;
}

/* The password or token is good, and still there is no mailbox: Microsoft's way to say that the
 * token is for something else, that there is no licence, or that too many connections are open. */
static gboolean
fail_no_access(GError **error, const char *host, const ImapStatus *status, const char *said)
{
    if (collect_imap_reply_is_unconnected(status))
        return fail(error, FAIL_ASK_USER,
                    N_("%s: the login is accepted but there is no mailbox behind it (IMAP switched "
                      "off, no licence, a token without the right to read mail, or too many "
                      "connections): %s"),
                    host, said);
    return fail(error, FAIL_ASK_USER,
                N_("%s: the login is accepted but the mailbox may not be read: %s"), host, said);
}

gboolean
collect_imap_reply_fail(GError **error, const char *host, const char *what,
                        const ImapStatus *status, const char *alert)
{
    g_autofree char *said = quote(status, alert);
    switch (read_refusal(status)) {
    case REFUSAL_THROTTLED:
        return fail_throttled(error, host, status, said);
    case REFUSAL_NO_ACCESS:
    case REFUSAL_CREDENTIALS:
        return fail_no_access(error, host, status, said);
    case REFUSAL_BUSY:
    case REFUSAL_LOCAL:
        break;
    }
    if (status->kind == IMAP_STATUS_BYE)
        return fail(error, FAIL_TRY_LATER, N_("%s: the server closed the connection: %s"), host,
                    said);
    return fail(error, FAIL_TRY_LATER, N_("%s: %s refused: %s"), host, what, said);
}

/* The value of "scope" in the JSON of a refusal, if it is there and plain. Caller frees. */
static char *
scope_of(const char *json)
{
    const char *at = strstr(json, "\"scope\"");
    at = at ? strchr(at + strlen("\"scope\""), '"') : NULL;
    gsize length = at ? strcspn(at + 1, "\"\\") : 0;
    if (!at || length == 0 || at[1 + length] != '"')
        return NULL;
    return text_clean_line(at + 1, (gssize)length, 200);
}

/* XOAUTH2 and RFC 7628 §3.2.2 say in JSON why a token is refused. Caller frees. */
static char *
read_json(const char *json)
{
    g_autofree char *scope = scope_of(json);
    const char *why = wording_word(N_("the access token is not accepted"));
    if (strstr(json, "insufficient_scope") || strstr(json, "\"403\""))
        why = wording_word(N_("the access token lacks the right to read mail (scope)"));
    else if (strstr(json, "invalid_token") || strstr(json, "\"401\""))
        why = wording_word(N_("the access token has expired or is not valid"));
    else if (strstr(json, "\"400\"")) /* Google's word for all of it */
        why = wording_word(N_("the access token has expired, is not valid or lacks the right to read mail (scope)"));
    return scope ? wording_format(N_("%s; it must be for %s"), why, scope) : g_strdup(why);
}

/* What the large providers mean by their refusals, and what helps. */
static const struct {
    const char *code; /* response code, or NULL */
    const char *text; /* or a folded part of the text or the alert */
    const char *meaning;
} meanings[] = {
    {NULL, "application-specific password",
     N_("it wants an app password, made in the security settings of the account")},
    {NULL, "app password",
     N_("it wants an app password, made in the security settings of the account")},
    {NULL, "app-specific",
     N_("it wants an app password, made in the security settings of the account")},
    {"WEBALERT", NULL, N_("it wants a login in the web browser first")},
    {NULL, "web browser", N_("it wants a login in the web browser first")},
    {NULL, "web login", N_("it wants a login in the web browser first")},
    {NULL, "not enabled for imap", N_("IMAP is switched off in the settings of the account")},
    {NULL, "imap access is disabled", N_("IMAP is switched off in the settings of the account")},
    {NULL, "imap is disabled", N_("IMAP is switched off in the settings of the account")},
    {NULL, "basicauth", N_("it takes no passwords any more, only access tokens (auth = xoauth2)")},
    {NULL, "basic auth", N_("it takes no passwords any more, only access tokens (auth = xoauth2)")},
    {"EXPIRED", NULL, N_("the password has expired")},
    {"CONTACTADMIN", NULL, N_("its administrator must act")},
    {NULL, "locked", N_("the account is locked for now")},
    {NULL, "attempts", N_("the account is locked for now")},
};

/* Microsoft says no more than this when it has stopped taking passwords. */
static gboolean
is_microsoft(const char *host)
{
    return g_str_has_suffix(host, ".office365.com") || g_str_has_suffix(host, ".outlook.com") ||
           g_str_has_suffix(host, ".office.com");
}

static const char *
find_meaning(const ImapRefusedLogin *refused)
{
    const ImapStatus *status = refused->status;
    g_autofree char *said = g_strjoin(" ", status->text ? status->text : "",
                                      refused->alert ? refused->alert : "", NULL);
    g_autofree char *text = g_ascii_strdown(said, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(meanings); i++)
        if ((meanings[i].code && g_strcmp0(meanings[i].code, status->code) == 0) ||
            (meanings[i].text && strstr(text, meanings[i].text)))
            return _(meanings[i].meaning);
    if (!refused->is_token && is_microsoft(refused->host))
        return wording_word(N_("it takes no passwords any more, only access tokens (auth = xoauth2)"));
    return NULL;
}

/* "Too many failed login attempts" sounds like a busy server, but trying again soon keeps the
 * account locked. */
static gboolean
is_lock_out(const ImapStatus *status)
{
    static const char *const words[] = {"locked", "failed login", "login fail", "attempts"};
    g_autofree char *text = g_ascii_strdown(status->text ? status->text : "", -1);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strstr(text, words[i]))
            return TRUE;
    return FALSE;
}

static gboolean
fail_credentials(GError **error, const ImapRefusedLogin *refused, const char *said)
{
    const char *meaning = find_meaning(refused);
    g_autofree char *json = refused->json && *refused->json ? read_json(refused->json) : NULL;
    const char *why = meaning ? meaning : json;
    g_autofree char *text = why ? g_strdup_printf("%s: %s", why, said) : g_strdup(said);
    if (refused->is_token)
        return fail(error, FAIL_ASK_USER, N_("%s: refused the access token of %s: %s"),
                    refused->host, refused->user, text);
    return fail(error, FAIL_ASK_USER, N_("%s: refused the password of %s: %s"), refused->host,
                refused->user, text);
}

gboolean
collect_imap_reply_fail_login(GError **error, const ImapRefusedLogin *refused)
{
    g_autofree char *said = quote(refused->status, refused->alert);
    Refusal refusal =
        is_lock_out(refused->status) ? REFUSAL_CREDENTIALS : read_refusal(refused->status);
    if (refusal == REFUSAL_THROTTLED)
        return fail_throttled(error, refused->host, refused->status, said);
    if (refusal == REFUSAL_BUSY)
        return fail(error, FAIL_TRY_LATER, N_("%s: login refused for now: %s"), refused->host, said);
    if (refusal == REFUSAL_NO_ACCESS)
        return fail_no_access(error, refused->host, refused->status, said);
    return fail_credentials(error, refused, said);
}
