/* SPDX-License-Identifier: MIT
 * Between signals and the desktop. */
#include "run/remind.h"
#include <glib/gi18n.h>
#include <string.h>
#include "keep/attention.h"
#include "keep/hook.h"
#include "measure/digest.h"
#include "measure/due-notice.h"
#include "present/notify.h"
#include "run/dashboard.h"
#include "run/hook.h"
#include "run/open.h"

#define DIGEST_TAG "digest"

struct Remind {
    Engine *engine;
    void (*changed)(gpointer data);
    gpointer data;
    Notifier *notifier; /* NULL when [notify] enabled is off */
    Hook *hook;         /* NULL when there is none */
    GHashTable *shown;  /* of signal id: bubbles that are on the desktop as far as we know */
    GPtrArray *reports; /* of char*: files that the last digest named */
    GHashTable *sources; /* of tag: bubbles of sources that need a person */
    gboolean stays;     /* the bubbles outlive this program */
    gboolean is_held;
    gboolean is_new_server; /* knows nothing of what was shown before */
};

/* --- bubbles ------------------------------------------------------------------------------------------------------------------ */

static char *
tag_of(gint64 signal_id)
{
    return g_strdup_printf("signal:%" G_GINT64_FORMAT, signal_id);
}

static const char *
text_of(const Table *item, const char *key)
{
    const Value *value = table_get(item, 0, key);
    return value != NULL && value->kind == VALUE_TEXT ? value->t : "";
}

static void
post(Remind *remind, const NotifierBubble *bubble)
{
    if (remind->notifier != NULL)
        present_notifier_show(remind->notifier, bubble);
}

static void
withdraw(Remind *remind, const char *tag)
{
    if (remind->notifier != NULL)
        present_notifier_withdraw(remind->notifier, tag);
}

static const char *
privacy_of(const Remind *remind)
{
    return config_text(run_engine_profile(remind->engine)->config, "notify", "privacy");
}

/* ITEM: the signal, from measure_due_item; nothing if it is not live any more. */
static void
show(Remind *remind, const Table *item, gint64 signal_id)
{
    const char *privacy = privacy_of(remind);
    if (item->rows->len == 0)
        return;
    g_autofree char *tag = tag_of(signal_id);
    g_autofree char *category = g_strconcat("x-cadens.", text_of(item, "rule"), NULL);
    gboolean is_counts = g_str_equal(privacy, "counts");
    const NotifierBubble bubble = { .tag = tag,
                                    .summary = is_counts ? _("Something needs doing") : text_of(item, "title"),
                                    .body = g_str_equal(privacy, "full") ? text_of(item, "evidence") : "",
                                    .category = category,
                                    .with_actions = !remind->stays,
                                    .may_be_wrong = measure_due_may_be_wrong(text_of(item, "rule")),
                                    .stays = remind->stays };
    post(remind, &bubble);
    g_hash_table_add(remind->shown, g_memdup2(&signal_id, sizeof signal_id));
}

/* --- the hook --------------------------------------------------------------------------------------------------------------------- */

/* The object that the hook gets; what a bubble would not say it does not say either. */
static Document *
object_new(const Remind *remind, const char *event, const char *tag)
{
    Document *document = document_new();
    document_fact(document, "event", value_text(event));
    document_fact(document, "tag", value_text(tag));
    document_fact(document, "at", value_instant(run_engine_now(remind->engine)));
    return document;
}

static gboolean
hand_over(Remind *remind, const char *tag, const char *title, const char *body, GError **error)
{
    if (remind->hook == NULL)
        return TRUE;
    Document *document = object_new(remind, "notify", tag);
    document_fact(document, "title", value_text(title));
    document_fact(document, "body", value_text(body));
    return run_hook_push(remind->hook, document, error);
}

static void
copy_cells(Document *document, const Table *item, const char *const *keys)
{
    for (; *keys != NULL; keys++) {
        const Value *value = table_get(item, 0, *keys);
        Value *copy = value == NULL || value->kind == VALUE_NULL ? value_null()
                      : value->kind == VALUE_TEXT               ? value_text(value->t)
                      : value->kind == VALUE_DAY                ? value_day((gint32)value->i)
                                                                : value_int(value->i);
        document_fact(document, *keys, copy);
    }
}

static gboolean
hand_over_signal(Remind *remind, const Table *item, gint64 signal_id, GError **error)
{
    static const char *const plain[] = { "id", "rule", "severity", NULL };
    static const char *const names[] = { "account", "lead", "due_day", NULL };
    if (remind->hook == NULL || item->rows->len == 0)
        return TRUE;
    const char *privacy = privacy_of(remind);
    gboolean is_counts = g_str_equal(privacy, "counts");
    g_autofree char *tag = tag_of(signal_id);
    Document *document = object_new(remind, "notify", tag);
    copy_cells(document, item, plain);
    document_fact(document, "title", value_text(is_counts ? _("Something needs doing") : text_of(item, "title")));
    if (!is_counts)
        copy_cells(document, item, names);
    document_fact(document, "body", value_text(g_str_equal(privacy, "full") ? text_of(item, "evidence") : ""));
    return run_hook_push(remind->hook, document, error) && keep_hook_tell(run_engine_db(remind->engine), signal_id, error);
}

static gboolean
take_back(Remind *remind, gint64 signal_id, GError **error)
{
    KeepDb *db = run_engine_db(remind->engine);
    g_autofree char *tag = tag_of(signal_id);
    Document *document = object_new(remind, "withdraw", tag);
    document_fact(document, "id", value_int(signal_id));
    if (!keep_db_begin(db, error)) {
        document_free(document);
        return FALSE;
    }
    if (run_hook_push(remind->hook, document, error) && keep_hook_forget(db, signal_id, error))
        return keep_db_commit(db, error);
    keep_db_rollback(db);
    return FALSE;
}

/* Also what ended while nobody was here to say so. */
static void
take_back_ended(Remind *remind, GError **error)
{
    g_autoptr(GArray) ended = remind->hook != NULL ? keep_hook_ended(run_engine_db(remind->engine), error) : NULL;
    for (guint i = 0; ended != NULL && i < ended->len; i++)
        if (!take_back(remind, g_array_index(ended, gint64, i), error))
            return;
}

/* --- what is shown ------------------------------------------------------------------------------------------------------------------ */

/* A bubble goes when its condition has ended, or when somebody dealt with it elsewhere. */
static void
withdraw_ended(Remind *remind, const MeasureContext *measure, GError **error)
{
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, remind->shown);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        gint64 id = *(const gint64 *)key;
        gboolean is_open;
        if (!measure_due_is_open(measure, id, &is_open, error))
            return;
        if (is_open)
            continue;
        g_autofree char *tag = tag_of(id);
        withdraw(remind, tag);
        g_hash_table_iter_remove(&iter);
    }
}

/* The memory of what was told and what the hook is to get are one transaction. */
static gboolean
tell_signal(Remind *remind, const MeasureContext *measure, gint64 signal_id, GError **error)
{
    g_autoptr(Table) item = measure_due_item(measure, signal_id, error);
    if (item == NULL || !keep_db_begin(measure->db, error))
        return FALSE;
    if (hand_over_signal(remind, item, signal_id, error) && measure_due_notified(measure, signal_id, error)) {
        show(remind, item, signal_id);
        return keep_db_commit(measure->db, error);
    }
    keep_db_rollback(measure->db);
    return FALSE;
}

static void
show_waiting(Remind *remind, const MeasureContext *measure, GError **error)
{
    guint room = 0;
    g_autoptr(GArray) waiting = g_array_new(FALSE, TRUE, sizeof(DueNotice));
    if (!measure_due_may_bubble(measure, &room, error) || room == 0 || !measure_due_waiting(measure, waiting, error))
        return;
    for (guint i = 0; i < waiting->len && room > 0; i++) {
        const DueNotice *notice = &g_array_index(waiting, DueNotice, i);
        if (!notice->bubble)
            continue;
        if (!tell_signal(remind, measure, notice->signal_id, error))
            return;
        room--;
    }
}

static gboolean
show_source(Remind *remind, const KeepAttention *source, GError **error)
{
    const char *privacy = privacy_of(remind);
    char *tag = g_strdup_printf("%s:%" G_GINT64_FORMAT, source->is_calendar ? "calendar" : "mailbox", source->id);
    g_autofree char *summary = g_strdup_printf(source->is_calendar ? _("Calendar %s needs you") : _("Mailbox %s needs you"), source->name);
    const NotifierBubble bubble = { .tag = tag,
                                    .summary = g_str_equal(privacy, "counts") ? _("Something needs doing") : summary,
                                    .body = g_str_equal(privacy, "full") ? source->error : "",
                                    .category = "x-cadens.source",
                                    .stays = remind->stays };
    post(remind, &bubble);
    gboolean good = hand_over(remind, tag, bubble.summary, bubble.body, error);
    g_hash_table_add(remind->sources, tag);
    return good;
}

/* Once until it works again, however often it fails meanwhile. */
static void
show_sources(Remind *remind, const MeasureContext *measure, GError **error)
{
    guint room = 0;
    g_autoptr(GPtrArray) waiting = keep_attention_waiting(measure->db, error);
    if (waiting == NULL || waiting->len == 0 || !measure_due_may_bubble(measure, &room, error) || room == 0)
        return;
    for (guint i = 0; i < waiting->len; i++) {
        if (!show_source(remind, waiting->pdata[i], error) || !keep_attention_told(measure->db, waiting->pdata[i], measure->now, error))
            return;
    }
}

static void
withdraw_sources(Remind *remind, const MeasureContext *measure, GError **error)
{
    GHashTableIter iter;
    gpointer tag;
    g_hash_table_iter_init(&iter, remind->sources);
    while (g_hash_table_iter_next(&iter, &tag, NULL)) {
        const char *colon = strchr(tag, ':');
        if (!keep_attention_is_over(measure->db, g_str_has_prefix(tag, "calendar:"), g_ascii_strtoll(colon + 1, NULL, 10)))
            continue;
        withdraw(remind, tag);
        if (remind->hook != NULL && !run_hook_push(remind->hook, object_new(remind, "withdraw", tag), error))
            return;
        g_hash_table_iter_remove(&iter);
    }
}

static void
show_digest(Remind *remind, const MeasureContext *measure, GError **error)
{
    gboolean is_time = FALSE;
    if (!measure_due_digest_is_time(measure, &is_time, error) || !is_time)
        return;
    g_autoptr(DueDigest) digest = measure_due_digest(measure, error);
    if (digest == NULL)
        return;
    if (digest->lines->len > 0) {
        g_autoptr(GString) body = g_string_new(NULL);
        for (guint i = 0; i < digest->lines->len; i++)
            g_string_append_printf(body, "%s%s", i > 0 ? "\n" : "", (const char *)digest->lines->pdata[i]);
        gboolean is_counts = g_str_equal(privacy_of(remind), "counts");
        const NotifierBubble bubble = { .tag = DIGEST_TAG, .summary = digest->summary, .body = is_counts ? "" : body->str,
                                        .category = "x-cadens.digest", .with_report = digest->reports->len > 0, .stays = remind->stays };
        g_ptr_array_unref(remind->reports);
        remind->reports = g_ptr_array_ref(digest->reports);
        post(remind, &bubble);
        if (!hand_over(remind, DIGEST_TAG, bubble.summary, bubble.body, error))
            return;
    }
    measure_due_digest_told(measure, digest, error);
}

/* A new server, or this program started anew: what was on the screen and nobody closed is posted again, without counting as told; outside the hours of
 * work and during a meeting it waits. */
static void
show_again(Remind *remind, const MeasureContext *measure, GError **error)
{
    gboolean may_show = FALSE;
    g_autoptr(GArray) signals = g_array_new(FALSE, FALSE, sizeof(gint64));
    if (!measure_due_may_show(measure, &may_show, error) || !may_show)
        return;
    remind->is_new_server = FALSE;
    g_hash_table_remove_all(remind->shown);
    if (remind->stays || !measure_due_on_screen(measure, signals, error))
        return;
    for (guint i = 0; i < signals->len; i++) {
        gint64 id = g_array_index(signals, gint64, i);
        g_autoptr(Table) item = measure_due_item(measure, id, error);
        if (item == NULL)
            return;
        show(remind, item, id);
    }
}

static void
tell(Remind *remind, const MeasureContext *measure, GError **error)
{
    withdraw_ended(remind, measure, error);
    if (*error == NULL)
        take_back_ended(remind, error);
    if (*error == NULL)
        withdraw_sources(remind, measure, error);
    if (*error != NULL || remind->is_held)
        return;
    if (remind->is_new_server)
        show_again(remind, measure, error);
    if (*error == NULL)
        show_digest(remind, measure, error);
    if (*error == NULL)
        show_sources(remind, measure, error);
    if (*error == NULL)
        show_waiting(remind, measure, error);
}

static gboolean
has_server(const Remind *remind)
{
    return remind->notifier != NULL && present_notifier_has_server(remind->notifier);
}

void
run_remind_tell(Remind *remind)
{
    if (!has_server(remind) && remind->hook == NULL)
        return; /* what is due waits in the store until somebody can show it */
    const MeasureContext measure = run_engine_measure(remind->engine);
    g_autoptr(GError) error = NULL;
    tell(remind, &measure, &error);
    if (error != NULL)
        g_warning("notifications: %s", error->message);
    run_hook_work(remind->hook);
}

void
run_remind_tell_hook(Remind *remind)
{
    if (remind->hook != NULL && !has_server(remind))
        run_remind_tell(remind);
}

gboolean
run_remind_is_on(const Remind *remind)
{
    return remind->notifier != NULL || remind->hook != NULL;
}

gboolean
run_remind_is_busy(const Remind *remind)
{
    return run_hook_is_busy(remind->hook);
}

void
run_remind_hold(Remind *remind, gboolean hold)
{
    remind->is_held = hold;
}

/* --- what people do with them ---------------------------------------------------------------------------------------------------- */

/* The page, at the item if it is about one. */
static void
open_page(Remind *remind, const MeasureContext *measure, gint64 signal_id, GError **error)
{
    const Profile *profile = run_engine_profile(remind->engine);
    if (!run_dashboard_write(measure, profile, error))
        return;
    g_autofree char *anchor = signal_id != 0 ? g_strdup_printf("signal-%" G_GINT64_FORMAT, signal_id) : g_strdup("today");
    run_open_place(profile->dashboard_path, anchor, error);
}

static void
open_reports(const Remind *remind, GError **error)
{
    for (guint i = 0; i < remind->reports->len; i++)
        if (!run_open_file(remind->reports->pdata[i], error))
            return;
}

static gboolean
snooze(const MeasureContext *measure, gint64 signal_id, const char *until_text, GError **error)
{
    gint64 until;
    return measure_due_parse_snooze(measure, signal_id, until_text, &until, error) && measure_due_snooze(measure, signal_id, until, error);
}

/* The page says of whom else it may be (`triage`), and an answer there is one click away from being corrected. */
static gboolean
take_from_account(Remind *remind, const MeasureContext *measure, gint64 signal_id, GError **error)
{
    if (!measure_due_wrong(measure, signal_id, error) || !run_engine_settle_all(remind->engine, error))
        return FALSE;
    open_page(remind, measure, signal_id, error);
    return TRUE;
}

static gboolean
act(Remind *remind, gint64 signal_id, const char *action, GError **error)
{
    const MeasureContext measure = run_engine_measure(remind->engine);
    if (g_str_equal(action, "report"))
        return open_reports(remind, error), TRUE;
    if (g_str_equal(action, "done"))
        return measure_due_done(&measure, signal_id, error);
    if (g_str_equal(action, "morning"))
        return snooze(&measure, signal_id, "morning", error);
    if (g_str_equal(action, "snooze"))
        return snooze(&measure, signal_id, "3d", error);
    if (g_str_equal(action, "wrong"))
        return take_from_account(remind, &measure, signal_id, error);
    open_page(remind, &measure, signal_id, error);
    return TRUE;
}

static void
close_seen(Remind *remind, gint64 signal_id, GError **error)
{
    const MeasureContext measure = run_engine_measure(remind->engine);
    if (g_hash_table_remove(remind->shown, &signal_id))
        measure_due_closed(&measure, signal_id, error);
}

/* A bubble that somebody closed is seen; the rule's own repetition decides whether it comes again (notes desktop §1.4). */
static void
on_action(const char *tag, const char *action, gpointer data)
{
    Remind *remind = data;
    g_autoptr(GError) error = NULL;
    gint64 id = g_str_has_prefix(tag, "signal:") ? g_ascii_strtoll(tag + strlen("signal:"), NULL, 10) : 0;
    if (g_str_equal(action, "closed"))
        close_seen(remind, id, &error);
    else
        act(remind, id, action, &error);
    if (error != NULL)
        g_warning("%s: %s", action, error->message);
    if (remind->changed != NULL)
        remind->changed(remind->data);
}

static void
on_server(gboolean is_present, gpointer data)
{
    Remind *remind = data;
    remind->is_new_server = is_present;
    if (is_present)
        run_remind_tell(remind);
}

/* --- life --------------------------------------------------------------------------------------------------------------------------- */

Remind *
run_remind_new(Engine *engine, gboolean stays, void (*changed)(gpointer data), gpointer data)
{
    Remind *remind = g_new0(Remind, 1);
    remind->engine = engine;
    remind->stays = stays;
    remind->changed = changed;
    remind->data = data;
    remind->reports = g_ptr_array_new();
    remind->shown = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    remind->sources = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    remind->hook = run_hook_new(engine);
    if (config_bool(run_engine_profile(engine)->config, "notify", "enabled"))
        remind->notifier = present_notifier_new(on_action, on_server, remind);
    return remind;
}

void
run_remind_free(Remind *remind)
{
    if (remind == NULL)
        return;
    present_notifier_free(remind->notifier);
    run_hook_free(remind->hook);
    g_ptr_array_unref(remind->reports);
    g_hash_table_unref(remind->shown);
    g_hash_table_unref(remind->sources);
    g_free(remind);
}

/* The next digest, or the next snooze that ends. */
gint64
run_remind_next(Remind *remind)
{
    const MeasureContext measure = run_engine_measure(remind->engine);
    gint64 snooze = 0;
    gboolean has_snooze = FALSE;
    gint32 day = calendar_day_of(measure.calendar, measure.now);
    gint64 digest = measure_due_digest_at(&measure, day);
    if (digest <= measure.now)
        digest = measure_due_digest_at(&measure, day + 1);
    keep_db_int(measure.db, "SELECT MIN(snooze_until_at) FROM signal WHERE state = 'snoozed'", NO_BIND, &snooze, &has_snooze, NULL);
    return has_snooze ? MIN(digest, snooze) : digest;
}
