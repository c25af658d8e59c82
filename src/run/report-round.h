/* SPDX-License-Identifier: MIT
 * The daemon's way of writing reports: in a thread, so that the figures of a large log hold up nobody. */
#pragma once
#include "run/engine.h"

typedef struct ReportRound ReportRound;
typedef void (*ReportRoundEnded)(gboolean is_all, gpointer data);
/* Starts writing what is due; NULL when nothing is, or when that cannot be told (a warning in the log). ENDED is called once, in the main context,
 * when the reports are noted in ENGINE, IS_ALL if none is missing: then the round is to be freed. */
ReportRound *run_report_round_start(Engine *engine, ReportRoundEnded ended, gpointer data);
/* Breaks it off between two reports, and waits for that. NULL is nothing. */
void run_report_round_free(ReportRound *round);
