/* SPDX-License-Identifier: MIT
 * Response codes (RFC 5530) and the words in which large providers refuse. */
#include "collect/imap-reply.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "base/text.h"

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
    {NULL, "authenticated but not connected", REFUSAL_NO_ACCESS},
    {"NOPERM", NULL, REFUSAL_NO_ACCESS},
    {"AUTHENTICATIONFAILED", NULL, REFUSAL_CREDENTIALS},
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
        return *text ? g_steal_pointer(&text) : g_strdup(_("no reason given"));
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

static gboolean
fail_throttled(GError **error, const char *host, const ImapStatus *status, const char *said)
{
    int seconds = backoff_seconds(status);
    if (seconds)
        return fail(error, FAIL_TRY_LATER,
                    _("%s: throttled by the server, which asks to wait %d s: %s"), host, seconds,
                    said);
    return fail(error, FAIL_TRY_LATER, _("%s: throttled by the server: %s"), host, said);
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
        return fail(error, FAIL_ASK_USER,
                    _("%s: the login is accepted but the mailbox may not be read: %s"), host, said);
    case REFUSAL_BUSY:
    case REFUSAL_LOCAL:
        break;
    }
    if (status->kind == IMAP_STATUS_BYE)
        return fail(error, FAIL_TRY_LATER, _("%s: the server closed the connection: %s"), host,
                    said);
    return fail(error, FAIL_TRY_LATER, _("%s: %s refused: %s"), host, what, said);
}

/* XOAUTH2 and RFC 7628 §3.2.2 say in JSON why a token is refused. */
static const char *
read_challenge(const char *challenge)
{
    gsize length = 0;
    g_autofree guchar *bytes = g_base64_decode(challenge, &length);
    g_autofree char *json = g_strndup((const char *)bytes, length);
    if (strstr(json, "insufficient_scope") || strstr(json, "\"403\""))
        return _("the access token lacks the right to read mail (scope)");
    if (strstr(json, "invalid_token") || strstr(json, "\"400\"") || strstr(json, "\"401\""))
        return _("the access token has expired or is not valid");
    return _("the access token is not accepted");
}

gboolean
collect_imap_reply_fail_login(GError **error, const char *host, const char *user, gboolean is_token,
                              const ImapStatus *status, const char *alert, const char *challenge)
{
    g_autofree char *said = quote(status, alert);
    Refusal refusal = read_refusal(status);
    if (refusal == REFUSAL_THROTTLED)
        return fail_throttled(error, host, status, said);
    if (refusal == REFUSAL_BUSY)
        return fail(error, FAIL_TRY_LATER, _("%s: login refused for now: %s"), host, said);
    if (is_token && challenge && *challenge)
        return fail(error, FAIL_ASK_USER, _("%s: refused the access token of %s: %s: %s"), host,
                    user, read_challenge(challenge), said);
    if (is_token)
        return fail(error, FAIL_ASK_USER, _("%s: refused the access token of %s: %s"), host, user,
                    said);
    return fail(error, FAIL_ASK_USER, _("%s: refused the password of %s: %s"), host, user, said);
}
