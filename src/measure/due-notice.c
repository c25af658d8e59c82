/* SPDX-License-Identifier: MIT
 * Which signals wait to be told, and as what. */
#include "measure/due-notice.h"
#include "measure/rule.h"
#include "keep/setting.h"

#define DAILY_REPEATS 3 /* an overdue follow-up: so often daily, then less (spec 09 §9.3) */
#define LATER_REPEAT_DAYS 3

#define EVALUATED "due_evaluated_at" /* the last evaluation, if only of one account */
#define COMPLETE "due_complete_at"   /* the last one of everything */

static gboolean
read_moment(const MeasureContext *context, const char *key, gint64 *ret_at, GError **error)
{
    gboolean found;
    if (!keep_db_int(context->db, "SELECT CAST(value AS INTEGER) FROM setting WHERE key = :key", BIND(KT("key", key)), ret_at, &found, error))
        return FALSE;
    *ret_at = found ? *ret_at : 0;
    return TRUE;
}

gboolean
measure_due_evaluated(const MeasureContext *context, gint64 *ret_at, GError **error)
{
    return read_moment(context, EVALUATED, ret_at, error);
}

static gboolean
write_moment(const MeasureContext *context, const char *key, GError **error)
{
    gint64 last;
    if (!read_moment(context, key, &last, error))
        return FALSE;
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, context->now);
    return last == context->now || keep_setting_set(context->db, key, text, context->now, error);
}

gboolean
measure_due_set_evaluated(const MeasureContext *context, GError **error)
{
    return write_moment(context, EVALUATED, error) && (context->account_id != 0 || write_moment(context, COMPLETE, error));
}

/* Instants, not a count: a source whose window was widened becomes complete a second time. */
gboolean
measure_due_forget_later(const MeasureContext *context, GError **error)
{
    static const char *const later[] = {
        "UPDATE signal SET opened_at = :now WHERE opened_at > :now",
        "UPDATE signal SET last_seen_at = :now WHERE last_seen_at > :now",
        "UPDATE signal SET resolved_at = :now WHERE resolved_at > :now",
        "UPDATE signal SET last_notified_at = :now WHERE last_notified_at > :now",
        "UPDATE signal_event SET at = :now WHERE at > :now",
    };
    gint64 last;
    if (!measure_due_evaluated(context, &last, error))
        return FALSE;
    if (last <= context->now)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(later); i++)
        if (!keep_db_run(context->db, later[i], BIND(KI("now", context->now)), error))
            return FALSE;
    return measure_due_set_evaluated(context, error);
}

static gboolean
count_sources(const MeasureContext *context, gint64 *ret_n, gint64 *ret_known, GError **error)
{
    return keep_db_int(context->db,
                       "SELECT (SELECT TOTAL(complete_at) FROM mailbox) + (SELECT TOTAL(complete_at) "
                       "FROM calendar_source) "
                       "+ (SELECT COUNT(finished_at) FROM import_batch)",
                       NO_BIND, ret_n, NULL, error) &&
           keep_db_int(context->db,
                       "SELECT COALESCE(MAX(CAST(value AS INTEGER)), 0) FROM setting WHERE key = "
                       "'due_sources_seen'",
                       NO_BIND, ret_known, NULL, error);
}

gboolean
measure_due_has_news(const MeasureContext *context, gboolean *ret_is_news, GError **error)
{
    gint64 n, known;
    if (!count_sources(context, &n, &known, error))
        return FALSE;
    *ret_is_news = n > known;
    return TRUE;
}

gboolean
measure_due_note_sources(const MeasureContext *context, gboolean *ret_is_news, GError **error)
{
    gint64 n, known;
    if (!count_sources(context, &n, &known, error))
        return FALSE;
    *ret_is_news = n > known;
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, n);
    return n == known ||
           keep_setting_set(context->db, "due_sources_seen", text, context->now, error);
}

enum { ID, RULE, SEVERITY, OPENED_AT, NOTIFIED_AT, NOTIFY_COUNT, CAUSE_ID, CAUSE, DETAIL, TOLD_ID };

static int
repeat_days(KeepRows *row)
{
    const Rule *rule = measure_rule_find(keep_rows_text(row, RULE));
    if (!rule)
        return 0;
    if (g_str_equal(rule->id, "follow_up_overdue") &&
        keep_rows_int(row, NOTIFY_COUNT) > DAILY_REPEATS)
        return LATER_REPEAT_DAYS;
    return keep_rows_int(row, SEVERITY) == 3 ? rule->critical_repeat : rule->repeat_days;
}

static gboolean
is_repeat_due(const RuleScene *scene, KeepRows *row)
{
    int days = repeat_days(row);
    gint64 since = keep_rows_is_null(row, NOTIFIED_AT) ? keep_rows_int(row, OPENED_AT)
                                                       : keep_rows_int(row, NOTIFIED_AT);
    return days > 0 && scene->today - calendar_day_of(scene->context->calendar, since) >= days;
}

static gboolean
cause_of(const RuleScene *scene, KeepRows *row, DueCause *ret_cause)
{
    const char *event = keep_rows_text(row, CAUSE);
    gboolean is_told = keep_rows_int(row, TOLD_ID) > keep_rows_int(row, CAUSE_ID) ||
                       g_str_equal(event, "reopened");
    if (is_told && !is_repeat_due(scene, row))
        return FALSE;
    if (is_told)
        *ret_cause = DUE_REPEAT;
    else if (g_str_equal(event, "opened"))
        *ret_cause = DUE_OPENED;
    else
        *ret_cause = g_str_equal(event, "woke") ? DUE_WOKE : DUE_ESCALATED;
    return TRUE;
}

static void
judge(const RuleScene *scene, KeepRows *row, gpointer data)
{
    DueNotice notice = {.signal_id = keep_rows_int(row, ID)};
    if (!cause_of(scene, row, &notice.cause))
        return;
    notice.bubble =
        keep_rows_int(row, SEVERITY) >= 2 && g_strcmp0(keep_rows_text(row, DETAIL), "bubble") == 0;
    g_array_append_val((GArray *)data, notice);
}

gboolean
measure_due_waiting(const MeasureContext *context, GArray *notices, GError **error)
{
    g_auto(RuleScene) scene = {0};
    measure_rule_scene(&scene, context);
    return measure_rule_each(&scene, "waiting", judge, notices, error);
}
