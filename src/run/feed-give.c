/* SPDX-License-Identifier: MIT
 * What was read of a calendar is given to the store, one UID at a time. */
#include "run/feed-poll.h"
#include "run/tomb.h"

static gboolean
give_first(gpointer data, GError **error)
{
    const FeedGift *gift = data;
    return gift->spool == NULL || collect_ics_spool_rewind(gift->spool, error);
}

/* The event by the UID that it is stored with. */
static void
rename_reading(const FeedGift *gift, IcsReading *reading)
{
    const char *uid = gift->renamed != NULL ? g_hash_table_lookup(gift->renamed, reading->uid) : NULL;
    if (uid == NULL)
        return;
    g_free(reading->uid);
    reading->uid = g_strdup(uid);
    for (guint i = 0; reading->occurrences != NULL && i < reading->occurrences->len; i++) {
        Event *event = reading->occurrences->pdata[i];
        g_free(event->uid);
        event->uid = g_strdup(uid);
    }
    if (gift->known != NULL && g_strcmp0(g_hash_table_lookup(gift->known, uid), reading->hash) == 0)
        g_clear_pointer(&reading->occurrences, g_ptr_array_unref);
}

static gboolean
give_next(gpointer data, KeepGroup *ret, GError **error)
{
    FeedGift *gift = data;
    IcsReading *reading = &gift->reading;
    collect_ics_reading_clear(reading);
    if (gift->spool == NULL || !collect_ics_spool_next(gift->spool, reading, error))
        return FALSE;
    rename_reading(gift, reading);
    if (reading->occurrences != NULL && gift->tombs != NULL && !keep_tombs_is_empty(gift->tombs))
        run_tomb_events(gift->tombs, reading->occurrences, &reading->raw);
    *ret = (KeepGroup){ reading->uid, reading->hash, reading->raw, reading->occurrences, reading->is_odd };
    return TRUE;
}

KeepGroups
run_feed_give(FeedGift *gift)
{
    return (KeepGroups){ give_first, give_next, gift };
}

void
run_feed_gift_clear(FeedGift *gift)
{
    collect_ics_reading_clear(&gift->reading);
    g_clear_pointer(&gift->spool, collect_ics_spool_free);
    g_clear_pointer(&gift->tombs, keep_tombs_free);
    g_clear_pointer(&gift->renamed, g_hash_table_unref);
    gift->known = NULL;
}

gboolean
run_feed_hide(FeedPoll *poll, GError **error)
{
    poll->gift.tombs = keep_tombs_load(run_engine_db(poll->engine), error);
    return poll->gift.tombs != NULL;
}
