/* SPDX-License-Identifier: MIT
 * All sources of the daemon together: begun, let go while the machine sleeps or the network costs, and back again, each in its own moment. */
#pragma once
#include "run/wakeup.h"
#include "run/watcher.h"

typedef struct Sources Sources;
/* Watches every mailbox and calendar of ENGINE's profile, which must outlive it. */
Sources *run_sources_new(Engine *engine, const WatcherCalls *calls);
/* Asks all jobs to end, then waits for them. No call follows. */
void run_sources_free(Sources *sources);
guint run_sources_count(const Sources *sources);
guint run_sources_count_if(const Sources *sources, gboolean (*is_so)(const Watcher *watcher));
/* A person asks for NAME, or for all (NULL). FALSE if there is none of that name. */
gboolean run_sources_poll(Sources *sources, const char *name);
/* What the machine and its network do. */
void run_sources_wakeup(Sources *sources, WakeupKind kind);
