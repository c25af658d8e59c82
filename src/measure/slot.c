/* SPDX-License-Identifier: MIT
 * Free time for a meeting. */
#include "measure/slot.h"
#include "measure/sql.h"

#define DAYS_MAX 60
#define GRID (30 * 60)
#define EARLY (3600)         /* nobody is asked to come at the first stroke of the day */
#define LUNCH_START (12 * 3600)
#define LUNCH_END (13 * 3600)
#define AFTERNOON LUNCH_END

/* Taken times of the next DAYS_MAX days, by start. */
static GArray *
taken(const MeasureContext *context, gint32 from, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Slot));
    const KeepBind *binds = BIND(KI("now", context->now), KI("from", calendar_day_start(context->calendar, from)),
                                 KI("to", calendar_day_start(context->calendar, from + DAYS_MAX + 1)));
    g_autoptr(KeepRows) rows = keep_db_query_text(context->db, measure_sql("list-taken"), binds, TRUE, error);
    while (rows && keep_rows_next(rows, &problem)) {
        Slot slot = {keep_rows_int(rows, 0), keep_rows_int(rows, 1)};
        g_array_append_val(all, slot);
    }
    if (!problem)
        return rows ? g_steal_pointer(&all) : NULL;
    g_propagate_error(error, g_steal_pointer(&problem));
    return NULL;
}

static gboolean
is_free(const GArray *all, gint64 start, gint64 end)
{
    for (guint i = 0; i < all->len; i++) {
        const Slot *slot = &g_array_index(all, Slot, i);
        if (slot->start_at < end && slot->end_at > start)
            return FALSE;
    }
    return TRUE;
}

/* The first free time of the day at or after EARLIEST (seconds of the working day's own clock). */
static gboolean
find_on(const MeasureContext *context, const CalendarDay *day, const GArray *all, gint64 earliest, gint64 seconds, Slot *ret)
{
    gint64 lunch_start = day->start_at + LUNCH_START, lunch_end = day->start_at + LUNCH_END;
    for (gint64 start = MAX(day->work_start_at, earliest); start + seconds <= day->work_end_at; start += GRID) {
        gboolean is_lunch = start < lunch_end && start + seconds > lunch_start && seconds < 3 * 3600;
        if (is_lunch || !is_free(all, start, start + seconds) || start <= context->now)
            continue;
        *ret = (Slot){start, start + seconds};
        return TRUE;
    }
    return FALSE;
}

GArray *
measure_slots(const MeasureContext *context, gint32 from, int minutes, guint n, GError **error)
{
    g_autoptr(GArray) all = taken(context, from, error);
    if (!all)
        return NULL;
    GArray *slots = g_array_new(FALSE, FALSE, sizeof(Slot));
    for (gint32 i = 0; i < DAYS_MAX && slots->len < n; i++) {
        const CalendarDay *day = calendar_day(context->calendar, from + i);
        Slot slot;
        if (!day || !day->is_workday || day->is_quiet)
            continue;
        gint64 morning = day->work_start_at + EARLY, wanted = slots->len % 2 ? day->start_at + AFTERNOON : morning;
        if (find_on(context, day, all, wanted, minutes * 60, &slot) || find_on(context, day, all, morning, minutes * 60, &slot))
            g_array_append_val(slots, slot);
    }
    return slots;
}
