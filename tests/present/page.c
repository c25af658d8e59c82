/* SPDX-License-Identifier: MIT
 * Writes two dashboards for a browser to show: page FOLDER makes usual.html (Swedish) and
 * hostile.html (English, every text an attack). */
#include "base/day.h"
#include "present/dashboard.h"

#define NOON 1774951200 /* 2026-03-31T12:00:00+02:00 */
#define HOSTILE                                                                                \
    "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"> & " \
    "\"q\" 'a' \xe2\x80\xaetxt.exe שלום"

static gint32 today;

static void
free_figure(gpointer figure)
{
    figure_free(figure);
}

static Figure *
figure(const char *id, const char *title, const char *unit, double value, const char *status)
{
    Figure *made = figure_new(id);
    made->title = title;
    made->unit = unit;
    made->has_value = value == value;
    made->value = value;
    made->value_is_int = g_str_equal(unit, "count");
    made->status = status;
    made->period = period_containing(PERIOD_WEEK, today);
    return made;
}

static void
compare(Figure *made, double previous)
{
    made->has_previous = made->previous_has_value = TRUE;
    made->previous_value = previous;
    made->previous_period = period_containing(PERIOD_WEEK, today - 7);
}

static void
aim(Figure *made, const char *direction, gboolean has_low, double low, gboolean has_high,
    double high)
{
    made->direction = direction;
    made->has_low = has_low, made->target_low = low;
    made->has_high = has_high, made->target_high = high;
}

static GPtrArray *
figures(const char *hostile)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(free_figure);
    Figure *rate =
        figure("response_rate", hostile ? hostile : "Svarsfrekvens", "rate", 0.6, "green");
    rate->period = period_rolling_days(90, today - 1);
    rate->has_interval = rate->has_n = TRUE;
    rate->lo = 0.2307, rate->hi = 0.8824, rate->n = 5;
    aim(rate, "higher", TRUE, 0.25, FALSE, 0);
    compare(rate, 0.525);
    rate->previous_period = period_rolling_days(90, today - 91);
    g_ptr_array_add(list, rate);
    Figure *meetings = figure("meetings_booked", "Bokade möten", "count", 4, "amber");
    aim(meetings, "higher", TRUE, 5, FALSE, 0);
    compare(meetings, 6);
    meetings->is_partial = meetings->has_n = TRUE;
    meetings->n = 4;
    g_ptr_array_add(list, meetings);
    Figure *attempts =
        figure("contact_attempts_per_day", "Kontaktförsök per dag", "per_workday", 11.5, "red");
    aim(attempts, "higher", TRUE, 20, FALSE, 0);
    compare(attempts, 14);
    g_ptr_array_add(list, attempts);
    Figure *leads = figure("active_leads", "Aktiva leads", "count", 128, "green");
    aim(leads, "range", TRUE, 100, TRUE, 150);
    leads->period = period_point(today);
    compare(leads, 128);
    g_ptr_array_add(list, leads);
    Figure *time = figure("their_response_time", "Kundens svarstid", "hours", 17.5, "none");
    time->has_n = TRUE, time->n = 9;
    time->incomplete_since = NOON - 86400;
    g_ptr_array_add(list, time);
    Figure *pipeline = figure("pipeline_value_total", "Pipeline-värde", "ore", 123456700, "none");
    g_ptr_array_add(list, pipeline);
    Figure *coverage = figure("qbr_coverage", "QBR-täckning", "rate", 0.0 / 0.0, "grey");
    coverage->null_reason = "no_data";
    g_ptr_array_add(list, coverage);
    Figure *follow_up =
        figure("follow_up_response_rate", "Svar på uppföljning", "rate", 0.5, "grey");
    follow_up->has_interval = follow_up->has_n = TRUE;
    follow_up->lo = 0.0945, follow_up->hi = 0.9055, follow_up->n = 2;
    g_ptr_array_add(list, follow_up);
    return list;
}

static void
due_item(Table *due, int id, int severity, const char *title, const char *evidence,
         const char *account, const char *lead, gint32 day)
{
    table_row(due);
    table_cell(due, value_int(id));
    table_cell(due, value_text("lead_stale"));
    table_cell(due, value_int(severity));
    table_cell(due, value_text("open"));
    table_cell(due, value_text(account));
    table_cell(due, value_text(lead));
    table_cell(due, value_text(title));
    table_cell(due, value_day(day));
    table_cell(due, value_text(evidence));
}

static Table *
due_table(const char *hostile)
{
    static const char *const keys[] = {"id",   "rule",  "severity", "state",   "account",
                                       "lead", "title", "due_day",  "evidence"};
    Table *due = table_new("due");
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        table_column(due, keys[i], NULL, COLUMN_SHOWN);
    due_item(due, 12, 3, hostile ? hostile : "Svara Eva Åkesson, Ängelholms Bygg AB",
             hostile ? hostile
                     : "Fråga om offert, mottagen fredag 15:42; 9 arbetstimmar gick ut i går",
             hostile ? hostile : "A17", "L1", today - 1);
    due_item(due, 15, 2, "Lead utan kontakt i 21 dagar: Nordisk Frakt",
             "Senaste kontakt 2026-03-10, steg: intresserad", "A4", "L9", today);
    due_item(due, 16, 2, "QBR med Malmö Energi", "Senast hållen 2025-12-12, intervall 3 månader",
             "A2", NULL, today + 9);
    due_item(due, 21, 1, "Pausa Kiruna Gruv? Fem försök utan svar", NULL, "A31", "L14", DAY_NONE);
    return due;
}

static Table *
meetings_table(void)
{
    Table *table = table_new("meetings");
    table_column(table, "start", "Börjar", COLUMN_SHOWN);
    table_column(table, "summary", "Möte", COLUMN_SHOWN);
    table_column(table, "account", "Kund", COLUMN_SHOWN);
    table_column(table, "status", "Läge", COLUMN_SHOWN);
    static const char *const names[] = {"Behovsanalys Nordisk Frakt", "Avstämning Malmö Energi"};
    for (int i = 0; i < 2; i++) {
        Value *accounts = value_list();
        value_append(accounts, value_text(i ? "A2" : "A4"));
        table_row(table);
        table_cell(table, value_utc(NOON + 3600 * (20 + 30 * i)));
        table_cell(table, value_text(names[i]));
        table_cell(table, accounts);
        table_cell(table, value_text(i ? "tentative" : "confirmed"));
    }
    return table;
}

static Table *
owed_table(const char *hostile)
{
    Table *table = table_new("owed");
    table_column(table, "account", "Kund", COLUMN_SHOWN);
    table_column(table, "contact", "Från", COLUMN_SHOWN);
    table_column(table, "opened_at", "Sedan", COLUMN_SHOWN);
    table_row(table);
    table_cell(table, value_text("A17"));
    table_cell(table, value_text(hostile ? "a+b?subject=x&bcc=evil@x.example"
                                         : "eva.åkesson@bygg.example"));
    table_cell(table, value_instant(NOON - 4 * 86400));
    return table;
}

static Table *
touchpoints_table(const char *hostile)
{
    Table *table = table_new("touchpoints");
    table_column(table, "at", "När", COLUMN_SHOWN);
    table_column(table, "kind", "Slag", COLUMN_SHOWN);
    table_column(table, "account", "Kund", COLUMN_SHOWN);
    table_column(table, "subject", "Ämne", COLUMN_TRUNCATE);
    table_column(table, "message_id", NULL, COLUMN_HIDDEN);
    static const char *const subjects[] = {"Sv: Offert på Satori Chat", "日本語の件名 och svenska",
                                           "Möte på torsdag?"};
    for (int i = 0; i < 3; i++) {
        table_row(table);
        table_cell(table, value_instant(NOON - 3600 * (i + 1)));
        table_cell(table, value_text("email"));
        table_cell(table, value_text(i ? "A4" : "A17"));
        table_cell(table, value_text(hostile ? hostile : subjects[i]));
        table_cell(table, value_text("hidden@x.example"));
    }
    return table;
}

static Table *
sources_table(void)
{
    Table *table = table_new("sources");
    table_column(table, "name", "Källa", COLUMN_SHOWN);
    table_column(table, "state", "Läge", COLUMN_SHOWN);
    table_column(table, "last_success", "Senast läst", COLUMN_SHOWN);
    table_column(table, "lag_s", "Eftersläpning", COLUMN_RIGHT);
    table_column(table, "messages", "Brev", COLUMN_RIGHT);
    table_column(table, "error", "Fel", COLUMN_SHOWN);
    static const char *const states[] = {"ok", "failing"};
    for (int i = 0; i < 2; i++) {
        table_row(table);
        table_cell(table, value_text(i ? "calendar" : "work"));
        table_cell(table, value_text(states[i]));
        table_cell(table, value_instant(NOON - (i ? 90000 : 60)));
        table_cell(table, value_int(i ? 90000 : 60));
        table_cell(table, i ? value_null() : value_int(10211));
        table_cell(table,
                   value_text(i ? "could not connect to calendar.example: timed out" : NULL));
    }
    return table;
}

static DashboardSeries *
weekly(const char *title, const char *unit, const double *values, guint n)
{
    DashboardSeries *series = present_series_new(title);
    for (guint i = 0; i < n; i++) {
        g_autofree char *label = g_strdup_printf("v. %u", i + 1);
        Figure *one = figure("some", title, unit, values[i], "none");
        one->null_reason = one->has_value ? NULL : "no_data";
        present_series_add(series, label, one);
    }
    return series;
}

static GPtrArray *
trends(void)
{
    static const double booked[] = {3, 5, 0, 6, 7, 5, 0.0 / 0.0, 8, 6, 5, 7, 6, 4};
    static const double rate[] = {0.41, 0.44, 0.4,  0.0 / 0.0, 0.5,  0.52, 0.55,
                                  0.47, 0.5,  0.58, 0.61,      0.57, 0.6};
    static const double attempts[] = {18, 21.5, 20, 17, 16, 22, 24, 19, 14, 15.5, 17, 14, 11.5};
    GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)present_series_free);
    g_ptr_array_add(list, weekly("Bokade möten per vecka", "count", booked, 13));
    g_ptr_array_add(list, weekly("Svarsfrekvens", "rate", rate, 13));
    g_ptr_array_add(list, weekly("Kontaktförsök per dag", "count", attempts, 13));
    return list;
}

/* Parts of one figure, each under the name that somebody gave it. */
static DashboardSeries *
parts(const char *unit, const char *const scopes[], const double *values, guint n, const char *hostile)
{
    DashboardSeries *series = present_series_new(NULL);
    for (guint i = 0; i < n; i++) {
        Figure *one = figure("some", "Del", unit, values[i], "none");
        g_free(one->scope);
        one->scope = g_strdup(scopes[i]);
        one->formula = hostile;
        one->has_den = one->has_num = TRUE;
        one->num = 3, one->den = 10 - i;
        present_series_add(series, hostile ? hostile : scopes[i], one);
    }
    return series;
}

static GPtrArray *
movements(const char *hostile)
{
    static const double values[] = {100000, 250000, 0, 75000};
    GPtrArray *list = g_ptr_array_new_with_free_func((GDestroyNotify)present_series_free);
    for (int i = 0; i < 6; i++)
        g_ptr_array_add(list, weekly(hostile ? hostile : "Ny månadsintäkt", "ore", values, 4));
    return list;
}

static Figure *
concentration(const char *hostile)
{
    Figure *made = figure("revenue_concentration_top5", "Intäktskoncentration", "rate", 0.76, "none");
    made->has_den = TRUE, made->den = 700 * 7;
    made->rows = table_new("rows");
    table_column(made->rows, "account", NULL, COLUMN_SHOWN);
    table_column(made->rows, "name", NULL, COLUMN_SHOWN);
    table_column(made->rows, "net_ore", NULL, COLUMN_SHOWN);
    for (int i = 0; i < 7; i++) {
        table_row(made->rows);
        table_cell(made->rows, value_text("A1"));
        table_cell(made->rows, value_text(hostile ? hostile : "Ängelholms Bygg AB"));
        table_cell(made->rows, value_int(700));
    }
    return made;
}

static gboolean
write_page(const char *folder, const char *name, const char *hostile)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
    g_autoptr(GPtrArray) tiles = figures(hostile);
    g_autoptr(GPtrArray) series = trends();
    static const char *const steps[] = {"component:opening", "component:created", "component:lost", "component:closing"};
    static const char *const stages[] = {"stage:contacted", "stage:interested", "stage:proposal"};
    static const double flow[] = {1000000, 200000, 500000, 700000}, shares[] = {0.8, 0.5, 0.0 / 0.0};
    g_autoptr(DashboardSeries) waterfall = parts("ore", steps, flow, 4, hostile);
    g_autoptr(DashboardSeries) funnel = parts("rate", stages, shares, 3, hostile);
    g_autoptr(GPtrArray) moved = movements(hostile);
    g_autoptr(Figure) largest = concentration(hostile);
    const WeekHours hours = {.from = today - 90, .to = today, .n = 12, .touches = {[1] = {[9] = 7, [15] = 4}, [3] = {[21] = 1}}};
    g_autoptr(Table) due = due_table(hostile);
    g_autoptr(Table) meetings = meetings_table();
    g_autoptr(Table) owed = owed_table(hostile);
    g_autoptr(Table) touchpoints = touchpoints_table(hostile);
    g_autoptr(Table) sources = sources_table();
    Dashboard dashboard = {.now = NOON,
                           .zone = zone,
                           .swedish = !hostile,
                           .figures = tiles,
                           .due = due,
                           .meetings = meetings,
                           .touchpoints = touchpoints,
                           .sources = sources,
                           .owed = owed,
                           .charts = {[CHARTS_EFFORT] = series},
                           .waterfall = waterfall,
                           .funnel = funnel,
                           .conversion = funnel,
                           .movements = moved,
                           .concentration = largest,
                           .hours = &hours};
    g_autofree char *text = present_dashboard(&dashboard);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GError) error = NULL;
    if (present_write_file(path, text, &error))
        return TRUE;
    g_printerr("%s\n", error->message);
    return FALSE;
}

int
main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    today = day_from_ymd(2026, 3, 31);
    return !(write_page(argv[1], "usual.html", NULL) &&
             write_page(argv[1], "hostile.html", HOSTILE));
}
