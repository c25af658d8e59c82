/* SPDX-License-Identifier: MIT
 * Every source once. */
#include "run/sync.h"
#include "base/error.h"
#include "keep/attention.h"
#include "run/command.h"

typedef struct {
    Engine *engine;
    GPtrArray *jobs, *results;
    guint running;
    guint settle_source;
    SyncProgress progress;
    gpointer data;
} Round;

static void
result_free(gpointer data)
{
    SyncResult *result = data;
    g_free(result->name);
    g_clear_error(&result->error);
    g_free(result);
}

static void
job_free(gpointer data)
{
    run_job_free(data);
}

static void
on_ended(Job *job, const GError *error, gpointer data)
{
    Round *round = data;
    SyncResult *result = g_new0(SyncResult, 1);
    result->name = g_strdup(run_job_name(job));
    result->kind = run_job_kind(job);
    result->new_messages = run_job_new_messages(job);
    result->error = error != NULL ? g_error_copy(error) : NULL;
    g_ptr_array_add(round->results, result);
    round->running--;
}

static void
on_progress(Job *job, const char *folder, guint64 done, guint64 total, gpointer data)
{
    Round *round = data;
    if (round->progress != NULL)
        round->progress(run_job_name(job), folder, done, total, round->data);
}

/* While the network is waited for. What fails here fails again, and is told, when everything is settled. */
static gboolean
settle_some(gpointer data)
{
    Round *round = data;
    gboolean more = FALSE;
    if (run_engine_settle_threads(round->engine, &more, NULL) && more)
        return G_SOURCE_CONTINUE;
    round->settle_source = 0;
    return G_SOURCE_REMOVE;
}

static void
on_stored(Job *job G_GNUC_UNUSED, guint new_messages, gpointer data)
{
    Round *round = data;
    if (new_messages > 0 && round->settle_source == 0)
        round->settle_source = g_idle_add_full(G_PRIORITY_LOW, settle_some, round, NULL);
}

static gboolean
start_kind(Round *round, JobKind kind, const char *only, GError **error)
{
    Engine *engine = round->engine;
    const JobCalls calls = { .stored = on_stored, .ended = on_ended, .progress = on_progress, .data = round };
    const Config *config = run_engine_profile(engine)->config;
    const char *const *names = config_sections(config, kind == JOB_MAILBOX ? "mailbox" : "calendar");
    for (; names != NULL && *names != NULL; names++) {
        if (only != NULL && !g_str_equal(only, *names))
            continue;
        Job *job = run_job_start(engine, g_main_context_default(), kind, *names, FALSE, &calls, error);
        if (job == NULL)
            return FALSE;
        g_ptr_array_add(round->jobs, job);
        round->running++;
    }
    return TRUE;
}

gboolean
run_sync_is_known(const Profile *profile, const char *only, GError **error)
{
    static const char *const kinds[] = { "mailbox", "calendar" };
    for (gsize i = 0; only != NULL && i < G_N_ELEMENTS(kinds); i++) {
        const char *const *names = config_sections(profile->config, kinds[i]);
        if (names != NULL && g_strv_contains(names, only))
            return TRUE;
    }
    return only == NULL || fail(error, FAIL_NOT_FOUND, "%s: no such source in the configuration", only);
}

gboolean
run_sync(Engine *engine, const char *only, SyncProgress progress, gpointer data, GPtrArray **ret_results, GError **error)
{
    g_autoptr(GPtrArray) jobs = g_ptr_array_new_with_free_func(job_free);
    g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func(result_free);
    if (!run_sync_is_known(run_engine_profile(engine), only, error))
        return FALSE;
    if (only != NULL && !keep_refusal_forget(run_engine_db(engine), only, error))
        return FALSE;
    Round round = { engine, jobs, results, 0, 0, progress, data };
    if (!start_kind(&round, JOB_MAILBOX, only, error) || !start_kind(&round, JOB_CALENDAR, only, error))
        return FALSE;
    while (round.running > 0)
        g_main_context_iteration(NULL, TRUE);
    g_clear_handle_id(&round.settle_source, g_source_remove);
    g_ptr_array_set_size(jobs, 0);
    if (!run_engine_settle_all(engine, error))
        return FALSE;
    *ret_results = g_steal_pointer(&results);
    return TRUE;
}

int
run_sync_status(GPtrArray *results)
{
    int status = EXIT_DONE;
    for (guint i = 0; i < results->len; i++) {
        const SyncResult *result = results->pdata[i];
        if (result->error != NULL)
            status = MAX(status, g_error_matches(result->error, CADENS_ERROR, CADENS_ERROR_ASK_USER) ? EXIT_DENIED : EXIT_LATER);
    }
    return status;
}
