/* SPDX-License-Identifier: MIT
 * The daily dashboard: the same content as a report and as a page. */
#include "run/dashboard.h"
#include <glib/gi18n.h>
#include <malloc.h>
#include <string.h>
#include "measure/due.h"
#include "measure/list.h"
#include "measure/list-table.h"
#include "present/dashboard.h"
#include "present/print.h"
#include "run/calendar-export.h"
#include "run/dashboard-charts.h"

#define MEETING_DAYS 7
#define RECENT_DAYS 7
#define RECENT_MAX 25
#define HOURS_WEEKS 13

/* What a salesperson looks at in the morning, in this order (spec 10 §10.1). */
static const char *const daily_figures[] = {
    "replies_owed_by_us", "overdue_follow_ups", "activities_today",  "meetings_upcoming",      "contact_attempts_per_day",
    "new_leads",          "qualified_new", "active_leads",       "stagnation_rate",   "pipeline_cleanliness",   "attempts_to_pause",
    "response_rate",      "response_rate_km",   "their_response_time", "our_first_response_time", "our_sla_rate",
    "meetings_booked",    "first_meetings_booked", "meetings_held",  "follow_up_response_rate", "customers_untouched_30d",
    "check_in_coverage",  "qbr_coverage",
};
/* What the page shows besides. */
static const char *const page_figures[] = { "pipeline_value_total", "weighted_pipeline_total", "pipeline_coverage_month", "at_risk_accounts" };

typedef struct {
    GPtrArray *figures;
    Table *due, *meetings, *touchpoints, *sources;
} Content;

static void
free_figure(gpointer figure)
{
    figure_free(figure);
}

static void
content_clear(Content *content)
{
    g_clear_pointer(&content->figures, g_ptr_array_unref);
    g_clear_pointer(&content->due, table_free);
    g_clear_pointer(&content->meetings, table_free);
    g_clear_pointer(&content->touchpoints, table_free);
    g_clear_pointer(&content->sources, table_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Content, content_clear)

/* A page shows the newest first, and not all of them. */
static void
keep_latest(Table *table, guint max)
{
    GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)(void (*)(void))g_ptr_array_unref);
    for (guint i = table->rows->len; i > 0 && rows->len < max; i--)
        g_ptr_array_add(rows, g_ptr_array_ref(table->rows->pdata[i - 1]));
    g_ptr_array_unref(table->rows);
    table->rows = rows;
}

/* What moved in the pipeline yesterday and this week. */
static gboolean
gather_pipeline(const MeasureContext *measure, gint32 today, GPtrArray *figures, GError **error)
{
    const KpiDefinition *kpi = measure_kpi_find("pipeline_value_change");
    const Period yesterday = period_containing(PERIOD_DAY, today - 1), week = period_containing(PERIOD_WEEK, today);
    return measure_kpi(measure, kpi, &yesterday, "all", figures, error) && measure_kpi(measure, kpi, &week, "all", figures, error);
}

static gboolean
gather(const MeasureContext *measure, Content *content, GError **error)
{
    gint32 today = calendar_day_of(measure->calendar, measure->now);
    content->figures = g_ptr_array_new_with_free_func(free_figure);
    for (gsize i = 0; i < G_N_ELEMENTS(daily_figures); i++)
        if (!measure_kpi(measure, measure_kpi_find(daily_figures[i]), NULL, "all", content->figures, error))
            return FALSE;
    if (!gather_pipeline(measure, today, content->figures, error))
        return FALSE;
    content->due = measure_due_table(measure, FALSE, NULL, error);
    if (content->due == NULL)
        return FALSE;
    content->meetings = measure_list_meetings(measure, today, today + MEETING_DAYS, FALSE, error);
    content->touchpoints = content->meetings != NULL ? measure_list_touchpoints(measure, NULL, today - RECENT_DAYS, today, error) : NULL;
    content->sources = content->touchpoints != NULL ? measure_list_sources(measure, error) : NULL;
    if (content->sources == NULL)
        return FALSE;
    keep_latest(content->touchpoints, RECENT_MAX);
    return TRUE;
}

Document *
run_dashboard_document(const MeasureContext *measure, gboolean with_facts, GError **error)
{
    g_auto(Content) content = { 0 };
    MeasureContext kept = *measure;
    g_autoptr(MeasureMemo) memo = kept.memo = measure_memo_new(measure->db);
    if (!gather(&kept, &content, error))
        return NULL;
    gint32 today = calendar_day_of(measure->calendar, measure->now);
    Table *agenda = measure_list_agenda(measure, today, today + 1, error);
    if (agenda == NULL)
        return NULL;
    Document *document = document_new();
    if (with_facts) {
        document_fact(document, "report", value_text("daily"));
        document_fact(document, "as_of", value_instant(measure->now));
    }
    document_add(document, agenda);
    document_add(document, g_steal_pointer(&content.due));
    document_add(document, present_figures(content.figures));
    document_add(document, g_steal_pointer(&content.meetings));
    document_add(document, g_steal_pointer(&content.sources));
    return document;
}

/* --- the page -------------------------------------------------------------------------------------------------------------- */

/* TEXT, or the id itself when it names no row (an address of nobody we know). */
static Value *
name_of(const MeasureContext *measure, const char *sql, const Value *id, GError **error)
{
    if (id == NULL || id->kind != VALUE_TEXT)
        return value_null();
    g_autofree char *name = keep_db_text(measure->db, sql, BIND(KT("id", id->t)), error);
    return value_text(name != NULL ? name : id->t);
}

static Value *
instant_of(const Table *table, guint row, const char *key)
{
    const Value *value = table_get(table, row, key);
    return value != NULL && value->kind == VALUE_INSTANT ? value_instant(value->i) : value_null();
}

/* What leads on from a row, to be typed as it stands. */
static Value *
command_of(const char *verb, const char *id)
{
    g_autofree char *quoted = id != NULL && strspn(id, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "@._+-") < strlen(id) ? g_shell_quote(id) : g_strdup(id);
    g_autofree char *command = quoted != NULL ? g_strdup_printf("cadens %s %s", verb, quoted) : NULL;
    return value_text(command);
}

static void
add_owed(const MeasureContext *measure, Table *table, const Table *rows, guint row, GError **error)
{
    const Value *account = table_get(rows, row, "account"), *subject = table_get(rows, row, "subject");
    table_row(table);
    table_cell(table, value_text(account != NULL ? account->t : NULL));
    table_cell(table, name_of(measure, "SELECT full_name FROM contact WHERE ext_id = :id", table_get(rows, row, "contact"), error));
    table_cell(table, name_of(measure, "SELECT name FROM account WHERE ext_id = :id", account, error));
    table_cell(table, value_text(subject != NULL ? subject->t : NULL));
    table_cell(table, instant_of(rows, row, "opened_at"));
    table_cell(table, instant_of(rows, row, "due_at"));
    g_auto(GStrv) episode = g_strsplit(table_get(rows, row, "episode")->t, "|", 3); /* whose turn it is, with whom, the letter */
    table_cell(table, command_of("explain", g_strv_length(episode) == 3 ? episode[2] : NULL));
}

/* The rows behind "replies owed", with names instead of ids. */
static Table *
make_owed(const MeasureContext *measure, const Content *content, GError **error)
{
    g_autoptr(Table) table = table_new("owed");
    table_column(table, "account", NULL, COLUMN_HIDDEN);
    table_column(table, "contact", _("Contact"), COLUMN_SHOWN);
    table_column(table, "account_name", _("Account"), COLUMN_SHOWN);
    table_column(table, "subject", _("Subject"), COLUMN_TRUNCATE);
    table_column(table, "opened", _("Came"), COLUMN_SHOWN);
    table_column(table, "due_at", _("Answer before"), COLUMN_SHOWN);
    table_column(table, "command", _("Read on"), COLUMN_SHOWN);
    for (guint i = 0; i < content->figures->len; i++) {
        const Figure *figure = content->figures->pdata[i];
        if (!g_str_equal(figure->id, "replies_owed_by_us") || figure->rows == NULL)
            continue;
        GError *problem = NULL;
        for (guint row = 0; row < figure->rows->rows->len && problem == NULL; row++)
            add_owed(measure, table, figure->rows, row, &problem);
        if (problem != NULL) {
            g_propagate_error(error, problem);
            return NULL;
        }
    }
    return g_steal_pointer(&table);
}

/* Customers, and how each is prepared for. */
static Table *
make_customers(const MeasureContext *measure, GError **error)
{
    Table *table = measure_list_customers(measure, error);
    for (guint i = 0; table != NULL && i < table->rows->len; i++)
        measure_list_set(table, i, "command", command_of("brief", table_get(table, i, "account")->t));
    return table;
}

typedef struct { /* what the page shows beyond the report */
    Table *agenda, *owed, *customers;
    GPtrArray *charts[CHARTS_KINDS], *movements;
    DashboardSeries *waterfall, *funnel, *conversion;
    Figure *concentration;
    WeekHours hours;
    DashboardStep steps[5];
} Pictures;

static void
pictures_clear(Pictures *pictures)
{
    g_clear_pointer(&pictures->agenda, table_free);
    g_clear_pointer(&pictures->owed, table_free);
    g_clear_pointer(&pictures->customers, table_free);
    for (int kind = 0; kind < CHARTS_KINDS; kind++)
        g_clear_pointer(&pictures->charts[kind], g_ptr_array_unref);
    g_clear_pointer(&pictures->movements, g_ptr_array_unref);
    g_clear_pointer(&pictures->waterfall, present_series_free);
    g_clear_pointer(&pictures->funnel, present_series_free);
    g_clear_pointer(&pictures->conversion, present_series_free);
    g_clear_pointer(&pictures->concentration, figure_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pictures, pictures_clear)

static gboolean
gather_charts(const MeasureContext *measure, gboolean swedish, Pictures *pictures, GError **error)
{
    for (int kind = 0; kind < CHARTS_KINDS; kind++)
        if ((pictures->charts[kind] = run_charts(measure, (ChartsKind)kind, error)) == NULL)
            return FALSE;
    gint32 today = calendar_day_of(measure->calendar, measure->now);
    return (pictures->waterfall = run_charts_waterfall(measure, error)) != NULL && (pictures->funnel = run_charts_funnel(measure, swedish, error)) != NULL &&
           (pictures->conversion = run_charts_conversion(measure, error)) != NULL && (pictures->movements = run_charts_movements(measure, error)) != NULL &&
           (pictures->concentration = run_charts_concentration(measure, error)) != NULL &&
           measure_list_moments(measure, today - 7 * HOURS_WEEKS + 1, today, &pictures->hours, error);
}

static gboolean
is_read(const Table *sources)
{
    for (guint i = 0; i < sources->rows->len; i++) {
        const Value *last = table_get(sources, i, "last_success");
        if (last != NULL && last->kind != VALUE_NULL)
            return TRUE;
    }
    return FALSE;
}

/* The way from nothing to a page that tells something. */
static gboolean
gather_steps(const MeasureContext *measure, const Table *sources, DashboardStep steps[5], GError **error)
{
    gint64 accounts = 0, leads = 0;
    if (!keep_db_int(measure->db, "SELECT EXISTS (SELECT 1 FROM account)", NO_BIND, &accounts, NULL, error) ||
        !keep_db_int(measure->db, "SELECT EXISTS (SELECT 1 FROM lead)", NO_BIND, &leads, NULL, error))
        return FALSE;
    const DashboardStep all[] = {
        { _("Connect a mailbox and a calendar"), "cadens setup", sources->rows->len > 0 },
        { _("Tell who your customers and prospects are"), _("cadens import accounts FILE"), accounts != 0 },
        { _("Tell which deals you are working on"), _("cadens import leads FILE"), leads != 0 },
        { _("Let mail and calendar be read"), "cadens sync", is_read(sources) },
        { NULL, NULL, FALSE },
    };
    memcpy(steps, all, sizeof all);
    return TRUE;
}

static gboolean
gather_pictures(const MeasureContext *measure, gboolean swedish, Content *content, Pictures *pictures, GError **error)
{
    gint32 today = calendar_day_of(measure->calendar, measure->now);
    for (gsize i = 0; i < G_N_ELEMENTS(page_figures); i++)
        if (!measure_kpi(measure, measure_kpi_find(page_figures[i]), NULL, "all", content->figures, error))
            return FALSE;
    return gather_steps(measure, content->sources, pictures->steps, error) && (pictures->owed = make_owed(measure, content, error)) != NULL &&
           (pictures->agenda = measure_list_agenda(measure, today, today + MEETING_DAYS, error)) != NULL &&
           (pictures->customers = make_customers(measure, error)) != NULL && gather_charts(measure, swedish, pictures, error);
}

char *
run_dashboard_page(const MeasureContext *measure, const Profile *profile, GError **error)
{
    g_auto(Content) content = { 0 };
    g_auto(Pictures) pictures = { 0 };
    MeasureContext kept = *measure;
    g_autoptr(MeasureMemo) memo = kept.memo = measure_memo_new(measure->db);
    if (!gather(&kept, &content, error) || !gather_pictures(&kept, profile->swedish, &content, &pictures, error))
        return NULL;
    Dashboard dashboard = { .now = measure->now, .zone = calendar_zone(measure->calendar), .swedish = profile->swedish, .steps = pictures.steps,
                            .figures = content.figures, .due = content.due, .meetings = pictures.agenda, .touchpoints = content.touchpoints,
                            .sources = content.sources, .owed = pictures.owed, .customers = pictures.customers, .waterfall = pictures.waterfall,
                            .funnel = pictures.funnel, .conversion = pictures.conversion, .movements = pictures.movements,
                            .concentration = pictures.concentration, .hours = &pictures.hours };
    memcpy(dashboard.charts, pictures.charts, sizeof dashboard.charts);
    return present_dashboard(&dashboard);
}

gboolean
run_dashboard_write(const MeasureContext *measure, const Profile *profile, GError **error)
{
    g_autofree char *page = run_dashboard_page(measure, profile, error);
    return page != NULL && present_write_file(profile->dashboard_path, page, error);
}

typedef struct {
    const Profile *profile;
    gint64 now;
} PageJob;

typedef gboolean (*WriteFile)(const MeasureContext *measure, const Profile *profile, GError **error);

/* One that cannot be written is no reason to leave the other. */
static void
write_apart(const PageJob *job, const char *name, WriteFile write)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KeepDb) db = keep_db_open(job->profile->store_path, KEEP_READ_ONLY, &error);
    const MeasureContext measure = { db, job->profile->calendar, job->profile->config, job->now, 0, NULL };
    if (db == NULL || !write(&measure, job->profile, &error))
        g_warning("%s: %s", name, error->message);
}

static gpointer
write_page(gpointer data)
{
    g_autofree PageJob *job = data;
    write_apart(job, "dashboard", run_dashboard_write);
    write_apart(job, "export", run_calendar_export_write);
    malloc_trim(0); /* nothing else needs as much at once */
    return NULL;
}

GThread *
run_dashboard_start(const Profile *profile, gint64 now)
{
    PageJob *job = g_new(PageJob, 1);
    *job = (PageJob){ profile, now };
    return g_thread_new("dashboard", write_page, job);
}
