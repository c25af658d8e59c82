/* SPDX-License-Identifier: MIT
 * The nightly proof. */
#include "run/inspection.h"
#include "run/nightly.h"

struct Inspection {
    Engine *engine;
    void (*done)(gpointer data);
    gpointer data;
    gint64 now;
    GThread *thread;
    GCancellable *cancellable;
    GPtrArray *drifts;
    GSource *end; /* tells the caller's thread that this one is through */
};

static gboolean
finish(gpointer data)
{
    Inspection *inspection = data;
    g_autoptr(GError) error = NULL;
    if (inspection->drifts != NULL && !run_nightly_drift(inspection->engine, inspection->drifts, &error))
        g_warning("verify: %s", error->message);
    inspection->done(inspection->data);
    return G_SOURCE_REMOVE;
}

static gpointer
inspect(gpointer data)
{
    Inspection *inspection = data;
    const Profile *profile = run_engine_profile(inspection->engine);
    g_autoptr(GError) error = NULL;
    g_autoptr(KeepDb) db = keep_db_open(profile->store_path, KEEP_READ_ONLY, &error);
    inspection->drifts = db != NULL ? run_drift_find(profile, db, inspection->now, inspection->cancellable, &error) : NULL;
    if (error != NULL && !g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning("verify: %s", error->message);
    inspection->end = g_idle_source_new();
    g_source_set_callback(inspection->end, finish, inspection, NULL);
    g_source_attach(inspection->end, NULL);
    return NULL;
}

Inspection *
run_inspection_start(Engine *engine, void (*done)(gpointer data), gpointer data)
{
    Inspection *inspection = g_new0(Inspection, 1);
    inspection->engine = engine;
    inspection->done = done;
    inspection->data = data;
    inspection->now = run_engine_now(engine);
    inspection->cancellable = g_cancellable_new();
    inspection->thread = g_thread_new("inspect", inspect, inspection);
    return inspection;
}

void
run_inspection_cancel(Inspection *inspection)
{
    if (inspection != NULL)
        g_cancellable_cancel(inspection->cancellable);
}

void
run_inspection_free(Inspection *inspection)
{
    if (inspection == NULL)
        return;
    g_cancellable_cancel(inspection->cancellable);
    g_thread_join(inspection->thread);
    g_source_destroy(inspection->end);
    g_source_unref(inspection->end);
    g_clear_pointer(&inspection->drifts, g_ptr_array_unref);
    g_object_unref(inspection->cancellable);
    g_free(inspection);
}
