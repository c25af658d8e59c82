/* SPDX-License-Identifier: MIT
 * What is stored follows the configuration: who is us, who is left out, who is never logged. */
#pragma once
#include "keep/db.h"
#include "run/profile.h"

/* Compares with what was in force last and marks what a change concerns to be settled again; messages of a new never_log entry are erased, those of
 * one that is gone are asked for once more. Inside a transaction of the caller. */
gboolean run_follow(KeepDb *db, const Profile *profile, gint64 now, GError **error);
