/* SPDX-License-Identifier: MIT
 * One source kept alive: started, watched, tried again with patience, woken early when the network comes back. */
#pragma once
#include "run/job.h"

typedef struct Watcher Watcher;
typedef struct { /* all in the engine's thread */
    void (*stored)(guint new_messages, gpointer data);
    void (*synced)(gpointer data); /* a complete pass over one source */
    void (*failed)(const char *name, const GError *error, gboolean is_first_failure, gpointer data);
    gpointer data;
} WatcherCalls;
/* Begins after DELAY_MS. ENGINE must outlive it. */
Watcher *run_watcher_new(Engine *engine, JobKind kind, const char *name, guint delay_ms, const WatcherCalls *calls);
const char *run_watcher_name(const Watcher *watcher);
/* Poll now: a waiting source starts at once, a watched one is broken off and started again. */
void run_watcher_wake(Watcher *watcher, guint delay_ms);
/* Stops at once: no call follows. */
void run_watcher_free(gpointer watcher);
