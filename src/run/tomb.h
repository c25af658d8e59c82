/* SPDX-License-Identifier: MIT
 * Erased persons do not come back with the next sync. */
#pragma once
#include "base/mail.h"
#include "identify/match.h"
#include "keep/calendar.h"
#include "keep/tomb.h"

/* TRUE if nothing of MAIL may be stored: an erased person wrote it, or it is to nobody else. Otherwise erased persons among its recipients go by
 * their alias from here on, and its subject goes. */
gboolean run_tomb_mail(const KeepTombs *tombs, const IdentifyIndex *index, Mail *mail);
/* The same for the events of a poll; *RAW (may be NULL) is rewritten. What it is about goes where an erased person takes part. */
void run_tomb_events(const KeepTombs *tombs, const GPtrArray *events, char **raw);
