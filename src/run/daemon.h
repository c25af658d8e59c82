/* SPDX-License-Identifier: MIT
 * The daemon: watches every source, settles what comes in, evaluates what is due and tells. */
#pragma once
#include "run/profile.h"

typedef struct {
    const char *config_file; /* --config or NULL */
    gint64 now;              /* --now; 0 = the clock */
} DaemonOptions;
/* Runs until it is told to stop. PROFILE is taken. Returns the exit status. */
int run_daemon(Profile *profile, const DaemonOptions *options);
/* Syncs every source once, evaluates, tells; returns the exit status (spec 00 §3). */
int run_daemon_once(const Profile *profile, const DaemonOptions *options);
int run_daemon_main(int argc, char **argv);
