/* SPDX-License-Identifier: MIT
 * One evaluation: which period and instant, which scope, and the parameters that the SQL files may use. */
#include "measure/kpi-engine.h"
#include "measure/list-table.h"
#include "measure/policy.h"
#include "measure/kpi-own.h"
#include "measure/sql.h"
#include "base/error.h"
#include <string.h>
#include <glib/gi18n.h>

gboolean
measure_kpi_is_state(const KpiDefinition *kpi)
{
    return (kpi->traits & KPI_STATE) || g_str_equal(kpi->primary, "point") || g_str_equal(kpi->primary, "lifetime");
}

/* The period named by PRIMARY that is current on TODAY; rolling ones end on the day before. */
static Period
primary_period(const char *primary, gint32 today)
{
    static const struct { const char *name; PeriodKind kind; } kinds[] = {
        { "day", PERIOD_DAY }, { "week", PERIOD_WEEK }, { "month", PERIOD_MONTH }, { "quarter", PERIOD_QUARTER },
        { "half", PERIOD_HALF }, { "year", PERIOD_YEAR },
    };
    static const struct { const char *name; int days, months; } rolling[] = { { "rolling90", 90, 0 }, { "rolling12m", 0, 12 }, { "rolling6m", 0, 6 } };
    for (guint i = 0; i < G_N_ELEMENTS(rolling); i++)
        if (g_str_equal(primary, rolling[i].name))
            return rolling[i].days ? period_rolling_days(rolling[i].days, today - 1) : period_rolling_months(rolling[i].months, today - 1);
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_equal(primary, kinds[i].name))
            return period_containing(kinds[i].kind, today);
    return g_str_equal(primary, "lifetime") ? period_lifetime(today) : period_point(today);
}

/* The same of KPI; that of win rates is the user's to say. */
static Period
own_period(const KpiRun *run, gint32 today)
{
    if (!(run->kpi->traits & KPI_HISTORIC))
        return primary_period(run->kpi->primary, today);
    return period_rolling_months((int)g_ascii_strtoll(config_text(run->context->config, "win", "lookback"), NULL, 10), today - 1);
}

/* What a period asked for means to the KPI (15-A4, 17-K1): itself, or the state or the rolling span that ends with it. */
static Period
fitted_period(const KpiRun *run, const Period *asked, gint32 today)
{
    const KpiDefinition *kpi = run->kpi;
    gboolean is_rolling = g_str_has_prefix(kpi->primary, "rolling");
    gboolean is_point = g_str_equal(kpi->primary, "point") || g_str_equal(kpi->primary, "lifetime");
    if (!asked)
        return own_period(run, today);
    if (is_point)
        return primary_period(kpi->primary, MIN(today, asked->last));
    if (is_rolling && !(kpi->traits & KPI_WINDOW))
        return own_period(run, MIN(today, asked->last + 1));
    return *asked;
}

/* A state is taken at the end of the period, or now while it runs. */
static void
set_time(KpiRun *run, const Period *period)
{
    const MeasureContext *context = run->context;
    gint32 today = calendar_day_of(context->calendar, context->now);
    run->period = fitted_period(run, period, today);
    run->now = context->now;
    run->today = today;
    if (!measure_kpi_is_state(run->kpi))
        return;
    run->today = MIN(today, run->period.last);
    if (run->today < today)
        run->now = calendar_day_start(context->calendar, run->today + 1) - 1;
}

gboolean
measure_kpi_has_scope(const KpiDefinition *kpi, const char *scope)
{
    const char *colon = strchr(scope, ':');
    g_autofree char *kind = colon ? g_strndup(scope, (gsize)(colon - scope)) : NULL;
    g_auto(GStrv) scopes = g_strsplit(kpi->scopes, " ", -1);
    return g_str_equal(scope, "all") || (kind && g_strv_contains((const char *const *)scopes, kind));
}

static gboolean
set_scope(KpiRun *run, const char *scope, GError **error)
{
    if (!scope || g_str_equal(scope, "all"))
        return TRUE;
    if (!measure_kpi_has_scope(run->kpi, scope))
        return fail(error, FAIL_BAD_INPUT, N_("%s: no scope '%s' (scopes: %s)"), run->kpi->id, scope, run->kpi->scopes);
    const char *key = strchr(scope, ':') + 1;
    g_autofree char *kind = g_strndup(scope, (gsize)(key - 1 - scope));
    if (g_str_equal(kind, "account"))
        run->account = key;
    else if (!(run->kpi->traits & KPI_FILTERED))
        return TRUE;
    else if (g_str_equal(kind, "contact"))
        run->contact = key;
    else if (g_str_equal(kind, "segment"))
        run->segment = key;
    else if (g_str_equal(kind, "source"))
        run->source = key;
    else if (g_str_equal(kind, "tier") && (!g_ascii_string_to_unsigned(key, 10, 1, 3, (guint64 *)&run->tier, NULL)))
        return fail(error, FAIL_BAD_INPUT, N_("%s: a tier is 1, 2 or 3"), scope);
    return TRUE;
}

static gint64
sla_secs(const KpiRun *run, const char *key)
{
    return (gint64)(config_real(run->context->config, "sla", key) * 3600);
}

/* Whether a check-in with customers of the tier may be a mail. */
static gboolean
counts_mail(const KpiRun *run, const char *tier)
{
    return g_strv_contains(config_list(run->context->config, "review", "check_in_by_mail"), tier);
}

/* Whether a review is due by the calendar. */
static gboolean
goes_by_calendar(const KpiRun *run, const char *kind)
{
    return g_strv_contains(config_list(run->context->config, "review", "by_calendar"), kind);
}

/* Months in the period: review intervals up to it can be asked for (15-C71). */
static int
months_of(const Period *period)
{
    switch (period->kind) {
    case PERIOD_MONTH:
        return 1;
    case PERIOD_QUARTER:
        return 3;
    case PERIOD_HALF:
        return 6;
    case PERIOD_YEAR:
        return 12;
    case PERIOD_ROLLING_MONTHS:
        return period->n;
    case PERIOD_DAY:
    case PERIOD_WEEK:
    case PERIOD_ROLLING_DAYS:
    case PERIOD_POINT:
    case PERIOD_LIFETIME:
    default:
        return 0;
    }
}

/* W(t) of 01 §1.1, counted like the column cum_work_secs. */
static gint64
work_until(const Calendar *calendar, gint64 at)
{
    gsize n;
    const CalendarDay *first = calendar_days(calendar, &n);
    return first->cum_work_secs + calendar_work_between(calendar, first->start_at, at);
}

/* Without one all revenue counts (03, 3.6). */
static double
margin(const Config *config)
{
    return config_text(config, "finance", "gross_margin") ? config_real(config, "finance", "gross_margin") : 1;
}

static void
set_binds(KpiRun *run)
{
    const Config *config = run->context->config;
    const KeepBind binds[] = {
        KI("now", run->now),
        KI("asked", run->context->now),
        KI("today", run->today),
        KI("now_work", work_until(run->context->calendar, run->now)),
        KI("first", run->period.first),
        KI("last", run->period.last),
        KI("from", calendar_day_start(run->context->calendar, run->period.first)),
        KI("until", calendar_day_start(run->context->calendar, run->period.last + 1)),
        KI("months", months_of(&run->period)),
        KT("account", run->account),
        KT("contact", run->contact),
        KT("segment", run->segment),
        KT("source", run->source),
        KO("tier", run->tier == 0, run->tier),
        KI("window", config_int(config, "reply", "window_days")),
        KI("stale_days", config_int(config, "stale", "days")),
        KI("hygiene_days", config_int(config, "hygiene", "days")),
        KI("max_attempts", config_int(config, "attempts", "max")),
        KI("sla_1", sla_secs(run, "work_hours_t1")),
        KI("sla_2", sla_secs(run, "work_hours_t2")),
        KI("sla_3", sla_secs(run, "work_hours_t3")),
        KI("sla_prospect", sla_secs(run, "work_hours_prospect")),
        KI("mail_1", counts_mail(run, "1")),
        KI("mail_2", counts_mail(run, "2")),
        KI("mail_3", counts_mail(run, "3")),
        KI("calendar_check_in", goes_by_calendar(run, "check_in")),
        KI("calendar_qbr", goes_by_calendar(run, "qbr")),
        KI("calendar_strategic", goes_by_calendar(run, "strategic")),
        KI("calendar_annual", goes_by_calendar(run, "annual")),
        KI("fiscal_month", config_int(config, "business", "fiscal_start_month")),
        KR("margin", margin(config)),
        KI("risk_days", config_int(config, "risk", "half_life_days")),
        KI("lookback", config_int(config, "attribution", "lookback_days")),
        KI("half_life", config_int(config, "attribution", "half_life_days")),
        { NULL, KEEP_BIND_NULL, 0, 0, NULL },
    };
    G_STATIC_ASSERT(POLICY_BINDS + G_N_ELEMENTS(binds) <= KPI_BINDS_MAX);
    measure_policy_binds(config, run->binds);
    memcpy(run->binds + POLICY_BINDS, binds, sizeof binds);
}

gboolean
measure_kpi_run_init(KpiRun *run, const MeasureContext *context, const KpiDefinition *kpi, const Period *period,
                     const char *scope, GError **error)
{
    g_autofree char *formula = kpi->formula ? config_fill(context->config, _(kpi->formula)) : NULL;
    *run = (KpiRun){ .context = context, .kpi = kpi, .formula = g_intern_string(formula) };
    set_time(run, period);
    if (!set_scope(run, scope, error))
        return FALSE;
    set_binds(run);
    return TRUE;
}

const char *
measure_kpi_sql(const char *id)
{
    const char *own = measure_kpi_own_sql(id);
    return own ? own : measure_sql(id);
}

KeepRows *
measure_kpi_rows(const KpiRun *run, GError **error)
{
    const MeasureContext *context = run->context;
    const char *own = measure_kpi_own_sql(run->kpi->id);
    return own ? keep_db_query_text(context->db, own, run->binds, TRUE, error) : measure_memo_rows(context->memo, context->db, run->kpi->id, run->binds, error);
}

/* Everything up to the line "-- figure" is about units; what follows sums them up. */
static char *
units_sql(const char *id)
{
    const char *sql = measure_kpi_sql(id);
    const char *mark = strstr(sql, "\n-- figure\n");
    g_assert(mark);
    return g_strdup_printf("%.*s\nSELECT * FROM unit", (int)(mark - sql), sql);
}

static Value *
read_cell(KeepRows *rows, int column)
{
    const char *name = keep_rows_name(rows, column);
    if (keep_rows_is_null(rows, column))
        return value_null();
    if (keep_rows_is_text(rows, column))
        return value_text(keep_rows_text(rows, column));
    if (keep_rows_is_real(rows, column))
        return value_real(keep_rows_real(rows, column));
    gint64 i = keep_rows_int(rows, column);
    if (g_str_equal(name, "at") || g_str_has_suffix(name, "_at"))
        return value_instant(i);
    if (g_str_has_suffix(name, "_day"))
        return value_day((gint32)i);
    if (g_str_has_suffix(name, "_ore"))
        return value_ore(i);
    return g_str_has_prefix(name, "is_") ? value_bool(i != 0) : value_int(i);
}

Table *
measure_kpi_units(const KpiRun *run, const char *name, GError **error)
{
    g_autofree char *sql = units_sql(run->kpi->id);
    g_autoptr(KeepRows) rows = keep_db_query_text(run->context->db, sql, run->binds, TRUE, error);
    if (!rows)
        return NULL;
    g_autoptr(Table) table = table_new(name);
    for (int i = 0; i < keep_rows_columns(rows); i++)
        table_column(table, keep_rows_name(rows, i), measure_kpi_unit_title(keep_rows_name(rows, i)), COLUMN_SHOWN);
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem)) {
        table_row(table);
        for (int i = 0; i < keep_rows_columns(rows); i++)
            table_cell(table, read_cell(rows, i));
    }
    if (problem) {
        g_propagate_error(error, problem);
        return NULL;
    }
    return g_steal_pointer(&table);
}

#define OWN_SECONDS 5 /* that SQL of the user's own may take */

void
measure_kpi_guard(const KpiRun *run)
{
    keep_db_guard(run->context->db, OWN_SECONDS * G_USEC_PER_SEC);
}

gboolean
measure_kpi_unguard(const KpiRun *run, gboolean good, const GError *failure, GError **error)
{
    if (keep_db_unguard(run->context->db))
        return fail(error, FAIL_BAD_INPUT, N_("%s: takes longer than %d seconds"), run->kpi->id, OWN_SECONDS);
    return good || fail(error, FAIL_BAD_INPUT, "%s: %s", run->kpi->id, failure->message);
}

static Table *
own_units(const KpiRun *run, const char *name, GError **error)
{
    g_autoptr(GError) failure = NULL;
    measure_kpi_guard(run);
    g_autoptr(Table) table = measure_kpi_units(run, name, &failure);
    return measure_kpi_unguard(run, table != NULL, failure, error) ? g_steal_pointer(&table) : NULL;
}

static gboolean
is_of(const Value *value, const char *key)
{
    g_autofree char *number = value && value->kind == VALUE_INT ? g_strdup_printf("%" G_GINT64_FORMAT, value->i) : NULL;
    return value && g_strcmp0(number ? number : value->t, key) == 0;
}

/* Of rows that say which account, source or the like they are of, those of SCOPE. */
static void
keep_units(Table *table, const char *scope)
{
    static const char *const shared[] = { "component", "month", "stage", NULL }; /* of which a row counts for several */
    g_auto(GStrv) parts = g_strsplit(scope, ":", 2);
    gboolean tells = FALSE;
    if (g_strv_contains(shared, parts[0]))
        return;
    for (guint i = 0; i < table->columns->len; i++)
        tells = tells || g_str_equal(g_array_index(table->columns, Column, i).key, parts[0]);
    for (guint i = tells ? table->rows->len : 0; i > 0; i--)
        if (!is_of(table_get(table, i - 1, parts[0]), parts[1]))
            g_ptr_array_remove_index(table->rows, i - 1);
}

Table *
measure_kpi_explain(const MeasureContext *context, const KpiDefinition *kpi, const Period *period, const char *scope, GError **error)
{
    KpiRun run;
    if (!measure_kpi_run_init(&run, context, kpi, period, scope, error))
        return NULL;
    Table *table = (measure_kpi_own_find(kpi->id) == kpi ? own_units : measure_kpi_units)(&run, "units", error);
    if (table && scope)
        keep_units(table, scope);
    return table;
}
