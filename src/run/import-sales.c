/* SPDX-License-Identifier: MIT
 * What belongs to leads as CSV: qualification, lead-touches, proposals, referrals, costs of sources, targets, forecast-snapshots. */
#include "run/import-kind.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "base/period.h"
#include "base/text.h"
#include "measure/kpi.h"


const ImportKind run_import_qualification = {
    "qualification",
    (const ImportColumn[]){ COLUMN_REFERENCE("lead", TRUE, "lead_id", "lead"), COLUMN_INT("step", TRUE, "step", 1, 9),
                            COLUMN_CHOICE("result", TRUE, "result", "pass|fail"),
                            COLUMN_INSTANT("at", TRUE, "at", "local_day"), COLUMN_END },
    run_import_plain, "qualification_step", "lead_id step", NULL,
};

const ImportKind run_import_lead_touches = {
    "lead-touches",
    (const ImportColumn[]){ COLUMN_REFERENCE("lead", TRUE, "lead_id", "lead"), COLUMN_REFERENCE("source", TRUE, "source_id", "lead_source"),
                            COLUMN_INSTANT("at", TRUE, "at", "local_day"), COLUMN_TEXT("utm_source", FALSE, "utm_source"),
                            COLUMN_TEXT("utm_medium", FALSE, "utm_medium"), COLUMN_TEXT("utm_campaign", FALSE, "utm_campaign"), COLUMN_END },
    run_import_plain, "lead_touch_source", "lead_id source_id at", NULL,
};

/* What is decided was decided some day; what is not was not (06). */
static void
check_proposal(ImportRow *row, KeepFields *fields)
{
    gint64 decided;
    const char *status = keep_fields_get_text(fields, "status");
    gboolean is_open = status == NULL || g_str_equal(status, "draft") || g_str_equal(status, "presented");
    gboolean has_day = keep_fields_get_int(fields, "decided_day", &decided);
    if (!is_open && !has_day && run_cell_text(&row->cells, "decided") == NULL)
        run_cell_problem(&row->cells, "decided", _("required when the status is %s"), status);
    if (status != NULL && is_open && has_day) /* a status that was no status has been told of */
        run_cell_problem(&row->cells, "decided", _("the status is %s"), status);
}

const ImportKind run_import_proposals = {
    "proposals",
    (const ImportColumn[]){ COLUMN_OWN("id", TRUE), COLUMN_REFERENCE("lead", TRUE, "lead_id", "lead"),
                            COLUMN_MONEY("amount", TRUE, "amount_ore"), COLUMN_REFERENCE("service", FALSE, "service_id", "service"),
                            COLUMN_INSTANT("presented", FALSE, "presented_at", "presented_day"),
                            COLUMN_DAY("valid_until", FALSE, "valid_until_day"),
                            COLUMN_CHOICE("status", TRUE, "status", "draft|presented|won|lost|expired|withdrawn"),
                            COLUMN_INSTANT("decided", FALSE, "decided_at", "decided_day"), COLUMN_END },
    run_import_plain, "proposal", NULL, check_proposal,
};

static gboolean
set_owner(ImportRow *row, KeepFields *fields, gint64 contact_id)
{
    gint64 account_id;
    gboolean found = FALSE;
    if (!keep_db_int(row->db, "SELECT account_id FROM contact WHERE id = :id", BIND(KI("id", contact_id)), &account_id, &found, NULL) || !found)
        return FALSE;
    keep_fields_int(fields, "referrer_account_id", account_id);
    return TRUE;
}

/* An account, else a contact, and then its account (15-B14). */
static void
check_referral(ImportRow *row, KeepFields *fields)
{
    const char *referrer = run_cell_text(&row->cells, "referrer");
    g_autoptr(GError) failure = NULL;
    if (!run_cell_has(&row->cells, "referrer"))
        return;
    keep_fields_null(fields, "referrer_account_id");
    keep_fields_null(fields, "referrer_contact_id");
    if (referrer == NULL)
        return;
    gint64 id = keep_row_find(row->db, "account", referrer, &failure);
    if (id != 0) {
        keep_fields_int(fields, "referrer_account_id", id);
        return;
    }
    if (failure == NULL && (id = keep_row_find(row->db, "contact", referrer, &failure)) != 0 && set_owner(row, fields, id))
        keep_fields_int(fields, "referrer_contact_id", id);
    else
        run_cell_problem(&row->cells, "referrer", _("no account or contact %s"), referrer);
}

const ImportKind run_import_referrals = {
    "referrals",
    (const ImportColumn[]){ COLUMN_OWN("id", TRUE),
                            COLUMN_CHOICE("referrer_kind", TRUE, "referrer_kind", "customer|partner|network"),
                            COLUMN_OWN("referrer", FALSE), COLUMN_REFERENCE("lead", FALSE, "lead_id", "lead"),
                            COLUMN_DAY("asked", FALSE, "asked_day"), COLUMN_DAY("introduced", FALSE, "introduced_day"),
                            COLUMN_DAY("followed_up", FALSE, "followed_up_day"), COLUMN_DAY("feedback", FALSE, "feedback_day"),
                            COLUMN_DAY("rewarded", FALSE, "rewarded_day"), COLUMN_MONEY("reward", FALSE, "reward_ore"), COLUMN_END },
    run_import_plain, "referral", NULL, check_referral,
};

static void
check_cost(ImportRow *row, KeepFields *fields)
{
    gint64 from, to;
    if (keep_fields_get_int(fields, "from_day", &from) && keep_fields_get_int(fields, "to_day", &to) && to < from)
        run_cell_problem(&row->cells, "to", "%s", _("lies before the start"));
}

const ImportKind run_import_costs = {
    "costs",
    (const ImportColumn[]){ COLUMN_OWN("id", TRUE), COLUMN_REFERENCE("source", TRUE, "source_id", "lead_source"),
                            COLUMN_DAY("from", TRUE, "from_day"), COLUMN_DAY("to", TRUE, "to_day"),
                            COLUMN_CHOICE("kind", TRUE, "kind", "staff|tool|content|event|travel|incentive|ads|other"),
                            COLUMN_SIGNED_MONEY("amount", TRUE, "amount_ore"), COLUMN_END },
    run_import_plain, "source_cost", NULL, check_cost,
};

/* --- periods ------------------------------------------------------------------------------------------------------------------ */

gint64
run_import_period_key(const Calendar *calendar, const char *kind, const char *text)
{
    g_autofree char *label = g_strdup_printf("%s:%s", kind, text);
    Period period;
    const CalendarDay *day = NULL;
    if (period_parse(label, &period, NULL))
        day = calendar_day(calendar, period.first);
    if (day == NULL)
        return 0;
    if (g_str_equal(kind, "day"))
        return day->ymd;
    if (g_str_equal(kind, "week"))
        return day->week_key;
    return g_str_equal(kind, "month") ? day->month_key : g_str_equal(kind, "quarter") ? day->quarter_key : day->year_key;
}

/* 0 with a problem if it is no period of KIND. */
static gint64
read_period_key(ImportRow *row, const char *column, const char *kind)
{
    const char *text = run_cell_text(&row->cells, column);
    gint64 key = run_import_period_key(row->calendar, kind, text);
    if (key == 0)
        run_cell_problem(&row->cells, column, _("\"%s\" is no %s"), text, kind);
    return key;
}

/* In SEK or in the figure's own unit: the number as it is written (15-B1, B15). FALSE if there is none. */
static gboolean
read_mark(ImportRow *row, KeepFields *fields, const char *column, gint64 *ret_hundredths)
{
    const char *text = run_cell_text(&row->cells, column);
    if (!run_cell_has(&row->cells, column))
        return FALSE;
    if (text == NULL)
        keep_fields_null(fields, column);
    if (text == NULL || !run_cell_money(&row->cells, column, ret_hundredths))
        return FALSE;
    keep_fields_real(fields, column, (double)*ret_hundredths / 100);
    return TRUE;
}

/* "account:A17" of an account that is none would stand there without a word, too. */
static void
check_scope(ImportRow *row)
{
    const char *scope = run_cell_text(&row->cells, "scope");
    if (scope != NULL && g_str_has_prefix(scope, "account:") && keep_row_find(row->db, "account", scope + strlen("account:"), NULL) == 0)
        run_cell_problem(&row->cells, "scope", _("no account %s"), scope + strlen("account:"));
}

/* A target of a figure that is none would stand there without a word. */
static gboolean
is_figure(const ImportRow *row, const char *id)
{
    g_autofree char *name = g_strconcat(id, ".sql", NULL), *own = g_build_filename(row->kpi_path, name, NULL);
    return measure_kpi_find(id) != NULL || g_file_test(own, G_FILE_TEST_EXISTS);
}

static void
check_figure(ImportRow *row, const char *id)
{
    gsize n;
    const KpiDefinition *all = measure_kpi_catalogue(&n);
    if (id == NULL || is_figure(row, id))
        return;
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (gsize i = 0; i < n; i++)
        g_ptr_array_add(ids, (gpointer)all[i].id);
    g_ptr_array_add(ids, NULL);
    const char *nearest = text_nearest(id, (const char *const *)ids->pdata);
    if (nearest != NULL)
        run_cell_problem(&row->cells, "kpi", _("no KPI %s (did you mean %s?); `cadens kpi list` lists them"), id, nearest);
    else
        run_cell_problem(&row->cells, "kpi", _("no KPI %s; `cadens kpi list` lists them"), id);
}

static void
check_target(ImportRow *row, KeepFields *fields)
{
    check_figure(row, keep_fields_get_text(fields, "kpi_id"));
    run_import_default_text(fields, "scope", "all");
    run_import_default_text(fields, "period_kind", "month");
    run_import_default_text(fields, "unit", "");
    keep_fields_text(fields, "source", "import");
    keep_fields_int(fields, "period_key", run_cell_text(&row->cells, "key") == NULL ? 0 :
                    read_period_key(row, "key", keep_fields_get_text(fields, "period_kind")));
    gint64 low, high;
    gboolean has_low = read_mark(row, fields, "low", &low), has_high = read_mark(row, fields, "high", &high);
    if (has_low && has_high && low > high)
        run_cell_problem(&row->cells, "low", "%s", _("lies above the highest"));
    check_scope(row);
}

const ImportKind run_import_targets = {
    "targets",
    (const ImportColumn[]){ COLUMN_TEXT("kpi", TRUE, "kpi_id"), COLUMN_TEXT("scope", FALSE, "scope"),
                            COLUMN_CHOICE("period", FALSE, "period_kind", "day|week|month|quarter|year"),
                            COLUMN_OWN("key", FALSE), COLUMN_OWN("low", FALSE),
                            COLUMN_OWN("high", FALSE),
                            COLUMN_CHOICE("direction", TRUE, "direction", "higher|lower|range"), COLUMN_TEXT("unit", FALSE, "unit"), COLUMN_END },
    run_import_plain, "target", "kpi_id scope period_kind period_key", check_target,
};

static void
check_snapshot(ImportRow *row, KeepFields *fields)
{
    static const char *const sums[] = { "closed_ore", "commit_ore", "best_case_ore", "pipeline_ore", "weighted_ore" };
    const char *kind = keep_fields_get_text(fields, "period_kind");
    for (gsize i = 0; i < G_N_ELEMENTS(sums); i++)
        run_import_default_int(fields, sums[i], 0);
    if (kind != NULL && run_cell_text(&row->cells, "period_key") != NULL)
        keep_fields_int(fields, "period_key", read_period_key(row, "period_key", kind));
}

const ImportKind run_import_forecast_snapshots = {
    "forecast-snapshots",
    (const ImportColumn[]){ COLUMN_INSTANT("taken", TRUE, "taken_at", "taken_day"),
                            COLUMN_CHOICE("period_kind", TRUE, "period_kind", "month|quarter"),
                            COLUMN_OWN("period_key", TRUE), COLUMN_MONEY("closed", FALSE, "closed_ore"),
                            COLUMN_MONEY("commit", FALSE, "commit_ore"), COLUMN_MONEY("best_case", FALSE, "best_case_ore"),
                            COLUMN_MONEY("pipeline", FALSE, "pipeline_ore"), COLUMN_MONEY("weighted", FALSE, "weighted_ore"),
                            COLUMN_MONEY("manual", FALSE, "manual_ore"), COLUMN_MONEY("target", FALSE, "target_ore"), COLUMN_END },
    run_import_plain, "forecast_snapshot", "taken_day period_kind period_key", check_snapshot,
};

/* --- policies (04): what the shipped ones say can be changed, which ones there are cannot -------------------------------------------- */

const ImportKind run_import_tiers = {
    "tiers",
    (const ImportColumn[]){ COLUMN_INT("tier", TRUE, "tier", 1, 3), COLUMN_TEXT("label", FALSE, "label"),
                            COLUMN_MONEY("min_revenue", FALSE, "min_revenue_ore"), COLUMN_INT("min_employees", FALSE, "min_employees", 0, 100000000), COLUMN_END },
    run_import_plain, "tier_policy", "tier", NULL,
};

const ImportKind run_import_review_policies = {
    "review-policies",
    (const ImportColumn[]){ COLUMN_INT("tier", TRUE, "tier", 1, 3), COLUMN_CHOICE("kind", TRUE, "kind", "check_in|qbr|strategic|annual"),
                            COLUMN_BOOL("enabled", FALSE, "enabled"), COLUMN_INT("interval_months", FALSE, "interval_months", 1, 120),
                            COLUMN_INT("remind_days", FALSE, "remind_days", 0, 365), COLUMN_INT("grace_days", FALSE, "grace_days", 0, 365), COLUMN_END },
    run_import_plain, "review_policy", "tier kind", NULL,
};
