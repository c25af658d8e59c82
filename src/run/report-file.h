/* SPDX-License-Identifier: MIT
 * Reports as files, written by themselves (spec 10 §10.1). */
#pragma once
#include <gio/gio.h>
#include "measure/schedule.h"
#include "run/engine.h"

typedef struct {
    ScheduleRun run;
    char *path; /* of the first of [report] formats */
} ReportFile;
/* Writes each of RUNS (of ScheduleRun) into the profile's report_path, as of its moment, through a connection of its own: for any thread. Returns those that
 * were written (of ReportFile*); one that cannot be is a warning in the log, and the others are written all the same. Ends early when CANCELLABLE is. */
GPtrArray *run_report_write(const Profile *profile, const GArray *runs, GCancellable *cancellable);
/* Notes FILES as made; IS_ALL: nothing that was due is missing, so that it is not asked for again. One transaction. */
gboolean run_report_note(Engine *engine, const GPtrArray *files, gboolean is_all, GError **error);
/* Everything that is due, now. *RET_MADE tells whether there was anything. */
gboolean run_report_catch_up(Engine *engine, gboolean *ret_made, GError **error);
