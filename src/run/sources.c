/* SPDX-License-Identifier: MIT
 * All sources of the daemon. */
#include "run/sources.h"
#include "run/network.h"

#define WAKE_SPREAD_MS 3000
#define RESUME_DELAY_MS 5000 /* the network needs a moment after a resume */
#define SLEEPLESS_S 60

struct Sources {
    Engine *engine;
    GPtrArray *watchers; /* of Watcher* */
    guint sleep_timer;
};

static gboolean
is_paused(const Sources *sources, const Watcher *watcher)
{
    return run_watcher_is_remote(watcher) && run_network_is_metered() &&
           g_str_equal(config_text(run_engine_profile(sources->engine)->config, "network", "metered"), "pause");
}

static void
hold_paused(Sources *sources)
{
    for (guint i = 0; i < sources->watchers->len; i++)
        if (is_paused(sources, sources->watchers->pdata[i]))
            run_watcher_hold(sources->watchers->pdata[i]);
}

static void
watch_kind(Sources *sources, JobKind kind, const char *section, const WatcherCalls *calls)
{
    const char *const *names = config_sections(run_engine_profile(sources->engine)->config, section);
    for (; names != NULL && *names != NULL; names++)
        g_ptr_array_add(sources->watchers, run_watcher_new(sources->engine, kind, *names, 50 * sources->watchers->len, calls));
}

Sources *
run_sources_new(Engine *engine, const WatcherCalls *calls)
{
    Sources *sources = g_new0(Sources, 1);
    sources->engine = engine;
    sources->watchers = g_ptr_array_new_with_free_func(run_watcher_free);
    watch_kind(sources, JOB_MAILBOX, "mailbox", calls);
    watch_kind(sources, JOB_CALENDAR, "calendar", calls);
    hold_paused(sources);
    return sources;
}

static void
cancel(gpointer watcher, gpointer data G_GNUC_UNUSED)
{
    run_watcher_cancel(watcher);
}

void
run_sources_free(Sources *sources)
{
    g_clear_handle_id(&sources->sleep_timer, g_source_remove);
    g_ptr_array_foreach(sources->watchers, cancel, NULL); /* all of them, before the first is waited for */
    g_ptr_array_unref(sources->watchers);
    g_free(sources);
}

guint
run_sources_count(const Sources *sources)
{
    return sources->watchers->len;
}

guint
run_sources_count_if(const Sources *sources, gboolean (*is_so)(const Watcher *watcher))
{
    guint n = 0;
    for (guint i = 0; i < sources->watchers->len; i++)
        n += is_so(sources->watchers->pdata[i]);
    return n;
}

gboolean
run_sources_poll(Sources *sources, const char *name)
{
    gboolean is_known = name == NULL;
    for (guint i = 0; i < sources->watchers->len; i++) {
        if (name != NULL && !g_str_equal(name, run_watcher_name(sources->watchers->pdata[i])))
            continue;
        is_known = TRUE;
        run_watcher_poll(sources->watchers->pdata[i]);
    }
    return is_known;
}

static void
wake_all(Sources *sources, guint delay_ms)
{
    for (guint i = 0; i < sources->watchers->len; i++)
        run_watcher_wake(sources->watchers->pdata[i], delay_ms + (guint)g_random_int_range(0, WAKE_SPREAD_MS));
}

/* Each in its own moment: servers and networks do not like a storm. */
static void
go_on(Sources *sources, guint delay_ms)
{
    g_clear_handle_id(&sources->sleep_timer, g_source_remove);
    for (guint i = 0; i < sources->watchers->len; i++) {
        Watcher *watcher = sources->watchers->pdata[i];
        if (!is_paused(sources, watcher))
            run_watcher_go_on(watcher, delay_ms + (guint)g_random_int_range(0, WAKE_SPREAD_MS));
    }
}

/* The machine was to sleep and does not: nobody says so. */
static gboolean
sleepless(gpointer data)
{
    Sources *sources = data;
    sources->sleep_timer = 0;
    go_on(sources, 0);
    return G_SOURCE_REMOVE;
}

static void
fall_asleep(Sources *sources)
{
    g_clear_handle_id(&sources->sleep_timer, g_source_remove);
    sources->sleep_timer = g_timeout_add_seconds(SLEEPLESS_S, sleepless, sources);
    for (guint i = 0; i < sources->watchers->len; i++)
        run_watcher_hold(sources->watchers->pdata[i]);
}

/* Sources that were let go come back, those that were not are broken off. */
static void
come_back(Sources *sources, guint delay_ms)
{
    wake_all(sources, delay_ms);
    go_on(sources, delay_ms);
}

void
run_sources_wakeup(Sources *sources, WakeupKind kind)
{
    switch (kind) {
    case WAKEUP_SLEEP:
        fall_asleep(sources);
        break;
    case WAKEUP_RESUME:
        come_back(sources, RESUME_DELAY_MS);
        break;
    case WAKEUP_NETWORK:
        come_back(sources, 0);
        break;
    case WAKEUP_METERED:
        hold_paused(sources);
        wake_all(sources, 0);
        go_on(sources, 0);
        break;
    }
}
