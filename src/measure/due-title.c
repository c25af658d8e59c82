/* SPDX-License-Identifier: MIT
 * One line for people about a signal. */
#include "measure/due-title.h"
#include "measure/rule.h"
#include <glib/gi18n.h>

gboolean
measure_due_tells_names(const MeasureContext *context)
{
    return g_strcmp0(config_text(context->config, "notify", "privacy"), "full") != 0;
}

void
measure_due_titles_add(DueTitles *titles, const GPtrArray *alerts)
{
    if (!titles->by_key)
        titles->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < alerts->len; i++) {
        const Alert *alert = g_ptr_array_index(alerts, i);
        g_hash_table_replace(titles->by_key, g_strdup(alert->key), g_strdup(alert->title));
    }
}

void
measure_due_titles_clear(DueTitles *titles)
{
    g_clear_pointer(&titles->by_key, g_hash_table_unref);
}

gboolean
measure_due_titles_load(DueTitles *titles, const MeasureContext *context, GError **error)
{
    if (titles->is_complete)
        return TRUE;
    g_auto(RuleScene) scene = {0};
    measure_rule_scene(&scene, context);
    g_autoptr(GPtrArray) alerts = measure_rule_all(&scene, error);
    if (!alerts)
        return FALSE;
    titles->is_complete = TRUE;
    measure_due_titles_add(titles, alerts);
    return TRUE;
}

/* The rules are asked when somebody wants to know, and once. */
static gboolean
find_title(DueTitles *titles, const MeasureContext *context, const char *key, const char **ret,
           GError **error)
{
    *ret = titles->by_key ? g_hash_table_lookup(titles->by_key, key) : NULL;
    if (*ret || titles->is_complete)
        return TRUE;
    if (!measure_due_titles_load(titles, context, error))
        return FALSE;
    *ret = g_hash_table_lookup(titles->by_key, key);
    return TRUE;
}

/* Rules whose titles say more than names: what was promised, what a meeting is about. */
static gboolean
has_words(const char *rule)
{
    static const char *const rules[] = {"follow_up_due", "follow_up_overdue", "meeting_prep_due", "review_unconfirmed", NULL};
    return g_strv_contains(rules, rule);
}

char *
measure_due_title(const MeasureContext *context, DueTitles *titles, const char *key,
                  const char *rule, gint64 account_id, GError **error)
{
    const char *title;
    if (!find_title(titles, context, key, &title, error))
        return NULL;
    if (title && !(titles->only_names && has_words(rule)))
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
