/* SPDX-License-Identifier: MIT
 * Reports as files. */
#include "run/report-file.h"
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/error.h"
#include "keep/report.h"
#include "measure/episode.h"
#include "present/print.h"
#include "present/write.h"
#include "run/dashboard.h"
#include "run/report.h"

static void
file_free(gpointer data)
{
    ReportFile *file = data;
    g_free(file->path);
    g_free(file);
}

/* --- one report ------------------------------------------------------------------------------------------------------------------- */

static gboolean
is_daily(const ScheduleRun *run)
{
    return run->cadence->period == PERIOD_DAY;
}

static char *
page_of(const MeasureContext *measure, const Profile *profile, const ScheduleRun *run, GError **error)
{
    return is_daily(run) ? run_dashboard_page(measure, profile, error)
                         : run_report_page(measure, profile, run_report_find(run->cadence->name), &run->period, error);
}

static Document *
document_of(const MeasureContext *measure, const ScheduleRun *run, gboolean is_told, gboolean swedish, GError **error)
{
    return is_daily(run) ? run_dashboard_document(measure, !is_told, error)
                         : run_report_document(measure, run_report_find(run->cadence->name), &run->period, is_told, swedish, error);
}

static gboolean
print_document(const Document *document, const ScheduleRun *run, const PrintOptions *options, FILE *out, GError **error)
{
    g_autofree char *title = cadence_title(run->cadence, &run->period);
    if (options->format == PRINT_TEXT)
        fprintf(out, "%s\n\n", title);
    return present_document(document, options, out, error);
}

static GBytes *
bytes_in(const PrintOptions *options, const MeasureContext *measure, const ScheduleRun *run, GError **error)
{
    g_autoptr(Document) document = document_of(measure, run, options->format == PRINT_TEXT, options->swedish, error);
    if (document == NULL)
        return NULL;
    char *text = NULL; /* of malloc(), as open_memstream() gives it */
    size_t length;
    FILE *out = open_memstream(&text, &length);
    gboolean good = out != NULL && print_document(document, run, options, out, error);
    if (out == NULL || fclose(out) != 0)
        good = good && fail(error, FAIL_TRY_LATER, "%s", g_strerror(errno));
    GBytes *bytes = good ? g_bytes_new(text, length) : NULL;
    free(text);
    return bytes;
}

/* What programs read is never translated. Of this thread alone: the others go on speaking to people. */
static GBytes *
bytes_untranslated(const PrintOptions *options, const MeasureContext *measure, const ScheduleRun *run, GError **error)
{
    locale_t plain = newlocale(LC_MESSAGES_MASK, "C", duplocale(LC_GLOBAL_LOCALE));
    locale_t before = plain != (locale_t)0 ? uselocale(plain) : (locale_t)0;
    GBytes *bytes = bytes_in(options, measure, run, error);
    if (plain != (locale_t)0) {
        uselocale(before);
        freelocale(plain);
    }
    return bytes;
}

/* As the command of the same name prints it. */
static GBytes *
bytes_of(const MeasureContext *measure, const Profile *profile, const ScheduleRun *run, const char *format, GError **error)
{
    PrintOptions options = { .zone = calendar_zone(measure->calendar) };
    if (!present_format_parse(format, &options.format)) {
        char *page = page_of(measure, profile, run, error);
        return page != NULL ? g_bytes_new_take(page, strlen(page)) : NULL;
    }
    gboolean is_for_programs = options.format == PRINT_JSON || options.format == PRINT_CSV;
    options.swedish = profile->swedish && !is_for_programs;
    return (is_for_programs ? bytes_untranslated : bytes_in)(&options, measure, run, error);
}

/* "weekly-2026-W13.html" */
static char *
path_of(const Profile *profile, const ScheduleRun *run, const char *format)
{
    g_autofree char *label = period_label(&run->period);
    g_autofree char *name = g_strdup_printf("%s-%s.%s", run->cadence->name, strchr(label, ':') + 1, g_str_equal(format, "text") ? "txt" : format);
    return g_build_filename(profile->report_path, name, NULL);
}

static gboolean
write_format(const MeasureContext *measure, const Profile *profile, const ScheduleRun *run, const char *format, GError **error)
{
    g_autofree char *path = path_of(profile, run, format);
    g_autoptr(GBytes) bytes = bytes_of(measure, profile, run, format, error);
    return bytes != NULL && present_write_bytes(path, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), error);
}

/* NULL-terminated, never empty. */
static const char *const *
formats_of(const Profile *profile)
{
    static const char *const page[] = { "html", NULL };
    const char *const *formats = config_list(profile->config, "report", "formats");
    return formats != NULL && formats[0] != NULL ? formats : page;
}

/* MEASURE is set to the moment of the report. */
static gboolean
write_run(MeasureContext *measure, const Profile *profile, const ScheduleRun *run, GError **error)
{
    if (measure->now != run->at && !measure_episode_as_of(measure->db, measure->calendar, measure->config, run->at, error))
        return FALSE;
    measure->now = run->at;
    for (const char *const *format = formats_of(profile); *format != NULL; format++)
        if (!write_format(measure, profile, run, *format, error))
            return FALSE;
    return TRUE;
}

/* --- all of them -------------------------------------------------------------------------------------------------------------------- */

static void
write_each(MeasureContext *measure, const Profile *profile, const GArray *runs, GCancellable *cancellable, GPtrArray *files)
{
    for (guint i = 0; i < runs->len && !g_cancellable_is_cancelled(cancellable); i++) {
        const ScheduleRun *run = &g_array_index(runs, ScheduleRun, i);
        g_autoptr(GError) error = NULL;
        if (!write_run(measure, profile, run, &error)) {
            g_warning("report %s: %s", run->cadence->name, error->message);
            continue;
        }
        ReportFile *file = g_new0(ReportFile, 1);
        *file = (ReportFile){ *run, path_of(profile, run, formats_of(profile)[0]) };
        g_ptr_array_add(files, file);
    }
}

GPtrArray *
run_report_write(const Profile *profile, const GArray *runs, GCancellable *cancellable)
{
    GPtrArray *files = g_ptr_array_new_with_free_func(file_free);
    g_autoptr(GError) error = NULL;
    g_autoptr(KeepDb) db = keep_db_open(profile->store_path, KEEP_READ_ONLY, &error);
    MeasureContext measure = { db, profile->calendar, profile->config, 0, 0, NULL };
    if (db != NULL)
        write_each(&measure, profile, runs, cancellable, files);
    else
        g_warning("reports: %s", error->message);
    return files;
}

static gboolean
note_each(Engine *engine, const GPtrArray *files, GError **error)
{
    const MeasureContext measure = run_engine_measure(engine);
    for (guint i = 0; i < files->len; i++) {
        const ReportFile *file = files->pdata[i];
        g_autofree char *label = period_label(&file->run.period);
        const KeepReport report = { file->run.cadence->name, label, file->run.at, calendar_day_of(measure.calendar, file->run.at), file->path };
        if (!keep_report_add(measure.db, &report, measure.now, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
run_report_note(Engine *engine, const GPtrArray *files, gboolean is_all, GError **error)
{
    KeepDb *db = run_engine_db(engine);
    const MeasureContext measure = run_engine_measure(engine);
    if (!keep_db_begin(db, error))
        return FALSE;
    if (note_each(engine, files, error) && (!is_all || measure_schedule_done(&measure, error)))
        return keep_db_commit(db, error);
    keep_db_rollback(db);
    return FALSE;
}

gboolean
run_report_catch_up(Engine *engine, gboolean *ret_made, GError **error)
{
    const MeasureContext measure = run_engine_measure(engine);
    *ret_made = FALSE;
    g_autoptr(GArray) runs = measure_schedule_due(&measure, error);
    if (runs == NULL || runs->len == 0)
        return runs != NULL;
    g_autoptr(GPtrArray) files = run_report_write(run_engine_profile(engine), runs, NULL);
    *ret_made = files->len > 0;
    return run_report_note(engine, files, files->len == runs->len, error);
}
