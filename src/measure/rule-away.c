/* SPDX-License-Identifier: MIT
 * Who is away: reminders about them wait until they are back, and a colleague is named (spec 17-L7). */
#include "measure/evidence.h"
#include "measure/rule.h"
#include <glib/gi18n.h>

enum { CONTACT_ID, CONTACT_NAME, ACCOUNT_ID, ACCOUNT_NAME, UNTIL_DAY, HOW, COLLEAGUE, WAITS };

static void
judge(const RuleScene *scene G_GNUC_UNUSED, KeepRows *row, gpointer data)
{
    Alert *alert = alert_new("contact_away", "contact", keep_rows_int(row, CONTACT_ID));
    const char *name = keep_rows_text(row, CONTACT_NAME), *account = keep_rows_text(row, ACCOUNT_NAME), *colleague = keep_rows_text(row, COLLEAGUE);
    alert->account_id = keep_rows_int(row, ACCOUNT_ID);
    alert->severity = keep_rows_int(row, WAITS) > 0 ? 1 : 0;
    alert->due_day = measure_rule_day(row, UNTIL_DAY);
    g_autofree char *until = day_format(alert->due_day);
    alert->title = g_strdup_printf(_("%s (%s) is away until %s"), name, account, until);
    alert->evidence = colleague ? measure_evidence_new(N_("ask %s meanwhile"), colleague, NULL) : NULL;
    g_ptr_array_add(data, alert);
}

gboolean
measure_rule_away(const RuleScene *scene, GPtrArray *alerts, GError **error)
{
    return measure_rule_each(scene, "away", judge, alerts, error);
}

/* --- what waits ---------------------------------------------------------------------------------------------------- */

static const char *const waiting[] = {"lead_stale", "lead_stale_deferred", "lead_hygiene", "lead_pause_suggested", "lead_one_sided", "lead_no_next_step",
                                      "follow_up_due", "follow_up_overdue", NULL};

struct RuleWaits {
    GHashTable *until; /* "lead:12" -> RuleWait* */
};

static void
wait_free(gpointer data)
{
    RuleWait *wait = data;
    g_free(wait->contact);
    g_free(wait);
}

static char *
mark(const char *kind, gint64 id)
{
    return g_strdup_printf("%s:%" G_GINT64_FORMAT, kind, id);
}

static void
take(const RuleScene *scene G_GNUC_UNUSED, KeepRows *row, gpointer data)
{
    enum { KIND, ID, NAME, UNTIL };
    RuleWaits *waits = data;
    RuleWait *wait = g_new0(RuleWait, 1);
    wait->until_day = (gint32)keep_rows_int(row, UNTIL);
    wait->contact = g_strdup(keep_rows_text(row, NAME));
    g_hash_table_replace(waits->until, mark(keep_rows_text(row, KIND), keep_rows_int(row, ID)), wait);
}

RuleWaits *
measure_rule_waits_load(const RuleScene *scene, GError **error)
{
    g_autoptr(RuleWaits) waits = g_new0(RuleWaits, 1);
    waits->until = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, wait_free);
    if (measure_rule_is_on(scene, "contact_away") && !measure_rule_each(scene, "away-waits", take, waits, error))
        return NULL;
    return g_steal_pointer(&waits);
}

void
measure_rule_waits_free(RuleWaits *waits)
{
    if (!waits)
        return;
    g_hash_table_unref(waits->until);
    g_free(waits);
}

const RuleWait *
measure_rule_waits_for(const RuleWaits *waits, const char *rule, gint64 subject_id, gint64 lead_id)
{
    if (!g_strv_contains(waiting, rule))
        return NULL;
    gboolean is_promise = g_str_has_prefix(rule, "follow_up");
    g_autofree char *key = mark(is_promise ? "follow_up" : "lead", is_promise ? subject_id : lead_id);
    return g_hash_table_lookup(waits->until, key);
}
