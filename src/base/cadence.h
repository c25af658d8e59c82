/* SPDX-License-Identifier: MIT
 * The reviews of the business: what they are called, and of which period each tells (spec 10 §10.1). */
#pragma once
#include "base/period.h"

typedef struct {
    const char *name;  /* "weekly" */
    const char *title; /* msgid: "Weekly review" */
    PeriodKind period; /* PERIOD_DAY: of the day itself; else of the one that is over */
} Cadence;
/* "daily", "weekly", "monthly", "quarterly", "yearly"; NULL for any other name. Static. */
const Cadence *cadence_find(const char *name);
/* All of them, shortest first; the last has no name. Static. */
const Cadence *cadence_all(void);
/* "Weekly review, week 13, 2026", in the reader's language. Caller frees. */
char *cadence_title(const Cadence *cadence, const Period *period);
