/* SPDX-License-Identifier: MIT
 * Every source once: what `cadens sync` and `cadensd --once` do. */
#pragma once
#include "run/job.h"

typedef struct {
    char *name;
    JobKind kind;
    guint new_messages;
    GError *error; /* NULL = read completely */
} SyncResult;
typedef void (*SyncProgress)(const char *source, const char *folder, guint64 done, guint64 total, gpointer data);
/* FALSE with NOT_FOUND if the configuration has no source of this name; NULL is all of them. */
gboolean run_sync_is_known(const Profile *profile, const char *only, GError **error);
/* Reads every configured source (or just ONLY) at the same time, and settles. FALSE only when the store fails; what happened to each source is
 * in RET_RESULTS (of SyncResult*, owned). PROGRESS is called in the sources' threads. */
gboolean run_sync(Engine *engine, const char *only, SyncProgress progress, gpointer data, GPtrArray **ret_results, GError **error);
/* 0, 75 or 77: the highest that any source deserves (17-C). */
int run_sync_status(GPtrArray *results);
