/* SPDX-License-Identifier: MIT
 * One window: UID, INTERNALDATE and header fields as opaque literals, streamed through libetpan's
 * handler. */
#include "collect/imap-window.h"
#include <string.h>
#include "collect/header.h"
#include "collect/imap-part.h"
#include "collect/imap-set.h"

/* Notes on mail 3.5 and 17-E. */
#define FIELDS                                                                                   \
    "FROM SENDER REPLY-TO TO CC BCC DATE SUBJECT MESSAGE-ID IN-REPLY-TO REFERENCES RETURN-PATH " \
    "LIST-ID LIST-UNSUBSCRIBE LIST-POST "                                                        \
    "AUTO-SUBMITTED PRECEDENCE X-AUTO-RESPONSE-SUPPRESS X-AUTOREPLY X-AUTORESPOND "              \
    "X-AUTOREPLY-FROM X-FAILED-RECIPIENTS CONTENT-TYPE "                                         \
    "CONTENT-CLASS DELIVERED-TO X-ORIGINAL-TO FEEDBACK-ID X-MS-EXCHANGE-INBOX-RULES-LOOP"

typedef struct {
    ImapWork *work;
    const guint32 *uids;
    guint n;
    const GArray *on_server;
    SourceBatch *batch;
    GHashTable *seen; /* set of UIDs that have a mail or a note */
} Window;

static gboolean
is_asked_for(const Window *window, guint32 uid)
{
    guint low = 0, high = window->n;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (window->uids[middle] < uid)
            low = middle + 1;
        else
            high = middle;
    }
    return low < window->n && window->uids[low] == uid;
}

static void
note(Window *window, guint32 uid, SourceNoteKind kind, const char *reason)
{
    SourceNote entry = {uid, kind, g_strdup(reason)};
    g_array_append_val(window->batch->notes, entry);
    g_hash_table_add(window->seen, GUINT_TO_POINTER(uid));
}

/* INTERNALDATE, which libetpan does not check; 0 if it is no date. The zone is written as a number,
 * +0130 = 130. */
static gint64
instant_of(const struct mailimap_date_time *date)
{
    if (ABS(date->dt_zone) > 2359)
        return 0;
    g_autoptr(GDateTime) local = g_date_time_new_utc(date->dt_year, date->dt_month, date->dt_day,
                                                     date->dt_hour, date->dt_min, date->dt_sec);
    return local ? g_date_time_to_unix(local) -
                       (date->dt_zone / 100 * 3600 + date->dt_zone % 100 * 60)
                 : 0;
}

typedef struct { /* what one FETCH says */
    guint32 uid;
    gint64 arrived_at;
    gboolean has_header;
    const char *header;
    gsize length;
} Fetched;

static void
read_item(const struct mailimap_msg_att_static *item, Fetched *fetched)
{
    if (item->att_type == MAILIMAP_MSG_ATT_UID)
        fetched->uid = item->att_data.att_uid;
    if (item->att_type == MAILIMAP_MSG_ATT_INTERNALDATE && item->att_data.att_internal_date)
        fetched->arrived_at = instant_of(item->att_data.att_internal_date);
    if (item->att_type == MAILIMAP_MSG_ATT_BODY_SECTION && item->att_data.att_body_section) {
        fetched->has_header = TRUE;
        fetched->header = item->att_data.att_body_section->sec_body_part;
        fetched->length = fetched->header ? item->att_data.att_body_section->sec_length : 0;
    }
}

static gboolean
is_outside(const Window *window, gint64 arrived_at)
{
    const SourceConfig *config = window->work->config;
    return config->backfill == BACKFILL_SINCE && arrived_at > 0 &&
           arrived_at < config->backfill_since;
}

static void
keep(Window *window, const Fetched *fetched)
{
    Mail *mail = collect_header_parse(fetched->header ? fetched->header : "", fetched->length);
    mail->uid = fetched->uid;
    mail->arrived_at = fetched->arrived_at;
    g_ptr_array_add(window->batch->mails, mail);
    g_hash_table_add(window->seen, GUINT_TO_POINTER(fetched->uid));
}

static void
take_message(struct mailimap_msg_att *message, void *data)
{
    Window *window = data;
    Fetched fetched = {0};
    for (clistiter *cell = clist_begin(message->att_list); cell; cell = clist_next(cell)) {
        const struct mailimap_msg_att_item *item = clist_content(cell);
        if (item->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC && item->att_data.att_static)
            read_item(item->att_data.att_static, &fetched);
    }
    if (!fetched.has_header || !is_asked_for(window, fetched.uid) ||
        g_hash_table_contains(window->seen, GUINT_TO_POINTER(fetched.uid)))
        return;
    if (is_outside(window, fetched.arrived_at))
        note(window, fetched.uid, SOURCE_UID_OUTSIDE, "arrived before the backfill window");
    else
        keep(window, &fetched);
}

static ImapOutcome
fetch_slice(ImapWork *work, guint start, guint n, gpointer data, GError **error)
{
    Window *window = data;
    ImapOutcome outcome = IMAP_DONE;
    for (guint done = 0, used = 0; done < n && outcome == IMAP_DONE; done += used) {
        g_autofree char *set =
            collect_imap_set_text(window->uids + start + done, n - done, window->on_server, &used);
        g_autofree char *text = g_strdup_printf(
            "UID FETCH %s (UID INTERNALDATE BODY.PEEK[HEADER.FIELDS (" FIELDS ")])", set);
        ImapCommand command = {.text = text, .want = IMAP_WANT_BODY, .seconds = 60 + (int)n / 20};
        outcome = collect_imap_session_fetch(work->session, &command, take_message, window, error);
    }
    return outcome;
}

static gboolean
lacks(guint item, gpointer data)
{
    const Window *window = data;
    return !g_hash_table_contains(window->seen, GUINT_TO_POINTER(window->uids[item]));
}

static void
quarantine(guint item, const char *why, gpointer data)
{
    Window *window = data;
    if (lacks(item, window))
        note(window, window->uids[item], SOURCE_UID_QUARANTINED, why);
}

static int
compare_uids(gconstpointer a, gconstpointer b)
{
    const Mail *one = *(const Mail *const *)a, *other = *(const Mail *const *)b;
    return one->uid < other->uid ? -1 : one->uid > other->uid;
}

/* After a failure: what may have parts that were not read is left for the next time. */
static void
drop_half_read(GPtrArray *mails)
{
    for (guint i = mails->len; i > 0; i--)
        if (collect_imap_part_may_have(mails->pdata[i - 1]))
            g_ptr_array_remove_index(mails, i - 1);
}

/* As many as would take about a second at this pace, but at most ten times as many; half as many beyond five seconds. */
static void
adapt(ImapWork *work, guint n, gint64 took, guint reconnects)
{
    if (took > 5 * G_USEC_PER_SEC || reconnects != work->reconnects)
        work->window = MAX(work->window / 2, IMAP_WINDOW_MIN);
    else if (took < G_USEC_PER_SEC && n >= work->window)
        work->window = (guint)MIN(n * CLAMP(G_USEC_PER_SEC / MAX(took, 1), 2, 10), IMAP_WINDOW_MAX);
}

gboolean
collect_imap_window_fetch(ImapWork *work, const guint32 *uids, guint n, const GArray *on_server,
                          gboolean is_optional, SourceBatch *batch, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    Window window = {work, uids, n, on_server, batch, seen};
    ImapBisection bisection = {fetch_slice, lacks, quarantine, &window, is_optional};
    gint64 start = g_get_monotonic_time();
    guint reconnects = work->reconnects;
    gboolean ok = collect_imap_work_bisect(work, n, &bisection, error);
    adapt(work, n, g_get_monotonic_time() - start, reconnects);
    g_ptr_array_sort(batch->mails, compare_uids);
    if (ok && collect_imap_part_read(work, batch->mails, error) && collect_imap_part_glance(work, batch->folder, batch->mails, error))
        return TRUE;
    drop_half_read(batch->mails);
    return FALSE;
}
