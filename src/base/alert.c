/* SPDX-License-Identifier: MIT
 * An alert: made and freed. */
#include "base/alert.h"

Alert *
alert_new(const char *rule, const char *subject_kind, gint64 subject_id)
{
    Alert *alert = g_new0(Alert, 1);
    alert->rule = g_strdup(rule);
    alert->key = g_strdup_printf("%s:%s:%" G_GINT64_FORMAT, rule, subject_kind, subject_id);
    alert->subject_kind = g_strdup(subject_kind);
    alert->subject_id = subject_id;
    alert->due_day = DAY_NONE;
    return alert;
}

void
alert_free(gpointer data)
{
    Alert *alert = data;
    if (!alert)
        return;
    g_free(alert->rule);
    g_free(alert->key);
    g_free(alert->subject_kind);
    g_free(alert->title);
    g_free(alert->evidence);
    g_free(alert);
}
