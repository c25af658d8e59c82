/* SPDX-License-Identifier: MIT
 * Calendars of a CalDAV server, read by what has changed. */
#include "collect/dav.h"
#include <glib/gi18n.h>
#include <string.h>
#include "collect/dav-ask.h"
#include "collect/ics.h"
#include "collect/secret.h"
#include "base/error.h"

#define PARTS_MAX 1000 /* of a report that the server gives in parts */
#define TOKEN_UNSURE " " /* no server gives it: the ETags of everything are asked for once more */
#define PROOFS_MAX 20  /* resources that are asked for when they are no longer listed */

typedef struct {
    DavSession *session;
    const DavKnown *known;
    DavChanges *changes;
    GHashTable *listed; /* URL of a resource -> ETag: to be fetched, or gone (NULL) */
    GHashTable *seen;   /* URLs of calendars that are there */
    gboolean is_unsure; /* something known of the calendar that is read could not be read again */
} Sync;

static void
item_free(gpointer data)
{
    DavItem *item = data;
    g_free(item->href);
    g_free(item->etag);
    g_free(item->text);
    g_free(item);
}

void
collect_dav_changes_free(DavChanges *changes)
{
    if (!changes)
        return;
    g_hash_table_unref(changes->tokens);
    g_ptr_array_unref(changes->items);
    g_ptr_array_unref(changes->problems);
    g_free(changes);
}

gboolean
collect_dav_is_url(const char *url)
{
    return g_ascii_strncasecmp(url, "caldav:", 7) == 0 || g_ascii_strncasecmp(url, "caldavs:", 8) == 0;
}

static void
add_item(Sync *sync, const char *href, const char *etag, const char *text)
{
    DavItem *item = g_new0(DavItem, 1);
    item->href = g_strdup(href);
    item->etag = g_strdup(etag ? etag : "");
    item->text = g_strdup(text);
    item->length = text ? strlen(text) : 0;
    g_ptr_array_add(sync->changes->items, item);
}

/* --- which resources have changed ------------------------------------------------------------------------------------ */

static GHashTable *
new_set(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static gboolean
is_known(const Sync *sync, const char *href, const char *etag)
{
    return etag && g_strcmp0(g_hash_table_lookup(sync->known->etags, href), etag) == 0;
}

static gboolean
note(Sync *sync, const char *href, const char *etag, gboolean is_gone, GError **error)
{
    if (g_hash_table_size(sync->listed) >= DAV_ITEMS_MAX)
        return fail(error, FAIL_TRY_LATER, N_("more than %d events"), DAV_ITEMS_MAX);
    if (is_gone)
        g_hash_table_replace(sync->listed, g_strdup(href), NULL);
    else if (!is_known(sync, href, etag))
        g_hash_table_replace(sync->listed, g_strdup(href), g_strdup(etag ? etag : ""));
    return TRUE;
}

/* With or without the slash. */
static gboolean
is_itself(const char *calendar, const char *href)
{
    gsize length = strlen(calendar) - g_str_has_suffix(calendar, "/");
    return strncmp(href, calendar, length) == 0 && (href[length] == '\0' || g_str_equal(href + length, "/"));
}

/* Of one part of a change report; the calendar itself is listed too when there is more (507). */
static gboolean
note_changes(Sync *sync, const char *calendar, const DavAnswer *answer, GHashTable *present, gboolean *ret_more, GError **error)
{
    *ret_more = FALSE;
    for (guint i = 0; i < answer->entries->len; i++) {
        const DavEntry *entry = g_ptr_array_index(answer->entries, i);
        g_autofree char *href = collect_dav_resolve(calendar, entry->href);
        gboolean is_gone = entry->status == 404 || entry->status == 410;
        if (href && is_itself(calendar, href)) {
            *ret_more |= entry->status == 507;
            continue;
        }
        if (href && !note(sync, href, entry->etag, is_gone, error))
            return FALSE;
        if (href && !is_gone)
            g_hash_table_add(present, g_steal_pointer(&href));
    }
    return TRUE;
}

/* That a list is silent is no proof: a server in trouble gives half of it, or an empty one. Of many only some are asked for. */
static gboolean
prove_gone(Sync *sync, const GPtrArray *hrefs, GError **error)
{
    for (guint i = 0; i < MIN(hrefs->len, PROOFS_MAX); i++) {
        g_autofree char *text = NULL, *etag = NULL;
        g_autoptr(GError) problem = NULL;
        gboolean is_gone;
        if (!collect_dav_ask_text(sync->session, hrefs->pdata[i], &text, &etag, &is_gone, &problem, error))
            return FALSE;
        if (text)
            return fail(error, FAIL_TRY_LATER, N_("the server leaves out events that are there"));
        if (!is_gone && !g_error_matches(problem, CADENS_ERROR, CADENS_ERROR_ASK_USER)) /* what may not be seen any longer is gone too */
            return g_propagate_error(error, g_steal_pointer(&problem)), FALSE;
    }
    return TRUE;
}

/* What is stored of a calendar and no longer listed is gone, if the server says so when it is asked. */
static gboolean
note_gone(Sync *sync, const char *calendar, GHashTable *present, GError **error)
{
    g_autoptr(GPtrArray) hrefs = g_ptr_array_new();
    GHashTableIter iter;
    gpointer href;
    g_hash_table_iter_init(&iter, sync->known->etags);
    while (g_hash_table_iter_next(&iter, &href, NULL))
        if (g_str_has_prefix(href, calendar) && !g_hash_table_contains(present, href))
            g_ptr_array_add(hrefs, href);
    if (!prove_gone(sync, hrefs, error))
        return FALSE;
    for (guint i = 0; i < hrefs->len; i++)
        if (!note(sync, hrefs->pdata[i], NULL, TRUE, error))
            return FALSE;
    return TRUE;
}

/* All resources with their ETags, for servers without change reports, and for those that have forgotten where we were. */
static gboolean
list_all(Sync *sync, const char *calendar, GError **error)
{
    g_autoptr(DavAnswer) answer = collect_dav_ask_list(sync->session, calendar, error);
    if (!answer)
        return FALSE;
    g_autoptr(GHashTable) present = new_set();
    for (guint i = 0; i < answer->entries->len; i++) {
        const DavEntry *entry = g_ptr_array_index(answer->entries, i);
        g_autofree char *href = collect_dav_resolve(calendar, entry->href);
        if (!href || is_itself(calendar, href) || g_str_has_suffix(href, "/")) /* or a collection in it */
            continue;
        if (!note(sync, href, entry->etag, FALSE, error))
            return FALSE;
        g_hash_table_add(present, g_steal_pointer(&href));
    }
    return note_gone(sync, calendar, present, error);
}

typedef enum { REPORT_DONE, REPORT_REFUSED, REPORT_FAILED } Reported;

/* Changes since SINCE ("" = all), part by part; PRESENT is filled with what is there. */
static Reported
report_changes(Sync *sync, const char *calendar, const char *since, GHashTable *present, GError **error)
{
    g_autofree char *token = g_strdup(since);
    gboolean is_more = TRUE;
    for (int part = 0; is_more && part < PARTS_MAX; part++) {
        gboolean is_refused;
        g_autoptr(DavAnswer) answer = collect_dav_ask_changes(sync->session, calendar, token, &is_refused, error);
        if (!answer)
            return is_refused ? REPORT_REFUSED : REPORT_FAILED;
        if (!answer->token)
            return REPORT_REFUSED; /* without a token there is no next time */
        if (!note_changes(sync, calendar, answer, present, &is_more, error))
            return REPORT_FAILED;
        g_free(token);
        token = g_steal_pointer(&answer->token);
    }
    g_hash_table_replace(sync->changes->tokens, g_strdup(calendar), g_steal_pointer(&token));
    return REPORT_DONE;
}

/* A token that the server refuses is forgotten, and everything is listed once. A server without change reports gives ETags. */
static gboolean
find_changes(Sync *sync, const char *calendar, GError **error)
{
    const char *stored = g_hash_table_lookup(sync->known->tokens, calendar);
    const char *known = g_strcmp0(stored, TOKEN_UNSURE) == 0 ? NULL : stored;
    g_autoptr(GHashTable) present = new_set();
    Reported reported = known && *known ? report_changes(sync, calendar, known, present, error) : REPORT_REFUSED;
    if (reported == REPORT_REFUSED && (!known || *known)) {
        g_hash_table_remove_all(present);
        reported = report_changes(sync, calendar, "", present, error);
        if (reported == REPORT_DONE)
            return note_gone(sync, calendar, present, error);
    }
    if (reported != REPORT_REFUSED)
        return reported == REPORT_DONE;
    g_hash_table_replace(sync->changes->tokens, g_strdup(calendar), g_strdup(""));
    return list_all(sync, calendar, error);
}

/* --- their texts --------------------------------------------------------------------------------------------------------- */

/* What is new is not asked for again until it changes; of what is known the last good text holds, and the next poll asks again. */
static void
take_problem(Sync *sync, const char *href, const char *etag, const GError *problem)
{
    g_ptr_array_add(sync->changes->problems, g_strdup(problem->message));
    if (g_hash_table_contains(sync->known->etags, href))
        sync->is_unsure = TRUE;
    else
        add_item(sync, href, etag, "");
}

static void
take_text(Sync *sync, const char *href, const char *etag, const char *text)
{
    g_autoptr(GError) problem = NULL;
    const char *listed = g_hash_table_lookup(sync->listed, href);
    if (collect_ics_check(text, strlen(text), &problem))
        add_item(sync, href, etag ? etag : listed, text);
    else
        take_problem(sync, href, etag ? etag : listed, problem);
    g_hash_table_remove(sync->listed, href);
}

static void
take_batch(Sync *sync, const char *calendar, const DavAnswer *answer)
{
    for (guint i = 0; i < answer->entries->len; i++) {
        const DavEntry *entry = g_ptr_array_index(answer->entries, i);
        g_autofree char *href = collect_dav_resolve(calendar, entry->href);
        if (!href || !g_hash_table_contains(sync->listed, href))
            continue;
        if (entry->data)
            take_text(sync, href, entry->etag, entry->data);
        else if (entry->status == 404 || entry->status == 410)
            g_hash_table_replace(sync->listed, g_strdup(href), NULL);
    }
}

/* One by one, what a batch did not give. */
static gboolean
fetch_singly(Sync *sync, GPtrArray *hrefs, GError **error)
{
    for (guint i = 0; i < hrefs->len; i++) {
        const char *href = g_ptr_array_index(hrefs, i);
        g_autofree char *text = NULL, *etag = NULL;
        g_autoptr(GError) problem = NULL;
        gboolean is_gone;
        if (!g_hash_table_lookup(sync->listed, href))
            continue;
        if (!collect_dav_ask_text(sync->session, href, &text, &etag, &is_gone, &problem, error))
            return FALSE;
        if (is_gone)
            g_hash_table_replace(sync->listed, g_strdup(href), NULL);
        else if (text)
            take_text(sync, href, etag, text);
        else {
            take_problem(sync, href, g_hash_table_lookup(sync->listed, href), problem);
            g_hash_table_remove(sync->listed, href);
        }
    }
    return TRUE;
}

static gboolean
fetch_batch(Sync *sync, const char *calendar, GPtrArray *hrefs, GError **error)
{
    gboolean is_refused;
    g_autoptr(DavAnswer) answer = collect_dav_ask_texts(sync->session, calendar, hrefs, &is_refused, error);
    if (!answer && !is_refused)
        return FALSE;
    if (answer)
        take_batch(sync, calendar, answer);
    return fetch_singly(sync, hrefs, error);
}

static GPtrArray *
wanted(const Sync *sync)
{
    GPtrArray *hrefs = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer href, etag;
    g_hash_table_iter_init(&iter, sync->listed);
    while (g_hash_table_iter_next(&iter, &href, &etag))
        if (etag)
            g_ptr_array_add(hrefs, g_strdup(href));
    return hrefs;
}

static gboolean
fetch_texts(Sync *sync, const char *calendar, GError **error)
{
    g_autoptr(GPtrArray) hrefs = wanted(sync);
    for (guint from = 0; from < hrefs->len; from += DAV_BATCH) {
        guint n = MIN(DAV_BATCH, hrefs->len - from);
        g_autoptr(GPtrArray) batch = g_ptr_array_sized_new(n);
        for (guint i = 0; i < n; i++)
            g_ptr_array_add(batch, g_ptr_array_index(hrefs, from + i));
        if (!fetch_batch(sync, calendar, batch, error))
            return FALSE;
    }
    return TRUE;
}

static void
take_gone(Sync *sync)
{
    GHashTableIter iter;
    gpointer href;
    g_hash_table_iter_init(&iter, sync->listed);
    while (g_hash_table_iter_next(&iter, &href, NULL))
        add_item(sync, href, NULL, NULL);
    g_hash_table_remove_all(sync->listed);
}

/* --- all calendars ------------------------------------------------------------------------------------------------------- */

static gboolean
sync_calendar(Sync *sync, const char *calendar, GError **error)
{
    sync->is_unsure = FALSE;
    g_hash_table_add(sync->seen, g_strdup(calendar));
    if (!find_changes(sync, calendar, error) || !fetch_texts(sync, calendar, error))
        return FALSE;
    const char *token = g_hash_table_lookup(sync->changes->tokens, calendar);
    if (sync->is_unsure && *token) /* a report of what is new would be silent of it */
        g_hash_table_replace(sync->changes->tokens, g_strdup(calendar), g_strdup(TOKEN_UNSURE));
    take_gone(sync);
    return TRUE;
}

/* Calendars that are no longer there take their events with them. */
static gboolean
drop_calendars(Sync *sync, GError **error)
{
    g_autoptr(GHashTable) nothing = new_set();
    GHashTableIter iter;
    gpointer calendar;
    g_hash_table_iter_init(&iter, sync->known->tokens);
    while (g_hash_table_iter_next(&iter, &calendar, NULL))
        if (!g_hash_table_contains(sync->seen, calendar) && !note_gone(sync, calendar, nothing, error))
            return FALSE;
    take_gone(sync);
    return TRUE;
}

static gboolean
sync_all(Sync *sync, const char *url, GError **error)
{
    g_autoptr(GPtrArray) calendars = collect_dav_find(sync->session, url, error);
    for (guint i = 0; calendars && i < calendars->len; i++)
        if (!sync_calendar(sync, g_ptr_array_index(calendars, i), error))
            return FALSE;
    return calendars && drop_calendars(sync, error);
}

static char *
url_of(const FeedConfig *config)
{
    gboolean is_safe = g_ascii_strncasecmp(config->url, "caldavs:", 8) == 0;
    return g_strconcat(is_safe ? "https" : "http", strchr(config->url, ':'), NULL);
}

gboolean
collect_dav_probe(const FeedConfig *config, GCancellable *cancellable, guint *ret_calendars, GError **error)
{
    g_autofree char *url = url_of(config);
    char *password = NULL;
    if (!collect_feed_password(config, url, cancellable, &password, error))
        return FALSE;
    g_autoptr(DavSession) session = collect_dav_open(config, password, cancellable);
    g_autoptr(GPtrArray) calendars = collect_dav_find(session, url, error);
    collect_secret_free(password);
    *ret_calendars = calendars ? calendars->len : 0;
    return calendars != NULL;
}

static DavChanges *
sync_with(const FeedConfig *config, const DavKnown *known, const char *url, const char *password, GCancellable *cancellable,
          gint64 *ret_retry_after, GError **error)
{
    g_autoptr(DavSession) session = collect_dav_open(config, password, cancellable);
    g_autoptr(GHashTable) listed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GHashTable) seen = new_set();
    g_autoptr(DavChanges) changes = g_new0(DavChanges, 1);
    changes->tokens = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    changes->items = g_ptr_array_new_with_free_func(item_free);
    changes->problems = g_ptr_array_new_with_free_func(g_free);
    Sync sync = {session, known, changes, listed, seen, FALSE};
    gboolean good = sync_all(&sync, url, error);
    *ret_retry_after = collect_dav_retry_after(session);
    return good ? g_steal_pointer(&changes) : NULL;
}

DavChanges *
collect_dav_sync(const FeedConfig *config, const DavKnown *known, GCancellable *cancellable, gint64 *ret_retry_after_secs, GError **error)
{
    g_autofree char *url = url_of(config);
    *ret_retry_after_secs = 0;
    char *password = NULL;
    if (!collect_feed_password(config, url, cancellable, &password, error))
        return NULL;
    DavChanges *changes = sync_with(config, known, url, password, cancellable, ret_retry_after_secs, error);
    collect_secret_free(password);
    return changes;
}
