/* SPDX-License-Identifier: MIT
 * The questions of CalDAV, and how a refused one is told from a failed one. */
#include "collect/dav-ask.h"
#include <glib/gi18n.h>
#include <string.h>
#include "collect/http.h"
#include "base/address.h"
#include "base/error.h"

#define XML "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
#define SPACES "xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\""

static const char FIND[] = XML "<D:propfind " SPACES "><D:prop><D:resourcetype/><D:current-user-principal/><C:calendar-home-set/>"
                               "<C:supported-calendar-component-set/></D:prop></D:propfind>";
static const char LIST[] = XML "<D:propfind " SPACES "><D:prop><D:getetag/></D:prop></D:propfind>";

struct DavSession {
    HttpSession *http;
    gint64 retry_after;
};

DavSession *
collect_dav_open(const FeedConfig *config, const char *password, GCancellable *cancellable)
{
    DavSession *session = g_new0(DavSession, 1);
    session->http = collect_http_open(config, password, cancellable);
    return session;
}

void
collect_dav_close(DavSession *session)
{
    if (!session)
        return;
    collect_http_close(session->http);
    g_free(session);
}

gint64
collect_dav_retry_after(const DavSession *session)
{
    return session->retry_after;
}

/* The part of HOST that somebody owns: one label below a public suffix; NULL if there is none. */
static const char *
owned_part(const char *host)
{
    for (const char *dot = strchr(host, '.'); dot; host = dot + 1, dot = strchr(host, '.'))
        if (domain_is_public_suffix(dot + 1))
            return host;
    return NULL;
}

/* Big providers keep a user's calendars on another machine of theirs. */
static gboolean
is_same_owner(const char *a, const char *b)
{
    g_autofree char *left = collect_http_host(a), *right = collect_http_host(b);
    const char *owner = left ? owned_part(left) : NULL;
    return owner && right && g_str_has_prefix(b, "https:") && domain_is_under(right, owner);
}

/* One spelling of each address: some servers escape "@" in a list and not in a report, and one event would be two. */
static char *
spell(const char *url)
{
    GString *text = g_string_new(NULL);
    for (const char *at = url; *at; at++) {
        int high = *at == '%' ? g_ascii_xdigit_value(at[1]) : -1, low = high >= 0 ? g_ascii_xdigit_value(at[2]) : -1;
        char c = low >= 0 ? (char)(high * 16 + low) : *at;
        if (low >= 0)
            at += 2;
        if (low >= 0 ? g_ascii_isalnum(c) || (c && strchr("-._~@:!$&'()*+,;=", c)) : c > ' ' && c < 127 && !strchr("\"<>\\^`{|}", c))
            g_string_append_c(text, c);
        else
            g_string_append_printf(text, "%%%02X", (guchar)c);
    }
    return g_string_free(text, FALSE);
}

char *
collect_dav_resolve(const char *base, const char *href)
{
    g_autofree char *url = collect_http_resolve(base, href);
    if (!url || (!collect_http_is_same_server(base, url) && !is_same_owner(base, url)))
        return NULL;
    return spell(url);
}

/* What a status says when the question itself was understood. */
static gboolean
fail_status(const char *url, long status, GError **error)
{
    g_autofree char *host = collect_http_host(url);
    if (status == 401 || status == 403)
        return fail(error, FAIL_ASK_USER, N_("%s refuses access (HTTP %ld)"), host, status);
    return fail(error, FAIL_TRY_LATER, N_("%s answers HTTP %ld"), host, status);
}

static gboolean
ask(DavSession *session, const HttpAsk *question, HttpAnswer *answer, char **ret_url, GError **error)
{
    if (!collect_http_ask(session->http, question, answer, ret_url, error))
        return FALSE;
    session->retry_after = collect_http_retry_after(answer);
    return TRUE;
}

static DavAnswer *
read_answer(const char *url, const HttpAnswer *answer, GError **error)
{
    DavAnswer *read = collect_dav_answer_read((const char *)answer->body->data, answer->body->len, error);
    g_autofree char *host = read ? NULL : collect_http_host(url);
    if (!read)
        fail_within(error, host);
    return read;
}

/* --- finding the calendars ------------------------------------------------------------------------------------------------ */

/* NULL without an error: nothing like that is there. */
static DavAnswer *
propfind(DavSession *session, const char *url, const char *depth, char **ret_url, GError **error)
{
    const HttpAsk question = {.url = url, .method = "PROPFIND", .depth = depth, .body = FIND};
    g_auto(HttpAnswer) answer = {0};
    if (!ask(session, &question, &answer, ret_url, error))
        return NULL;
    if (answer.status == 207)
        return read_answer(url, &answer, error);
    if (answer.status != 404 && answer.status != 405 && answer.status != 410)
        fail_status(url, answer.status, error);
    return NULL;
}

static const DavEntry *
first(const DavAnswer *answer)
{
    return answer->entries->len > 0 ? g_ptr_array_index(answer->entries, 0) : NULL;
}

static GPtrArray *
calendars_of(DavSession *session, const char *home, GError **error)
{
    g_autofree char *at = NULL;
    g_autoptr(DavAnswer) answer = propfind(session, home, "1", &at, error);
    g_autoptr(GPtrArray) urls = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; answer && i < answer->entries->len && urls->len < DAV_CALENDARS_MAX; i++) {
        const DavEntry *entry = g_ptr_array_index(answer->entries, i);
        char *url = entry->is_calendar && entry->has_events ? collect_dav_resolve(at, entry->href) : NULL;
        if (url)
            g_ptr_array_add(urls, url);
    }
    return answer ? g_steal_pointer(&urls) : NULL;
}

typedef enum { STEP_FOUND, STEP_NEXT, STEP_NOTHING, STEP_FAILED } Step;

/* One look at *URL: it is a calendar, it names the home of the calendars, or it names the user (then *URL becomes that). */
static Step
look(DavSession *session, char **url, GPtrArray **ret_calendars, GError **error)
{
    GError *problem = NULL;
    g_autofree char *at = NULL, *next = NULL;
    g_autoptr(DavAnswer) answer = propfind(session, *url, "0", &at, &problem);
    if (problem)
        return g_propagate_error(error, problem), STEP_FAILED;
    const DavEntry *entry = answer ? first(answer) : NULL;
    if (!entry)
        return STEP_NOTHING;
    if (entry->is_calendar) {
        *ret_calendars = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(*ret_calendars, spell(at));
        return STEP_FOUND;
    }
    g_autofree char *home = entry->home ? collect_dav_resolve(at, entry->home) : NULL;
    if (home) {
        *ret_calendars = calendars_of(session, home, &problem);
        if (problem)
            g_propagate_error(error, problem);
        return problem ? STEP_FAILED : *ret_calendars && (*ret_calendars)->len > 0 ? STEP_FOUND : STEP_NOTHING;
    }
    next = entry->principal ? collect_dav_resolve(at, entry->principal) : NULL;
    if (!next || g_str_equal(next, at))
        return STEP_NOTHING;
    g_free(*url);
    *url = g_steal_pointer(&next);
    return STEP_NEXT;
}

static Step
find_from(DavSession *session, const char *url, GPtrArray **ret_calendars, GError **error)
{
    g_autofree char *at = g_strdup(url);
    Step step = look(session, &at, ret_calendars, error);
    return step == STEP_NEXT ? look(session, &at, ret_calendars, error) : step;
}

GPtrArray *
collect_dav_find(DavSession *session, const char *url, GError **error)
{
    g_autoptr(GPtrArray) calendars = NULL;
    g_autofree char *well_known = collect_http_resolve(url, "/.well-known/caldav"), *host = collect_http_host(url);
    if (!host || !well_known)
        return fail(error, FAIL_BAD_INPUT, N_("the address is not readable")), NULL;
    Step step = find_from(session, url, &calendars, error);
    if (step == STEP_NOTHING || step == STEP_NEXT)
        step = find_from(session, well_known, &calendars, error); /* RFC 6764 5 */
    if (step == STEP_FOUND)
        return g_steal_pointer(&calendars);
    if (step != STEP_FAILED)
        fail(error, FAIL_BAD_INPUT, N_("%s: no calendar at that address"), host);
    return NULL;
}

/* --- reading a calendar ---------------------------------------------------------------------------------------------------- */

/* Answers of servers that do not know a report, or not this token of it; a refused password says 401. */
static gboolean
is_refusal(long status)
{
    static const long codes[] = {400, 403, 404, 405, 409, 410, 412, 415, 418, 422, 501, 507};
    for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
        if (codes[i] == status)
            return TRUE;
    return FALSE;
}

static DavAnswer *
report(DavSession *session, const char *calendar, const char *depth, const char *body, gboolean *ret_is_refused, GError **error)
{
    const HttpAsk question = {.url = calendar, .method = "REPORT", .depth = depth, .body = body};
    g_auto(HttpAnswer) answer = {0};
    *ret_is_refused = FALSE;
    if (!ask(session, &question, &answer, NULL, error))
        return NULL;
    if (answer.status == 207)
        return read_answer(calendar, &answer, error);
    *ret_is_refused = is_refusal(answer.status);
    if (!*ret_is_refused)
        fail_status(calendar, answer.status, error);
    return NULL;
}

DavAnswer *
collect_dav_ask_changes(DavSession *session, const char *calendar, const char *token, gboolean *ret_is_refused, GError **error)
{
    g_autofree char *body = g_markup_printf_escaped(
        XML "<D:sync-collection xmlns:D=\"DAV:\"><D:sync-token>%s</D:sync-token><D:sync-level>1</D:sync-level>"
            "<D:prop><D:getetag/></D:prop></D:sync-collection>",
        token);
    return report(session, calendar, "0", body, ret_is_refused, error);
}

DavAnswer *
collect_dav_ask_list(DavSession *session, const char *calendar, GError **error)
{
    const HttpAsk question = {.url = calendar, .method = "PROPFIND", .depth = "1", .body = LIST};
    g_auto(HttpAnswer) answer = {0};
    if (!ask(session, &question, &answer, NULL, error))
        return NULL;
    if (answer.status == 207)
        return read_answer(calendar, &answer, error);
    fail_status(calendar, answer.status, error);
    return NULL;
}

/* A multiget names its resources by path, as every server understands it. */
static void
append_href(GString *body, const char *href)
{
    const char *host = strstr(href, "://");
    const char *path = host ? strchr(host + 3, '/') : NULL;
    g_autofree char *text = g_markup_escape_text(path ? path : "/", -1);
    g_string_append_printf(body, "<D:href>%s</D:href>", text);
}

DavAnswer *
collect_dav_ask_texts(DavSession *session, const char *calendar, const GPtrArray *hrefs, gboolean *ret_is_refused, GError **error)
{
    g_autoptr(GString) body = g_string_new(XML "<C:calendar-multiget " SPACES "><D:prop><D:getetag/><C:calendar-data/></D:prop>");
    for (guint i = 0; i < hrefs->len; i++)
        append_href(body, g_ptr_array_index((GPtrArray *)hrefs, i));
    g_string_append(body, "</C:calendar-multiget>");
    return report(session, calendar, "1", body->str, ret_is_refused, error);
}

gboolean
collect_dav_ask_text(DavSession *session, const char *href, char **ret_text, char **ret_etag, gboolean *ret_is_gone,
                     GError **ret_problem, GError **error)
{
    const HttpAsk question = {.url = href};
    g_auto(HttpAnswer) answer = {0};
    if (!ask(session, &question, &answer, NULL, error))
        return FALSE;
    *ret_is_gone = answer.status == 404 || answer.status == 410;
    if (*ret_is_gone)
        return TRUE;
    if (answer.status == 401 || answer.status == 429 || answer.status == 503)
        return fail_status(href, answer.status, error); /* which is said of more than one event */
    if (answer.status != 200) {
        fail_status(href, answer.status, ret_problem);
        return TRUE;
    }
    *ret_text = answer.body->len > 0 ? g_strndup((const char *)answer.body->data, answer.body->len) : g_strdup("");
    *ret_etag = g_steal_pointer(&answer.etag);
    return TRUE;
}
