/* SPDX-License-Identifier: MIT
 * What the user has decided about the pipeline and the ideal customer, as the SQL wants it (04 4.2, 4.3, 4.5). */
#pragma once
#include "measure/kpi.h"

#define POLICY_BINDS 15
/* Fills BINDS[0..POLICY_BINDS) and no end: min_p, conservative, early_from, early_to, active_from, active_to, talks_from, talks_to (percent); near,
 * middle, far (months); ideal_from, ideal_to, avoid_under, avoid_over (employees). */
void measure_policy_binds(const Config *config, KeepBind *binds);
/* The rows of sql/SQL.sql, of context->account_id if there is one, with these and OWN (ended by an empty one; at most POLICY_OWN_MAX); binds are lax.
 * Caller frees; NULL with ERROR. */
#define POLICY_OWN_MAX 8
KeepRows *measure_policy_rows(const MeasureContext *context, const char *sql, const KeepBind *own, GError **error);
