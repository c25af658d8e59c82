/* SPDX-License-Identifier: MIT
 * One source kept alive: started, watched, tried again with patience, woken early when the network comes back. */
#pragma once
#include "run/job.h"

typedef struct Watcher Watcher;
typedef struct { /* all in the engine's thread */
    void (*stored)(guint new_messages, gpointer data);
    void (*started)(gpointer data);
    void (*synced)(const char *name, gboolean was_failing, gpointer data); /* a complete pass over one source */
    void (*stopped)(gpointer data); /* held, and now without a connection */
    void (*failed)(const char *name, const GError *error, gboolean is_first_failure, gpointer data);
    gpointer data;
} WatcherCalls;
/* Begins after DELAY_MS. ENGINE must outlive it. */
Watcher *run_watcher_new(Engine *engine, JobKind kind, const char *name, guint delay_ms, const WatcherCalls *calls);
const char *run_watcher_name(const Watcher *watcher);
/* A person asks: a waiting source starts at once, a watched one is started again; one that reads just now goes on. */
void run_watcher_poll(Watcher *watcher);
/* The connections are suspect: a watched source is broken off and started again after DELAY_MS, a waiting one starts then, unless the
 * server refused the credentials or asked for peace. Unreported until then. */
void run_watcher_wake(Watcher *watcher, guint delay_ms);
/* Lets go of the connection and begins nothing by itself until it may go on, DELAY_MS later; what waits because a server or a person must
 * be left in peace goes on waiting. STOPPED of the calls follows. */
void run_watcher_hold(Watcher *watcher);
void run_watcher_go_on(Watcher *watcher, guint delay_ms);
/* TRUE if it is read over the network. */
gboolean run_watcher_is_remote(const Watcher *watcher);
/* TRUE while a thread is at work for it. */
gboolean run_watcher_is_running(const Watcher *watcher);
/* FALSE until it has been read, or has failed, once since the start or the last wake. */
gboolean run_watcher_has_reported(const Watcher *watcher);
gboolean run_watcher_is_reading(const Watcher *watcher);
gboolean run_watcher_is_failing(const Watcher *watcher);
/* Asks a running job to end; of several, before the first is freed. */
void run_watcher_cancel(Watcher *watcher);
/* Stops at once: no call follows. */
void run_watcher_free(gpointer watcher);
