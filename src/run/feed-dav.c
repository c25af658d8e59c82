/* SPDX-License-Identifier: MIT
 * One poll of a CalDAV server: what has changed is fetched and expanded in the source's thread, and stored by the engine's. */
#include "run/feed-poll.h"
#include "collect/dav.h"
#include "keep/dav.h"

typedef struct {
    FeedPoll *poll;
    GHashTable *tokens, *etags; /* as stored */
    DavChanges *changes;
    GPtrArray *uids; /* of GPtrArray* of the groups' char*, one for each item; NULL = it is gone */
} Dav;

static void
dav_clear(Dav *dav)
{
    g_clear_pointer(&dav->tokens, g_hash_table_unref);
    g_clear_pointer(&dav->etags, g_hash_table_unref);
    g_clear_pointer(&dav->changes, collect_dav_changes_free);
    g_clear_pointer(&dav->uids, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Dav, dav_clear)

/* --- in the engine's thread ----------------------------------------------------------------------------------------------------- */

static void
load(gpointer data)
{
    Dav *dav = data;
    keep_dav_load(run_engine_db(dav->poll->engine), dav->poll->source_id, &dav->tokens, &dav->etags, &dav->poll->error);
}

static KeepDavItem *
items_of(const Dav *dav)
{
    KeepDavItem *items = g_new0(KeepDavItem, dav->uids->len + 1);
    for (guint i = 0; i < dav->uids->len; i++) {
        const DavItem *item = dav->changes->items->pdata[i];
        items[i] = (KeepDavItem){ item->href, item->etag, dav->uids->pdata[i] };
    }
    return items;
}

static void
store(gpointer data)
{
    Dav *dav = data;
    FeedPoll *poll = dav->poll;
    g_autofree KeepDavItem *items = items_of(dav);
    const KeepGroups groups = run_feed_give(&poll->gift);
    KeepPoll result;
    if (!run_feed_hide(poll, &poll->error))
        return;
    keep_dav_store(run_engine_db(poll->engine), poll->source_id, dav->changes->tokens, items, dav->uids->len, &groups, poll->from, poll->to,
                   run_engine_profile(poll->engine)->calendar, poll->now, &result, &poll->error);
}

static gboolean
call(Dav *dav, Sink *sink, void (*function)(gpointer data), GError **error)
{
    return run_feed_call(dav->poll, sink, function, dav, error);
}

/* --- in the source's thread -------------------------------------------------------------------------------------------------------- */

static void
unref_array(gpointer array)
{
    g_clear_pointer(&array, g_ptr_array_unref);
}

/* Texts of the items that are there; the index of the item of each goes to RET_ITEMS. */
static GPtrArray *
texts_of(const DavChanges *changes, GArray *items)
{
    GPtrArray *bodies = run_feed_bodies();
    for (guint i = 0; i < changes->items->len; i++) {
        const DavItem *item = changes->items->pdata[i];
        if (item->text == NULL)
            continue;
        g_ptr_array_add(bodies, g_bytes_new_static(item->text, item->length));
        g_array_append_val(items, i);
    }
    return bodies;
}

/* Which UIDs each item holds. */
static void
note_uids(Dav *dav, const GArray *items)
{
    dav->uids = g_ptr_array_new_with_free_func(unref_array);
    for (guint i = 0; i < dav->changes->items->len; i++) {
        const DavItem *item = dav->changes->items->pdata[i];
        g_ptr_array_add(dav->uids, item->text != NULL ? g_ptr_array_new() : NULL);
    }
    for (guint i = 0; i < dav->poll->groups->len; i++) {
        const FeedGroup *group = dav->poll->groups->pdata[i];
        g_ptr_array_add(dav->uids->pdata[g_array_index(items, guint, group->body)], group->uid);
    }
}

static gboolean
take_items(Dav *dav, const char *name, GCancellable *cancellable, GError **error)
{
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GPtrArray) bodies = texts_of(dav->changes, items);
    if (!run_feed_read(dav->poll, name, bodies, FALSE, cancellable, error))
        return FALSE;
    note_uids(dav, items);
    run_feed_tell(name, dav->changes->problems);
    return TRUE;
}

gboolean
run_feed_dav(FeedPoll *poll, Sink *sink, const FeedConfig *config, gint64 *ret_retry_after, GCancellable *cancellable, GError **error)
{
    g_auto(Dav) dav = { .poll = poll };
    if (!run_feed_move_window(poll, sink, config->name, cancellable, error) || !call(&dav, sink, load, error))
        return FALSE;
    const DavKnown known = { dav.tokens, dav.etags };
    dav.changes = collect_dav_sync(config, &known, cancellable, ret_retry_after, error);
    if (dav.changes == NULL)
        return FALSE;
    return take_items(&dav, config->name, cancellable, error) && call(&dav, sink, store, error);
}
