/* SPDX-License-Identifier: MIT
 * One window: UID, INTERNALDATE and header fields as opaque literals, streamed through libetpan's
 * handler. */
#include "collect/imap-window.h"
#include <string.h>
#include "collect/header.h"
#include "collect/imap-part.h"
#include "collect/imap-series.h"
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
    const ImapRequest *request;
    guint width;      /* messages of one FETCH */
    guint start, end; /* items that are still to be asked for */
    SourceBatch *batch;
    GHashTable *seen; /* set of UIDs that have a mail or a note */
} Window;

static gboolean
is_asked_for(const Window *window, guint32 uid)
{
    const ImapRequest *request = window->request;
    guint low = 0, high = request->n;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (request->uids[middle] < uid)
            low = middle + 1;
        else
            high = middle;
    }
    return low < request->n && request->uids[low] == uid;
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

/* As many as would take about a second at this pace, but at most ten times as many; half as many beyond five seconds. */
static void
adapt(ImapWork *work, guint n, gint64 took)
{
    if (took > 5 * G_USEC_PER_SEC)
        work->window = MAX(work->window / 2, IMAP_WINDOW_MIN);
    else if (took < G_USEC_PER_SEC && n >= work->window)
        work->window = (guint)MIN(n * CLAMP(G_USEC_PER_SEC / MAX(took, 1), 2, 10), IMAP_WINDOW_MAX);
}

static int
compare_uids(gconstpointer a, gconstpointer b)
{
    const Mail *one = *(const Mail *const *)a, *other = *(const Mail *const *)b;
    return one->uid < other->uid ? -1 : one->uid > other->uid;
}

/* Hands over what is complete: all but the mails with parts. */
static gboolean
hand_over(Window *window, GError **error)
{
    SourceBatch *whole = window->batch, *ready = source_batch_new(whole->folder, whole->uidvalidity);
    if (!window->request->store)
        return source_batch_free(ready), TRUE;
    for (guint i = whole->mails->len; i > 0; i--)
        if (!collect_imap_part_may_have(whole->mails->pdata[i - 1]))
            g_ptr_array_add(ready->mails, g_ptr_array_steal_index_fast(whole->mails, i - 1));
    g_ptr_array_sort(ready->mails, compare_uids);
    return window->request->store(window->request->data, ready, error);
}

/* Where an item, counted in the order of asking, stands among the UIDs: the newest window comes first, but a server answers with ascending UIDs. */
static guint
place_of(const Window *window, guint item)
{
    guint end = window->request->n - item / window->width * window->width;
    return end - MIN(end, window->width) + item % window->width;
}

/* The first of the items that are still to be asked for, at most a window, as one command. */
static char *
compose(gpointer data)
{
    Window *window = data;
    guint used, n = MIN(window->end - window->start, window->width - window->start % window->width);
    if (window->start == window->end)
        return NULL;
    g_autofree char *set =
        collect_imap_set_text(window->request->uids + place_of(window, window->start), n, window->request->on_server, &used);
    window->start += used;
    return g_strdup_printf("UID FETCH %s (UID INTERNALDATE BODY.PEEK[HEADER.FIELDS (" FIELDS ")])", set);
}

static ImapOutcome
ask(const char *text, const char *next, gpointer data, GError **error)
{
    Window *window = data;
    ImapCommand command = {.text = text, .want = IMAP_WANT_BODY, .seconds = 60 + (int)window->width / 20, .next = next};
    gint64 start = g_get_monotonic_time();
    guint before = g_hash_table_size(window->seen);
    ImapOutcome outcome = collect_imap_session_fetch(window->work->session, &command, take_message, window, error);
    if (outcome != IMAP_DONE)
        return outcome;
    adapt(window->work, g_hash_table_size(window->seen) - before, g_get_monotonic_time() - start);
    return hand_over(window, error) ? IMAP_DONE : IMAP_BROKEN;
}

static ImapOutcome
fetch_slice(ImapWork *work, guint start, guint n, gpointer data, GError **error)
{
    Window *window = data;
    window->start = start;
    window->end = start + n;
    return collect_imap_series(&(ImapSeries){compose, ask, window, work->is_one_by_one}, error);
}

static guint32
uid_of(const Window *window, guint item)
{
    return window->request->uids[place_of(window, item)];
}

static gboolean
lacks(guint item, gpointer data)
{
    const Window *window = data;
    return !g_hash_table_contains(window->seen, GUINT_TO_POINTER(uid_of(window, item)));
}

static void
quarantine(guint item, const char *why, gpointer data)
{
    Window *window = data;
    if (lacks(item, window))
        note(window, uid_of(window, item), SOURCE_UID_QUARANTINED, why);
}

/* Another message of the folder, the oldest or the newest: whoever can send that is well. */
static ImapOutcome
ask_other(ImapWork *work, gpointer data, GError **error)
{
    ImapOutcome outcome = IMAP_BROKEN;
    guint32 places[] = {1, work->mailbox.exists};
    for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autoptr(GError) why = NULL;
        g_autofree char *text = g_strdup_printf("FETCH %u (UID INTERNALDATE BODY.PEEK[HEADER.FIELDS (" FIELDS ")])", places[i]);
        outcome = collect_imap_session_fetch(work->session, &(ImapCommand){.text = text, .want = IMAP_WANT_BODY}, take_message, data, &why);
        if (outcome == IMAP_DONE)
            return IMAP_DONE;
        if (outcome != IMAP_REFUSED && !collect_imap_work_recover(work, why, error))
            return IMAP_BROKEN;
    }
    return outcome;
}

/* After a failure: what may have parts that were not read is left for the next time. */
static void
drop_half_read(GPtrArray *mails)
{
    for (guint i = mails->len; i > 0; i--)
        if (collect_imap_part_may_have(mails->pdata[i - 1]))
            g_ptr_array_remove_index(mails, i - 1);
}

gboolean
collect_imap_window_fetch(ImapWork *work, const ImapRequest *request, SourceBatch *batch, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    Window window = {work, request, work->window, 0, 0, batch, seen};
    ImapBisection bisection = {fetch_slice, lacks, quarantine, &window, request->is_optional, ask_other};
    guint reconnects = work->reconnects;
    gboolean ok = collect_imap_work_bisect(work, request->n, &bisection, error);
    if (reconnects != work->reconnects)
        work->window = MAX(work->window / 2, IMAP_WINDOW_MIN);
    g_ptr_array_sort(batch->mails, compare_uids);
    if (ok && collect_imap_part_read(work, batch->mails, error) && collect_imap_part_glance(work, batch->folder, batch->mails, error))
        return TRUE;
    drop_half_read(batch->mails);
    return FALSE;
}
