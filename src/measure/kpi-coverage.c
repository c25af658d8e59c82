/* SPDX-License-Identifier: MIT
 * From which day on a kind of data is known (spec 15-A12, A19, 16-D06, 17-F). */
#include "measure/kpi-engine.h"

/* Each selects: rows that make the kind exist, whether one of them covers all time, first day. */
static const char LEADS[] = "SELECT COUNT(*), 0, MIN(d) FROM (SELECT l.created_day AS d FROM lead l"
                            " WHERE l.created_at <= :now ORDER BY l.created_day LIMIT 1) AS x";
static const char TOUCHPOINTS[] = "SELECT COUNT(*), 0, MIN(d) FROM (SELECT t.local_day AS d FROM touchpoint t"
                                  " WHERE t.kind <> 'note' AND t.occurred_at <= :now ORDER BY t.local_day LIMIT 1) AS x";
static const char FOLLOW_UPS[] = "SELECT COUNT(*), 0, MIN(d.local_day) FROM (SELECT MIN(f.created_at) AS at FROM follow_up f WHERE f.created_at <= :now) AS x"
                                 " JOIN calendar_day d ON d.start_at <= x.at AND d.end_at > x.at";
static const char PROPOSALS[] = "SELECT COUNT(*), 0, MIN(p.presented_day) FROM proposal p WHERE p.presented_at <= :now";
static const char QUALIFICATION[] = "SELECT COUNT(*), 0, MIN(q.local_day) FROM qualification_step q WHERE q.at <= :now";
/* kinds that are dated by days: what begins on a day is known from its start on, also before the calendar begins */
static const char PROJECTS[] = "SELECT COUNT(*), 0, MIN(p.delivered_day) FROM project p WHERE p.delivered_day <= :today";
static const char INVOICES[] = "SELECT COUNT(*), 0, MIN(i.invoice_day) FROM invoice i WHERE i.status <> 'void' AND i.invoice_day <= :today";
static const char SUBSCRIPTIONS[] = "SELECT COUNT(*), 0, MIN(s.start_day) FROM subscription s WHERE s.start_day <= :today";
static const char REFERRALS[] = "SELECT COUNT(*), 0, MIN(x.day) FROM (SELECT r.asked_day AS day FROM referral r UNION ALL SELECT r.introduced_day FROM referral r) AS x"
                                " WHERE x.day <= :today";
static const char MAIL[] =
    "SELECT COUNT(*), MAX(CASE WHEN b.coverage_from_day IS NULL THEN 1 ELSE 0 END), MIN(b.coverage_from_day)"
    " FROM mailbox b WHERE (b.last_ok_at IS NOT NULL OR EXISTS ("
    " SELECT 1 FROM mail_folder f JOIN ledger l ON l.folder_id = f.id WHERE f.mailbox_id = b.id))";
static const char CALENDAR[] =
    "SELECT COUNT(*), 0, MIN(d) FROM (SELECT s.coverage_from_day AS d FROM calendar_source s WHERE s.last_ok_at IS NOT NULL"
    " UNION ALL SELECT MIN(m.booked_day) FROM meeting m WHERE m.source_id IS NULL AND m.booked_at <= :now"
    " UNION ALL SELECT MIN(m.local_day) FROM meeting m WHERE m.source_id IS NULL AND m.start_at <= :now) AS x"
    " WHERE d IS NOT NULL";

static gboolean
ask(const MeasureContext *context, const char *sql, KpiCoverage *ret, GError **error)
{
    g_autoptr(KeepRows) rows = keep_db_query_text(context->db, sql, BIND(KI("now", context->now), KI("today", calendar_day_of(context->calendar, context->now))),
                                                  TRUE, error);
    if (!rows || !keep_rows_next(rows, error))
        return FALSE;
    *ret = (KpiCoverage){
        .ever = keep_rows_int(rows, 0) > 0,
        .all_time = keep_rows_int(rows, 1) != 0,
        .from = keep_rows_is_null(rows, 2) ? G_MAXINT32 : (gint32)keep_rows_int(rows, 2),
    };
    return TRUE;
}

/* Held meetings are known from feeds as well as from touchpoints. */
static gboolean
ask_both(const MeasureContext *context, KpiCoverage *ret, GError **error)
{
    KpiCoverage touchpoints;
    if (!ask(context, CALENDAR, ret, error) || !ask(context, TOUCHPOINTS, &touchpoints, error))
        return FALSE;
    ret->ever = ret->ever || touchpoints.ever;
    ret->from = MIN(ret->from, touchpoints.from);
    return TRUE;
}

gboolean
measure_kpi_coverage(const MeasureContext *context, const char *kind, KpiCoverage *ret, GError **error)
{
    static const struct { const char *kind, *sql; } kinds[] = {
        { "leads", LEADS }, { "touchpoints", TOUCHPOINTS }, { "follow-ups", FOLLOW_UPS }, { "mail", MAIL }, { "calendar", CALENDAR },
        { "proposals", PROPOSALS }, { "qualification", QUALIFICATION }, { "projects", PROJECTS }, { "invoices", INVOICES },
        { "subscriptions", SUBSCRIPTIONS }, { "referrals", REFERRALS },
    };
    *ret = (KpiCoverage){ .ever = TRUE, .all_time = TRUE };
    if (!kind)
        return TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_equal(kind, kinds[i].kind))
            return ask(context, kinds[i].sql, ret, error);
    return ask_both(context, ret, error);
}
