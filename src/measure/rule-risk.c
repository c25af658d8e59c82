/* SPDX-License-Identifier: MIT
 * How likely a customer is to leave, by all that was noticed of them: three levels, and half a point of play on the way down (spec 09 §9.7). */
#include "base/wording.h"
#include "measure/evidence.h"
#include "measure/rule.h"
#include <glib/gi18n.h>
#include <math.h>

#define PLAY 0.5
#define AT_RISK 2
#define ONE_ITEM "review_overdue" /* of all reviews of one account only the foremost becomes an item */
#define FLAP_SECONDS (24 * 3600)
static const double thresholds[] = {2, 4, 6}; /* worth watching, at risk, critical: severity 1, 2, 3 */

typedef struct {
    gint64 account_id;
    char *name;
    double score;
    int level;         /* that was told last */
    gboolean has_playbook;
    GHashTable *keys;  /* of items that are counted */
} Risk;

typedef struct {
    GHashTable *risks;   /* account id -> Risk* */
    GHashTable *weights; /* rule -> weight */
    gint64 half_life;
} RiskJudge;

static void
risk_free(gpointer data)
{
    Risk *risk = data;
    g_hash_table_unref(risk->keys);
    g_free(risk->name);
    g_free(risk);
}

static Risk *
risk_of(GHashTable *risks, gint64 account_id)
{
    Risk *risk = g_hash_table_lookup(risks, &account_id);
    if (!risk) {
        risk = g_new0(Risk, 1);
        risk->account_id = account_id;
        risk->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_hash_table_insert(risks, &risk->account_id, risk);
    }
    return risk;
}

/* An item that ended counts on; when it begins again it counts once more, but not when it only flickers. */
static gboolean
stands_for_new(const RuleScene *scene, KeepRows *row, int state, int resolved)
{
    return g_strcmp0(keep_rows_text(row, state), "resolved") != 0 ||
           keep_rows_int(row, resolved) > scene->context->now - FLAP_SECONDS;
}

static void
take_sign(const RuleScene *scene, KeepRows *row, gpointer data)
{
    enum { ACCOUNT_ID, ACCOUNT_NAME, RULE, WEIGHT, AGE, KEY, STATE, RESOLVED_AT, LEVEL, HAS_PLAYBOOK };
    RiskJudge *judge = data;
    Risk *risk = risk_of(judge->risks, keep_rows_int(row, ACCOUNT_ID));
    g_free(risk->name);
    risk->name = g_strdup(keep_rows_text(row, ACCOUNT_NAME));
    risk->level = (int)keep_rows_int(row, LEVEL);
    risk->has_playbook = keep_rows_int(row, HAS_PLAYBOOK) != 0;
    risk->score += (double)keep_rows_int(row, WEIGHT) * exp2(-(double)keep_rows_int(row, AGE) / (double)judge->half_life);
    if (g_strcmp0(keep_rows_text(row, RULE), ONE_ITEM) == 0 && g_strcmp0(keep_rows_text(row, STATE), "resolved") != 0)
        g_hash_table_add(risk->keys, g_strdup(ONE_ITEM));
    if (!keep_rows_is_null(row, KEY) && stands_for_new(scene, row, STATE, RESOLVED_AT))
        g_hash_table_add(risk->keys, g_strdup(keep_rows_text(row, KEY)));
}

static void
take_weight(const RuleScene *scene G_GNUC_UNUSED, KeepRows *row, gpointer data)
{
    RiskJudge *judge = data;
    g_hash_table_replace(judge->weights, g_strdup(keep_rows_text(row, 0)), GINT_TO_POINTER((int)keep_rows_int(row, 1)));
}

static const char *
key_of(const Alert *alert)
{
    return g_str_equal(alert->rule, ONE_ITEM) ? ONE_ITEM : alert->key;
}

/* What was found just now is not stored yet, and counts all the same; what a gap makes a guess of, or another item stands for, does not. */
static void
add_new(const RiskJudge *judge, GPtrArray *alerts, Reads blind)
{
    g_autoptr(RuleInhibition) inhibition = measure_rule_inhibition_new(alerts);
    for (guint i = 0; i < alerts->len; i++) {
        const Alert *alert = g_ptr_array_index(alerts, i);
        int weight = GPOINTER_TO_INT(g_hash_table_lookup(judge->weights, alert->rule));
        if (weight == 0 || alert->account_id == 0 || (measure_rule_find(alert->rule)->reads & blind) ||
            measure_rule_is_inhibited(inhibition, alert->rule, alert->key, alert->lead_id, alert->account_id))
            continue;
        Risk *risk = risk_of(judge->risks, alert->account_id);
        if (!g_hash_table_contains(risk->keys, alert->key) && g_hash_table_add(risk->keys, g_strdup(key_of(alert))))
            risk->score += weight;
    }
}

/* 0 = not worth a word. */
static int
level_of(double score, int before)
{
    int level = 0;
    for (int i = 0; i < (int)G_N_ELEMENTS(thresholds); i++)
        if (score >= thresholds[i] - (before > i ? PLAY : 0) - 1e-9)
            level = i + 1;
    return level;
}

static Alert *
warn(const Risk *risk, const char *rule, int severity, GPtrArray *alerts)
{
    Alert *alert = alert_new(rule, "account", risk->account_id);
    alert->account_id = risk->account_id;
    alert->severity = severity;
    alert->may_bubble = TRUE;
    alert->title = g_strdup_printf("%s: %s", _(measure_rule_find(rule)->label), risk->name);
    g_ptr_array_add(alerts, alert);
    return alert;
}

static void
add_risk(const Risk *risk, GPtrArray *alerts)
{
    int level = risk->name ? level_of(risk->score, risk->level) : 0; /* without a name it is no customer */
    if (level == 0)
        return;
    Alert *alert = warn(risk, "churn_risk", level, alerts);
    g_autofree char *score = wording_decimal(risk->score, 2);
    alert->evidence = measure_evidence_new(N_("risk %s"), score, NULL);
    if (level >= AT_RISK && !risk->has_playbook)
        warn(risk, "churn_playbook", 1, alerts);
}

gboolean
measure_rule_risk(const RuleScene *scene, GPtrArray *alerts, GError **error)
{
    g_autoptr(GHashTable) risks = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, risk_free);
    g_autoptr(GHashTable) weights = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    RiskJudge judge = {risks, weights, config_int(scene->context->config, "risk", "half_life_days")};
    g_autoptr(GArray) gaps = measure_gap_list(scene->context, error);
    if (!gaps || !measure_rule_each(scene, "risk", take_sign, &judge, error) || !measure_rule_each(scene, "risk-weight", take_weight, &judge, error))
        return FALSE;
    add_new(&judge, alerts, measure_gap_blind(gaps));
    GHashTableIter iter;
    gpointer risk;
    g_hash_table_iter_init(&iter, risks);
    while (g_hash_table_iter_next(&iter, NULL, &risk))
        add_risk(risk, alerts);
    return TRUE;
}
