/* SPDX-License-Identifier: MIT
 * An alert: a condition that holds now, found by a rule (spec 09 §9.1). Decision only; what becomes of it is the signal's state. */
#pragma once
#include "base/day.h"
#include <glib.h>

typedef struct Alert Alert;
struct Alert {
    char *rule;         /* "lead_stale" */
    char *key;          /* dedup key: rule:subject_kind:subject_id[:suffix] */
    char *subject_kind; /* "lead", "account", "follow_up", "episode", "meeting", "review" */
    gint64 subject_id, account_id, lead_id; /* 0 = none */
    int severity;       /* 0 info, 1 watch, 2 warn, 3 critical */
    gint32 due_day;     /* DAY_NONE = none */
    char *title;        /* one line in the user's language */
    char *evidence;     /* why, as data that wording_show() words; or NULL */
    gboolean may_bubble; /* FALSE: digest and list only, whatever the severity (17-L5) */
};
Alert *alert_new(const char *rule, const char *subject_kind, gint64 subject_id);
void alert_free(gpointer alert);
/* The ids of all rules, sorted; NULL at the end. Static. */
const char *const *alert_rules(void);
