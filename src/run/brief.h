/* SPDX-License-Identifier: MIT
 * One page before a meeting or review with an account: who, what happened since the last review, whose turn it is, how it answers, what it is
 * worth, what is open (issue of the reports). */
#pragma once
#include "base/table.h"
#include "measure/kpi.h"

/* ACCOUNT is an external id that exists. Facts account, name, since (the day of its last review, else 90 days ago) and as_of; tables accounts (its own
 * row), standing, contacts, meetings, checklist (of the next review, if one is due or booked), episodes (open threads), kpis, leads, due, follow_ups, touchpoints (since then, oldest first). Caller frees. */
Document *run_brief(const MeasureContext *measure, const char *account, GError **error);
