/* SPDX-License-Identifier: MIT
 * Quotas and the digest. */
#include "measure/digest.h"
#include "measure/due-notice.h"
#include "measure/due-signal.h"
#include "measure/due-title.h"
#include "measure/rule.h"
#include "base/clock.h"
#include "keep/report.h"
#include "keep/setting.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define HOUR 3600
#define MEETING_MAX (4 * HOUR)
#define REPORT "report_ready"

static gboolean
count_bubbles(const MeasureContext *context, gint64 since, gint64 *ret_n, GError **error)
{
    return keep_db_int(
        context->db,
        "SELECT COUNT(*) FROM signal_event WHERE event = 'notified' AND detail = 'bubble' "
        "AND at > :since AND at <= :now",
        BIND(KI("since", since), KI("now", context->now)), ret_n, NULL, error);
}

static gboolean
is_any_hour(const MeasureContext *context)
{
    return g_strcmp0(config_text(context->config, "notify", "hours"), "always") == 0;
}

static gboolean
is_allowed(const MeasureContext *context)
{
    gboolean is_on = config_bool(context->config, "notify", "enabled") || config_text(context->config, "notify", "hook");
    return is_on &&
           (is_any_hour(context) || calendar_is_working(context->calendar, context->now));
}

/* In a meeting of the user's own calendar nobody wants a bubble. What lasts longer than four hours is a trip or a block, no meeting. */
static gboolean
is_in_meeting(const MeasureContext *context, gboolean *ret, GError **error)
{
    static const char NOW[] = "SELECT 1 FROM meeting WHERE start_at <= :now AND start_at > :now - :longest AND end_at > :now AND end_at <= start_at + :longest "
                              "AND all_day = 0 AND status = 'confirmed' AND outcome NOT IN ('no_show', 'not_held') "
                              "AND COALESCE(own_partstat, '') <> 'declined' LIMIT 1";
    gint64 one;
    return keep_db_int(context->db, NOW, BIND(KI("now", context->now), KI("longest", MEETING_MAX)), &one, ret, error);
}

gboolean
measure_due_may_show(const MeasureContext *context, gboolean *ret, GError **error)
{
    gboolean is_busy = FALSE;
    if (!is_in_meeting(context, &is_busy, error))
        return FALSE;
    *ret = is_allowed(context) && !is_busy;
    return TRUE;
}

gboolean
measure_due_may_bubble(const MeasureContext *context, guint *ret_room, GError **error)
{
    gint64 in_hour, in_day;
    gboolean may_show;
    gint64 day =
        calendar_day_start(context->calendar, calendar_day_of(context->calendar, context->now));
    if (!count_bubbles(context, context->now - HOUR, &in_hour, error) ||
        !count_bubbles(context, day - 1, &in_day, error) || !measure_due_may_show(context, &may_show, error))
        return FALSE;
    gint64 room = MIN(config_int(context->config, "notify", "max_per_hour") - in_hour,
                      config_int(context->config, "notify", "max_per_day") - in_day);
    *ret_room = may_show ? (guint)MAX(room, 0) : 0;
    return TRUE;
}

static gboolean
tell(const MeasureContext *context, gint64 signal_id, const char *detail, GError **error)
{
    return keep_db_run(context->db,
                       "UPDATE signal SET last_notified_at = :now, notify_count = notify_count + 1 "
                       "WHERE id = :id",
                       BIND(KI("now", context->now), KI("id", signal_id)), error) &&
           measure_due_signal_event(context->db, signal_id, "notified", detail, context->now,
                                    error);
}

gboolean
measure_due_notified(const MeasureContext *context, gint64 signal_id, GError **error)
{
    if (!keep_db_begin(context->db, error))
        return FALSE;
    if (tell(context, signal_id, "bubble", error) && keep_db_commit(context->db, error))
        return TRUE;
    keep_db_rollback(context->db);
    return FALSE;
}

gboolean
measure_due_closed(const MeasureContext *context, gint64 signal_id, GError **error)
{
    return measure_due_signal_event(context->db, signal_id, "seen", "bubble", context->now, error);
}

gboolean
measure_due_on_screen(const MeasureContext *context, GArray *signals, GError **error)
{
    static const char SQL[] =
        "SELECT s.id FROM signal s JOIN signal_event t ON t.id = (SELECT MAX(e.id) FROM signal_event e "
        "WHERE e.signal_id = s.id AND e.event IN ('notified', 'seen')) "
        "WHERE s.state = 'open' AND t.event = 'notified' AND t.detail = 'bubble' AND t.at >= :since "
        "ORDER BY t.id";
    gint64 since = calendar_day_start(context->calendar, calendar_day_of(context->calendar, context->now));
    g_autoptr(KeepRows) rows = keep_db_query(context->db, SQL, BIND(KI("since", since)), error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem)) {
        gint64 id = keep_rows_int(rows, 0);
        g_array_append_val(signals, id);
    }
    if (!problem)
        return TRUE;
    g_propagate_error(error, problem);
    return FALSE;
}

void
measure_due_digest_free(DueDigest *digest)
{
    if (!digest)
        return;
    g_free(digest->summary);
    g_ptr_array_unref(digest->lines);
    g_ptr_array_unref(digest->reports);
    g_array_unref(digest->signals);
    g_free(digest);
}

static DueDigest *
digest_new(void)
{
    DueDigest *digest = g_new0(DueDigest, 1);
    digest->lines = g_ptr_array_new_with_free_func(g_free);
    digest->reports = g_ptr_array_new_with_free_func(g_free);
    digest->signals = g_array_new(FALSE, FALSE, sizeof(gint64));
    return digest;
}

typedef struct { /* the waiting signals of one rule */
    const char *rule;
    char *title; /* of the first */
    guint n;
} Group;

static void
clear_group(gpointer data)
{
    g_free(((Group *)data)->title);
}

/* Reports stand first: they are few, and everything else may be cut. */
static Group *
group_of(GArray *groups, const char *rule)
{
    for (guint i = 0; i < groups->len; i++)
        if (g_str_equal(g_array_index(groups, Group, i).rule, rule))
            return &g_array_index(groups, Group, i);
    Group group = {.rule = g_intern_string(rule)};
    guint place = g_str_equal(rule, REPORT) ? 0 : groups->len;
    g_array_insert_val(groups, place, group);
    return &g_array_index(groups, Group, place);
}

static gboolean
add_report(const MeasureContext *context, DueDigest *digest, gint64 report_id, GError **error)
{
    g_autoptr(GError) problem = NULL;
    char *path = keep_report_path(context->db, report_id, &problem);
    if (path)
        g_ptr_array_add(digest->reports, path);
    if (!problem)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
}

static gboolean
add_signal(const MeasureContext *context, DueDigest *digest, GArray *groups, DueTitles *titles, gint64 signal_id, GError **error)
{
    g_autoptr(Signal) signal = measure_due_signal_find(context->db, signal_id, error);
    if (!signal || (g_str_equal(signal->rule, REPORT) && !add_report(context, digest, signal->subject_id, error)))
        return FALSE;
    Group *group = group_of(groups, signal->rule);
    if (group->n++ > 0)
        return TRUE;
    group->title =
        measure_due_title(context, titles, signal->key, signal->rule, signal->account_id, error);
    return group->title != NULL;
}

static char *
line_of(const Group *group)
{
    const Rule *rule = measure_rule_find(group->rule);
    if (group->n == 1 || !rule)
        return g_strdup(group->title);
    return g_strdup_printf("%s: %u", _(rule->group), group->n);
}

static void
write_lines(DueDigest *digest, const GArray *groups)
{
    guint rest = 0, room = groups->len > DIGEST_LINES ? DIGEST_LINES - 1 : DIGEST_LINES; /* the last line tells how many more */
    for (guint i = 0; i < groups->len; i++) {
        const Group *group = &g_array_index(groups, Group, i);
        if (digest->lines->len < room)
            g_ptr_array_add(digest->lines, line_of(group));
        else
            rest += group->n;
    }
    if (rest > 0)
        g_ptr_array_add(digest->lines, g_strdup_printf(_("and %u more"), rest));
    guint n = digest->signals->len;
    digest->summary = g_strdup_printf(_("To do: %u"), n);
}

DueDigest *
measure_due_digest(const MeasureContext *context, GError **error)
{
    g_autoptr(GArray) notices = g_array_new(FALSE, FALSE, sizeof(DueNotice));
    g_auto(DueTitles) titles = {.only_names = measure_due_tells_names(context)};
    if (!measure_due_waiting(context, notices, error))
        return NULL;
    g_autoptr(DueDigest) digest = digest_new();
    g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(Group));
    g_array_set_clear_func(groups, clear_group);
    for (guint i = 0; i < notices->len; i++) {
        gint64 id = g_array_index(notices, DueNotice, i).signal_id;
        if (!add_signal(context, digest, groups, &titles, id, error))
            return NULL;
        g_array_append_val(digest->signals, id);
    }
    write_lines(digest, groups);
    return g_steal_pointer(&digest);
}

static gboolean
note_told(const MeasureContext *context, const DueDigest *digest, GError **error)
{
    for (guint i = 0; i < digest->signals->len; i++)
        if (!tell(context, g_array_index(digest->signals, gint64, i), "digest", error))
            return FALSE;
    g_autofree char *today = day_format(calendar_day_of(context->calendar, context->now));
    return keep_setting_set(context->db, "digest_day", today, context->now, error);
}

gboolean
measure_due_digest_told(const MeasureContext *context, const DueDigest *digest, GError **error)
{
    if (!keep_db_begin(context->db, error))
        return FALSE;
    if (note_told(context, digest, error) && keep_db_commit(context->db, error))
        return TRUE;
    keep_db_rollback(context->db);
    return FALSE;
}

gint64
measure_due_digest_at(const MeasureContext *context, gint32 day)
{
    int year, month, date;
    day_to_ymd(day, &year, &month, &date);
    const char *text = config_text(context->config, "notify", "digest_at");
    const char *colon = strchr(text, ':');
    return clock_from_civil(calendar_zone(context->calendar), year, month, date, atoi(text),
                            atoi(colon + 1), 0);
}

/* Who starts the machine at night gets it in the morning. */
static gint64
digest_end(const MeasureContext *context, const CalendarDay *row)
{
    return is_any_hour(context)
               ? row->end_at
               : MAX(row->work_end_at, measure_due_digest_at(context, row->day) + HOUR);
}

gboolean
measure_due_digest_is_time(const MeasureContext *context, gboolean *ret_is_time, GError **error)
{
    gint32 today = calendar_day_of(context->calendar, context->now);
    const CalendarDay *row = calendar_day(context->calendar, today);
    g_autoptr(GError) problem = NULL;
    g_autofree char *told = keep_setting_get(context->db, "digest_day", &problem);
    if (problem) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return FALSE;
    }
    gboolean is_busy;
    if (!is_in_meeting(context, &is_busy, error))
        return FALSE;
    g_autofree char *day = day_format(today);
    *ret_is_time = !is_busy && row && row->is_workday && g_strcmp0(told, day) != 0 &&
                   context->now >= measure_due_digest_at(context, today) &&
                   context->now < digest_end(context, row);
    return TRUE;
}
