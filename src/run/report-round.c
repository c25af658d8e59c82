/* SPDX-License-Identifier: MIT
 * The daemon's way of writing reports. */
#include "run/report-round.h"
#include <malloc.h>
#include "run/report-file.h"

struct ReportRound {
    Engine *engine;
    ReportRoundEnded ended;
    gpointer data;
    GArray *runs;
    GPtrArray *files; /* what the thread has written */
    GCancellable *cancellable;
    GThread *thread;
    GSource *end; /* tells the main context that the thread is through */
};

static gboolean
ended(gpointer data)
{
    ReportRound *round = data;
    g_autoptr(GError) error = NULL;
    gboolean is_all = round->files->len == round->runs->len;
    if (!run_report_note(round->engine, round->files, is_all, &error))
        g_warning("reports: %s", error->message);
    round->ended(is_all && error == NULL, round->data); /* frees the round */
    return G_SOURCE_REMOVE;
}

static gpointer
write_all(gpointer data)
{
    ReportRound *round = data;
    round->files = run_report_write(run_engine_profile(round->engine), round->runs, round->cancellable);
    malloc_trim(0); /* a page needs much at once */
    g_source_attach(round->end, NULL);
    return NULL;
}

ReportRound *
run_report_round_start(Engine *engine, ReportRoundEnded call, gpointer data)
{
    const MeasureContext measure = run_engine_measure(engine);
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) runs = measure_schedule_due(&measure, &error);
    if (runs == NULL)
        g_warning("reports: %s", error->message);
    if (runs == NULL || runs->len == 0)
        return NULL;
    ReportRound *round = g_new0(ReportRound, 1);
    *round = (ReportRound){ .engine = engine, .ended = call, .data = data, .runs = g_steal_pointer(&runs), .cancellable = g_cancellable_new(),
                            .end = g_idle_source_new() };
    g_source_set_callback(round->end, ended, round, NULL);
    round->thread = g_thread_new("reports", write_all, round);
    return round;
}

void
run_report_round_free(ReportRound *round)
{
    if (round == NULL)
        return;
    g_cancellable_cancel(round->cancellable);
    g_thread_join(round->thread);
    g_source_destroy(round->end);
    g_source_unref(round->end);
    g_clear_pointer(&round->files, g_ptr_array_unref);
    g_array_unref(round->runs);
    g_object_unref(round->cancellable);
    g_free(round);
}
