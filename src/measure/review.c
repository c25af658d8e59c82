/* SPDX-License-Identifier: MIT
 * Kinds, due days and states of reviews: pure. */
#include "measure/review.h"
#include <string.h>
#include "base/purpose.h"
#include <glib/gi18n.h>

static const struct {
    const char *code, *name;
} kinds[REVIEW_KINDS] = {
    [REVIEW_CHECK_IN] = {"check_in", N_("Check-in")},
    [REVIEW_QBR] = {"qbr", N_("QBR")},
    [REVIEW_STRATEGIC] = {"strategic", N_("Strategic review")},
    [REVIEW_ANNUAL] = {"annual", N_("Annual review")},
};

const char *
measure_review_code(ReviewKind kind)
{
    return kinds[kind].code;
}

ReviewKind
measure_review_kind(const char *code)
{
    for (int kind = 0; kind < REVIEW_KINDS; kind++)
        if (g_strcmp0(kinds[kind].code, code) == 0)
            return kind;
    return REVIEW_NONE;
}

const char *
measure_review_name(ReviewKind kind)
{
    return _(kinds[kind].name);
}

ReviewKind
measure_review_kind_of_title(const char *title)
{
    return measure_review_kind(purpose_review_of_title(title));
}

ReviewKind
measure_review_kind_of_meeting(const char *purpose, const char *purpose_by, const char *title)
{
    if (purpose && g_strcmp0(purpose_by, "title") != 0)
        return measure_review_kind(purpose);
    ReviewKind kind = measure_review_kind_of_title(title);
    return kind == REVIEW_NONE ? measure_review_kind(purpose) : kind;
}

gint32
measure_review_due(gint32 held, gint32 since, gint32 start, int interval_months, gboolean by_calendar)
{
    gint32 from = held != DAY_NONE ? held : MAX(since, start);
    return from == DAY_NONE ? DAY_NONE : day_add_cadence(from, interval_months, by_calendar);
}

ReviewState
measure_review_state(const ReviewPolicy *policy, gint32 due, gint32 booked, gint32 today)
{
    if (booked != DAY_NONE)
        return booked <= due + policy->grace_days ? REVIEW_SCHEDULED : REVIEW_SCHEDULED_LATE;
    if (today > due + policy->grace_days)
        return REVIEW_OVERDUE;
    return today >= due - policy->remind_days ? REVIEW_DUE_SOON : REVIEW_OK;
}

gboolean
measure_review_next(const MeasureContext *context, const char *account, ReviewKind *ret, GError **error)
{
    static const char FIRST[] = "SELECT g.dedup_key FROM signal g JOIN account a ON a.id = g.account_id WHERE a.ext_id = :id AND g.state <> 'resolved'"
                                " AND g.rule_id IN ('review_due', 'review_overdue') AND g.opened_at <= :now ORDER BY g.due_day, g.id LIMIT 1";
    g_autoptr(GError) problem = NULL;
    g_autofree char *key = keep_db_text(context->db, FIRST, BIND(KT("id", account), KI("now", context->now)), &problem);
    *ret = key ? measure_review_kind(strrchr(key, ':') + 1) : REVIEW_NONE;
    if (!problem)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
}
