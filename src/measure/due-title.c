/* SPDX-License-Identifier: MIT
 * One line for people about a signal. */
#include "measure/due-title.h"
#include "measure/rule.h"
#include <glib/gi18n.h>

GHashTable *
measure_due_titles(const MeasureContext *context, GError **error)
{
    g_auto(RuleScene) scene = {0};
    measure_rule_scene(&scene, context);
    g_autoptr(GPtrArray) alerts = measure_rule_all(&scene, error);
    if (!alerts)
        return NULL;
    GHashTable *titles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < alerts->len; i++) {
        Alert *alert = g_ptr_array_index(alerts, i);
        g_hash_table_replace(titles, g_steal_pointer(&alert->key), g_steal_pointer(&alert->title));
    }
    return titles;
}

char *
measure_due_title(const MeasureContext *context, GHashTable *titles, const char *key,
                  const char *rule, gint64 account_id, GError **error)
{
    const char *title = g_hash_table_lookup(titles, key);
    if (title)
        return g_strdup(title);
    g_autoptr(GError) problem = NULL;
    g_autofree char *name = keep_db_text(context->db, "SELECT name FROM account WHERE id = :id",
                                         BIND(KI("id", account_id)), &problem);
    if (problem) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return NULL;
    }
    const Rule *found = measure_rule_find(rule);
    const char *label = found ? _(found->label) : rule;
    return name ? g_strdup_printf("%s: %s", label, name) : g_strdup(label);
}
