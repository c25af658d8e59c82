/* SPDX-License-Identifier: MIT
 * Reports that were written and can be read (spec 10 §10.1). */
#include "base/cadence.h"
#include "measure/evidence.h"
#include "measure/rule.h"
#include <glib/gi18n.h>

enum { REPORT_ID, KIND, PERIOD, SCHEDULED_DAY, PATH };

static void
judge(const RuleScene *scene G_GNUC_UNUSED, KeepRows *row, gpointer data)
{
    Period period;
    const Cadence *cadence = cadence_find(keep_rows_text(row, KIND));
    if (!cadence || !period_parse(keep_rows_text(row, PERIOD), &period, NULL))
        return;
    g_autofree char *title = cadence_title(cadence, &period);
    Alert *alert = alert_new("report_ready", "system", keep_rows_int(row, REPORT_ID));
    g_free(alert->key);
    alert->key = g_strdup_printf("report_ready:%s:%s", cadence->name, keep_rows_text(row, PERIOD));
    alert->due_day = (gint32)keep_rows_int(row, SCHEDULED_DAY);
    alert->title = g_strdup_printf(_("To read: %s"), title);
    alert->evidence = measure_evidence_new(N_("in %s"), keep_rows_text(row, PATH), NULL);
    g_ptr_array_add(data, alert);
}

gboolean
measure_rule_report(const RuleScene *scene, GPtrArray *alerts, GError **error)
{
    return measure_rule_each(scene, "report", judge, alerts, error);
}
