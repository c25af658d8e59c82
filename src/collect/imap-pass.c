/* SPDX-License-Identifier: MIT
 * Sync by UIDVALIDITY and UID alone. A frontier moves only in the batch that makes it true, over
 * UIDs that an OK covered. */
#include "collect/imap-pass.h"
#include <glib/gi18n.h>
#include "base/error.h"
#include "collect/imap-reply.h"
#include "collect/imap-search.h"
#include "collect/imap-set.h"
#include "collect/imap-window.h"

enum { OVERLAP = 200, NOTES_MAX = 5000 /* in one batch */, RENUMBERED_MAX = 2 /* in a day */ };

typedef struct {
    ImapWork *work;
    const SourceFolder *folder;
    SourceFrontier frontier; /* as stored, then as handed over */
    guint64 done;            /* messages dealt with in this pass */
    guint64 total;
} Pass;

static gboolean
search(Pass *pass, guint32 from, guint32 to, gint64 since, GArray **ret, GError **error)
{
    ImapWork *work = pass->work;
    return collect_imap_search(work->session, from, to, work->mailbox.exists, since, ret, error) ==
           IMAP_DONE;
}

/* FALSE from the sink ends the whole pass, not only this folder. */
static gboolean
heed(ImapWork *work, gboolean ok)
{
    work->is_stopped |= !ok;
    return ok;
}

static GArray *
stored_uids(Pass *pass, guint32 from, guint32 to, GError **error)
{
    const SourceSink *sink = pass->work->sink;
    if (from > to)
        return g_array_new(FALSE, FALSE, sizeof(guint32));
    GArray *uids =
        sink->uids(sink->data, pass->folder, pass->frontier.uidvalidity, from, to, error);
    heed(pass->work, uids != NULL);
    return uids;
}

static gboolean
stored_frontier(ImapWork *work, const SourceFolder *folder, SourceFrontier *ret, GError **error)
{
    *ret = (SourceFrontier){.server_count = -1};
    return heed(work, work->sink->frontier(work->sink->data, folder, ret, error));
}

static gboolean
flush(ImapWork *work, GError **error)
{
    return heed(work, work->sink->flush(work->sink->data, error));
}

/* A server that renumbers a folder again and again would have it read anew again and again. */
static gboolean
check_is_steady(const Pass *pass, GError **error)
{
    guint32 stored = pass->frontier.uidvalidity, said = pass->work->mailbox.uidvalidity;
    if (stored == said || stored == 0 || pass->frontier.renumbered < RENUMBERED_MAX)
        return TRUE;
    return fail(error, FAIL_TRY_LATER,
                N_("%s: the server keeps renumbering the folder %s (UIDVALIDITY, the third time in a "
                  "day): it is left alone until tomorrow"),
                pass->work->config->host, pass->folder->name);
}

/* Opens the folder and asks what is stored. A new UIDVALIDITY begins anew: the UIDs mean other
 * messages now. */
static gboolean
begin(Pass *pass, ImapWork *work, const SourceFolder *folder, GError **error)
{
    *pass = (Pass){.work = work, .folder = folder};
    if (!collect_imap_work_examine(work, folder, error) ||
        !stored_frontier(work, folder, &pass->frontier, error) || !check_is_steady(pass, error))
        return FALSE;
    if (pass->frontier.uidvalidity != work->mailbox.uidvalidity)
        pass->frontier =
            (SourceFrontier){.uidvalidity = work->mailbox.uidvalidity, .server_count = -1};
    pass->total = work->mailbox.exists;
    return TRUE;
}

static gboolean
is_first(const Pass *pass)
{
    return pass->frontier.frontier_up == 0 && !pass->frontier.backfill_done;
}

static SourceBatch *
new_batch(const Pass *pass)
{
    return source_batch_new(pass->folder, pass->frontier.uidvalidity);
}

/* Takes the batch, with the frontier as it is now. */
static gboolean
store(Pass *pass, SourceBatch *batch, GError **error)
{
    const SourceSink *sink = pass->work->sink;
    pass->done += batch->mails->len + batch->notes->len;
    batch->frontier = pass->frontier;
    if (batch->server_count >= 0)
        pass->frontier.server_count = batch->server_count;
    if (!heed(pass->work, sink->store(sink->data, batch, error)))
        return FALSE;
    if (sink->progress)
        sink->progress(sink->data, pass->folder, MIN(pass->done, pass->total), pass->total);
    return TRUE;
}

/* What comes before its window is whole: the frontier stays. */
static gboolean
store_early(gpointer pass, SourceBatch *batch, GError **error)
{
    return store(pass, batch, error);
}

/* Fetches into BATCH. After a failure what was got is handed over with the old frontier, so that
 * the next attempt begins further on. */
static gboolean
fetch(Pass *pass, const guint32 *uids, guint n, const GArray *on_server, gboolean may_be_early, SourceBatch *batch,
      GError **error)
{
    ImapRequest request = {.uids = uids, .n = n, .on_server = on_server, .data = pass};
    if (may_be_early && !pass->work->sink->glance)
        request.store = store_early;
    if (collect_imap_window_fetch(pass->work, &request, batch, error))
        return TRUE;
    if (batch->mails->len + batch->notes->len > 0)
        store(pass, batch, NULL);
    else
        source_batch_free(batch);
    return FALSE;
}

/* The highest UID there is; servers that do not say are asked for all. */
static gboolean
find_top(Pass *pass, guint32 *ret, GError **error)
{
    g_autoptr(GArray) all = NULL;
    if (pass->work->mailbox.uidnext) {
        *ret = pass->work->mailbox.uidnext - 1;
        return TRUE;
    }
    if (!search(pass, 1, G_MAXUINT32, G_MININT64, &all, error))
        return FALSE;
    *ret = all->len ? g_array_index(all, guint32, all->len - 1) : 0;
    return TRUE;
}

/* Ascending windows over WANTED; with each the frontier goes up to its end, and in the end to TOP.
 */
static gboolean
fetch_upwards(Pass *pass, const GArray *wanted, const GArray *on_server, guint32 top,
              GError **error)
{
    const guint32 *uids = (const guint32 *)(const void *)wanted->data;
    for (guint start = 0, n = 0; start < wanted->len; start += n) {
        SourceBatch *batch = new_batch(pass);
        n = MIN(wanted->len - start, pass->work->window * IMAP_WINDOWS_AHEAD);
        if (!fetch(pass, uids + start, n, on_server, TRUE, batch, error))
            return FALSE;
        guint32 reached = start + n == wanted->len ? top : uids[start + n - 1];
        pass->frontier.frontier_up = MAX(pass->frontier.frontier_up, reached);
        if (!store(pass, batch, error))
            return FALSE;
    }
    if (pass->frontier.frontier_up >= top)
        return TRUE;
    pass->frontier.frontier_up = top; /* nothing between is left on the server */
    return store(pass, new_batch(pass), error);
}

/* Deliveries become visible out of order now and then: the last UIDs below the frontier are
 * compared each time. */
static gboolean
fetch_news(Pass *pass, guint32 top, GError **error)
{
    guint32 up = pass->frontier.frontier_up;
    guint32 from = MAX(pass->frontier.frontier_down + 1, up >= OVERLAP ? up - OVERLAP + 1 : 1);
    g_autoptr(GArray) on_server = NULL;
    if (from > MAX(top, up))
        return TRUE;
    if (!search(pass, from, MAX(top, up), G_MININT64, &on_server, error))
        return FALSE;
    g_autoptr(GArray) known = stored_uids(pass, from, MAX(top, up), error);
    if (!known)
        return FALSE;
    g_autoptr(GArray) wanted = collect_imap_set_minus(on_server, known);
    return fetch_upwards(pass, wanted, on_server, MAX(top, up), error);
}

static void
quarantine_missing(SourceBatch *batch, const GArray *wanted)
{
    g_autoptr(GHashTable) got = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < batch->mails->len; i++)
        g_hash_table_add(got, GUINT_TO_POINTER(((const Mail *)batch->mails->pdata[i])->uid));
    for (guint i = 0; i < batch->notes->len; i++)
        g_hash_table_add(got, GUINT_TO_POINTER(g_array_index(batch->notes, SourceNote, i).uid));
    for (guint i = 0; i < wanted->len; i++) {
        guint32 uid = g_array_index(wanted, guint32, i);
        if (g_hash_table_contains(got, GUINT_TO_POINTER(uid)))
            continue;
        SourceNote note = {uid, SOURCE_UID_QUARANTINED,
                           g_strdup("the server lists the message but does not return it")};
        g_array_append_val(batch->notes, note);
    }
}

static gboolean
fetch_missing(Pass *pass, const GArray *missing, const GArray *on_server, GError **error)
{
    for (guint start = 0, n = 0; start < missing->len; start += n) {
        g_autoptr(GArray) some = g_array_new(FALSE, FALSE, sizeof(guint32));
        SourceBatch *batch = new_batch(pass);
        n = MIN(missing->len - start, pass->work->window);
        g_array_append_vals(some, &g_array_index(missing, guint32, start), n);
        if (!fetch(pass, (const guint32 *)(const void *)some->data, n, on_server, FALSE, batch, error))
            return FALSE;
        quarantine_missing(batch, some);
        if (!store(pass, batch, error))
            return FALSE;
    }
    return TRUE;
}

/* Messages that could not be read, and copies that may speak for their message now. They must not
 * keep anything else from being read: where too much goes wrong they wait. */
static gboolean
fetch_again(Pass *pass, GError **error)
{
    ImapWork *work = pass->work;
    g_autoptr(GArray) on_server = NULL;
    g_autoptr(GArray) again =
        work->sink->again(work->sink->data, pass->folder, pass->frontier.uidvalidity, error);
    if (!heed(work, again != NULL))
        return FALSE;
    if (again->len == 0)
        return TRUE;
    guint32 first = g_array_index(again, guint32, 0);
    guint32 last = g_array_index(again, guint32, again->len - 1);
    if (!search(pass, first, last, G_MININT64, &on_server, error))
        return FALSE;
    g_autoptr(GArray) gone = collect_imap_set_minus(again, on_server);
    g_autoptr(GArray) there = collect_imap_set_minus(again, gone);
    SourceBatch *batch = new_batch(pass);
    g_array_append_vals(batch->gone, gone->data, gone->len);
    ImapRequest request = {.uids = (const guint32 *)(const void *)there->data, .n = there->len, .on_server = on_server, .is_optional = TRUE};
    if (!collect_imap_window_fetch(work, &request, batch, error)) {
        source_batch_free(batch);
        return FALSE;
    }
    quarantine_missing(batch, there);
    guint64 done = pass->done; /* none of them is new */
    gboolean ok = store(pass, batch, error);
    pass->done = done;
    return ok;
}

/* TRUE if every message of the server is at or below the frontier, hence known. */
static gboolean
has_none_above(const Pass *pass)
{
    return pass->work->mailbox.uidnext > 0 &&
           pass->frontier.frontier_up + 1 >= pass->work->mailbox.uidnext;
}

/* Compares all of the ledger with all of the server. */
static gboolean
compare_all(Pass *pass, GError **error)
{
    guint32 up = pass->frontier.frontier_up;
    g_autoptr(GArray) on_server = NULL;
    if (!flush(pass->work, error))
        return FALSE;
    g_autoptr(GArray) known = stored_uids(pass, 1, up, error);
    if (!known)
        return FALSE;
    gboolean is_equal = known->len == pass->work->mailbox.exists &&
                        has_none_above(pass); /* equal numbers are then equal sets */
    if (!is_equal && !search(pass, 1, MAX(up, 1), G_MININT64, &on_server, error))
        return FALSE;
    g_autoptr(GArray) missing = is_equal ? NULL : collect_imap_set_minus(on_server, known);
    if (missing && !fetch_missing(pass, missing, on_server, error))
        return FALSE;
    g_autoptr(GArray) gone = is_equal ? NULL : collect_imap_set_minus(known, on_server);
    SourceBatch *batch = new_batch(pass);
    if (gone)
        g_array_append_vals(batch->gone, gone->data, gone->len);
    batch->server_count = is_equal ? pass->work->mailbox.exists : on_server->len;
    return store(pass, batch, error);
}

/* The number of messages tells cheaply whether any can have gone: what was there last time and what
 * has come since. */
static gboolean
notice_gone(Pass *pass, GError **error)
{
    gint64 exists = pass->work->mailbox.exists;
    if (pass->frontier.server_count >= 0 &&
        pass->frontier.server_count + (gint64)pass->done == exists) {
        if (pass->done == 0)
            return TRUE;
        SourceBatch *batch = new_batch(pass);
        batch->server_count = exists;
        return store(pass, batch, error);
    }
    return compare_all(pass, error);
}

/* The first time the frontier stands at the top, above nothing: what is there is backfill, newest
 * first. */
static gboolean
set_out(Pass *pass, guint32 top, GError **error)
{
    pass->frontier.frontier_up = pass->frontier.frontier_down = top;
    pass->frontier.backfill_done = top == 0;
    return store(pass, new_batch(pass), error);
}

gboolean
collect_imap_pass_news(ImapWork *work, const SourceFolder *folder, GError **error)
{
    Pass pass;
    guint32 top = 0;
    if (!begin(&pass, work, folder, error) || !find_top(&pass, &top, error))
        return FALSE;
    if (is_first(&pass))
        return set_out(&pass, top, error);
    if (!fetch_news(&pass, top, error) ||
        (pass.frontier.backfill_done && !notice_gone(&pass, error)))
        return FALSE;
    return work->config->is_light || fetch_again(&pass, error);
}

typedef struct { /* what lies below the frontier, ascending (of guint32) */
    GArray *on_server;
    GArray *inside; /* of these within the backfill window; the same array if there is none */
    GArray *known;  /* in the ledger already */
} Below;

static void
below_clear(Below *below)
{
    g_clear_pointer(&below->on_server, g_array_unref);
    g_clear_pointer(&below->inside, g_array_unref);
    g_clear_pointer(&below->known, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Below, below_clear)

static gboolean
look_below(Pass *pass, Below *below, GError **error)
{
    const SourceConfig *config = pass->work->config;
    guint32 down = pass->frontier.frontier_down;
    if (!search(pass, 1, down, G_MININT64, &below->on_server, error))
        return FALSE;
    if (config->backfill == BACKFILL_ALL)
        below->inside = g_array_ref(below->on_server);
    else if (!search(pass, 1, down, config->backfill_since, &below->inside, error))
        return FALSE;
    below->known = stored_uids(pass, 1, down, error);
    return below->known != NULL;
}

static void
note_outside(SourceBatch *batch, guint32 uid)
{
    SourceNote note = {uid, SOURCE_UID_OUTSIDE, g_strdup("arrived before the backfill window")};
    g_array_append_val(batch->notes, note);
}

/* Goes down from on_server[END - 1] and gathers one batch: at most a few windows of UIDs to fetch (into
 * WANTED, ascending), at most NOTES_MAX notes. Returns where the next batch ends. */
static guint
gather(Pass *pass, const Below *below, guint end, SourceBatch *batch, GArray *wanted)
{
    while (end > 0 && wanted->len < pass->work->window * IMAP_WINDOWS_AHEAD && batch->notes->len < NOTES_MAX) {
        guint32 uid = g_array_index(below->on_server, guint32, --end);
        if (collect_imap_set_has(below->known, uid))
            continue;
        if (below->inside == below->on_server || collect_imap_set_has(below->inside, uid))
            g_array_append_val(wanted, uid);
        else
            note_outside(batch, uid);
    }
    collect_imap_set_sort(wanted);
    return end;
}

static gboolean
fetch_downwards(Pass *pass, const Below *below, GError **error)
{
    for (guint end = below->on_server->len; end > 0;) {
        g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(guint32));
        SourceBatch *batch = new_batch(pass);
        end = gather(pass, below, end, batch, wanted);
        if (!fetch(pass, (const guint32 *)(const void *)wanted->data, wanted->len, below->on_server, TRUE,
                   batch, error))
            return FALSE;
        pass->frontier.frontier_down = g_array_index(below->on_server, guint32, end) - 1;
        if (!store(pass, batch, error))
            return FALSE;
    }
    pass->frontier.frontier_down = 0;
    pass->frontier.backfill_done = TRUE;
    return store(pass, new_batch(pass), error);
}

gboolean
collect_imap_pass_backfill(ImapWork *work, const SourceFolder *folder, GError **error)
{
    Pass pass;
    g_auto(Below) below = {0};
    if (!begin(&pass, work, folder, error))
        return FALSE;
    if (pass.frontier.backfill_done)
        return TRUE;
    if (!look_below(&pass, &below, error))
        return FALSE;
    pass.done = pass.total - MIN(pass.total, below.on_server->len);
    return fetch_downwards(&pass, &below, error) && compare_all(&pass, error);
}

/* A folder that the server does not let us read does not keep the others from being read; anything
 * worse does. */
static gboolean
may_go_on(ImapWork *work)
{
    if (work->is_stopped || !work->session || !collect_imap_session_is_alive(work->session))
        return FALSE;
    const ImapStatus *status = collect_imap_session_status(work->session);
    return status->kind == IMAP_STATUS_OK || collect_imap_reply_is_local(status);
}

static gboolean
backfill_if_needed(ImapWork *work, const SourceFolder *folder, GError **error)
{
    SourceFrontier frontier;
    if (!stored_frontier(work, folder, &frontier, error))
        return FALSE;
    return frontier.backfill_done || collect_imap_pass_backfill(work, folder, error);
}

/* One step for every folder; *FIRST keeps the first error. FALSE if the pass is over. */
static gboolean
step(ImapWork *work, const GPtrArray *folders,
     gboolean (*take)(ImapWork *, const SourceFolder *, GError **), GError **first)
{
    for (guint i = 0; i < folders->len; i++)
        if (!take(work, folders->pdata[i], *first ? NULL : first) && !may_go_on(work))
            return FALSE;
    return flush(work, *first ? NULL : first);
}

gboolean
collect_imap_pass_all(ImapWork *work, const GPtrArray *folders, GError **error)
{
    GError *first = NULL;
    if (step(work, folders, collect_imap_pass_news, &first) && !work->config->is_light)
        step(work, folders, backfill_if_needed, &first);
    if (first)
        g_propagate_error(error, first);
    return first == NULL;
}

gboolean
collect_imap_pass_is_current(ImapWork *work, gboolean *ret_current, GError **error)
{
    SourceFrontier frontier;
    if (!stored_frontier(work, work->folder, &frontier, error))
        return FALSE;
    *ret_current = frontier.uidvalidity == work->mailbox.uidvalidity && work->mailbox.uidnext > 0 &&
                   frontier.frontier_up + 1 >= work->mailbox.uidnext;
    return TRUE;
}
