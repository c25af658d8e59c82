/* SPDX-License-Identifier: MIT
 * Strangers one by one at a terminal: one key decides, undo takes back, and all decisions are kept in one transaction at the end. */
#pragma once
#include "run/command.h"
#include "run/heal.h"

typedef enum { TRIAGE_ASSIGN, TRIAGE_NEW, TRIAGE_IGNORE, TRIAGE_NEVER, TRIAGE_UNDO } TriageKind;
typedef struct {
    TriageKind kind;
    char *pattern; /* canonical address or @domain */
    char *account; /* ASSIGN: external id; NEW: the name of the account to be made; else NULL */
} TriageDecision;
void run_triage_decision_free(gpointer decision);
/* Carries it out inside a transaction of the caller. */
gboolean run_triage_apply(Engine *engine, const TriageDecision *decision, GError **error);
/* Asks about each of STRANGERS (the table of measure_list_triage). Returns the status. */
int run_triage_talk(Cli *cli, const Table *strangers, GError **error);
