/* SPDX-License-Identifier: MIT
 * The list of what is due (spec 00 §6, 17-B5). */
#include "measure/due.h"
#include "measure/due-notice.h"
#include "measure/due-title.h"
#include "measure/rule.h"
#include "base/wording.h"
#include <glib/gi18n.h>

enum {
    ID,
    RULE,
    KEY,
    SEVERITY,
    STATE,
    SUBJECT_KIND,
    SUBJECT_ID,
    ACCOUNT_ID,
    LEAD_ID,
    DUE_DAY,
    OPENED_AT,
    SNOOZE_UNTIL_AT,
    EVIDENCE,
};

static Table *
make_table(gboolean all)
{
    Table *table = table_new("due");
    table_column(table, "id", _("No."), COLUMN_RIGHT);
    table_column(table, "rule", _("Rule"), COLUMN_HIDDEN);
    table_column(table, "severity", _("Severity"), COLUMN_RIGHT);
    table_column(table, "state", _("State"), all ? COLUMN_SHOWN : COLUMN_HIDDEN);
    table_column(table, "subject_kind", _("Kind"), COLUMN_HIDDEN);
    table_column(table, "subject", _("Subject"), COLUMN_HIDDEN);
    table_column(table, "account", _("Account"), COLUMN_HIDDEN);
    table_column(table, "lead", _("Lead"), COLUMN_HIDDEN);
    table_column(table, "title", _("What"), COLUMN_WRAP);
    table_column(table, "due_day", _("Due"), COLUMN_SHOWN);
    table_column(table, "opened", _("Since"), COLUMN_HIDDEN);
    table_column(table, "snoozed_until", _("Snoozed until"), COLUMN_HIDDEN);
    table_column(table, "evidence", _("Why"), COLUMN_WRAP);
    return table;
}

static const struct {
    const char *kind, *sql;
} subjects[] = {
    {"account", "SELECT ext_id FROM account WHERE id = :id"},
    {"lead", "SELECT ext_id FROM lead WHERE id = :id"},
    {"contact", "SELECT ext_id FROM contact WHERE id = :id"},
    {"follow_up", "SELECT ext_id FROM follow_up WHERE id = :id"},
    {"project", "SELECT ext_id FROM project WHERE id = :id"},
    {"subscription", "SELECT ext_id FROM subscription WHERE id = :id"},
    {"referral", "SELECT ext_id FROM referral WHERE id = :id"},
    {"source", "SELECT code FROM lead_source WHERE id = :id"},
    {"meeting", "SELECT uid FROM meeting WHERE id = :id"},
};

/* The external id, by which imports and people know the thing; episodes and reviews have only their
 * number. */
static gboolean
add_external_id(Table *table, KeepDb *db, const char *kind, gint64 id, GError **error)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) problem = NULL;
    if (id != 0)
        text = g_strdup_printf("%" G_GINT64_FORMAT, id);
    for (gsize i = 0; id != 0 && i < G_N_ELEMENTS(subjects); i++) {
        if (!g_str_equal(subjects[i].kind, kind))
            continue;
        g_free(text);
        text = keep_db_text(db, subjects[i].sql, BIND(KI("id", id)), &problem);
    }
    if (problem) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return FALSE;
    }
    table_cell(table, value_text(text));
    return TRUE;
}

typedef struct { /* one item: a signal, or an alert of a moment that is not stored */
    gint64 id, subject_id, account_id, lead_id, opened_at, snooze_until_at; /* 0 = none */
    const char *rule, *key, *state, *subject_kind, *evidence;
    int severity;
    gint32 due_day;
} Item;

static gboolean
add_item(Table *table, const MeasureContext *context, DueTitles *titles, const Item *item,
         GError **error)
{
    g_autofree char *title =
        measure_due_title(context, titles, item->key, item->rule, item->account_id, error);
    if (!title)
        return FALSE;
    table_row(table);
    table_cell(table, item->id ? value_int(item->id) : value_null());
    table_cell(table, value_text(item->rule));
    table_cell(table, value_int(item->severity));
    table_cell(table, value_text(item->state));
    table_cell(table, value_text(item->subject_kind));
    if (!add_external_id(table, context->db, item->subject_kind, item->subject_id, error) ||
        !add_external_id(table, context->db, "account", item->account_id, error) ||
        !add_external_id(table, context->db, "lead", item->lead_id, error))
        return FALSE;
    table_cell(table, value_text(title));
    table_cell(table, value_day(item->due_day));
    table_cell(table, item->opened_at ? value_instant(item->opened_at) : value_null());
    table_cell(table, item->snooze_until_at ? value_instant(item->snooze_until_at) : value_null());
    g_autofree char *why = wording_show(item->evidence);
    table_cell(table, value_text(why));
    return TRUE;
}

typedef struct {
    Table *table;
    DueTitles *titles;
    gint64 only; /* this signal; 0 = all of them */
    gboolean all, ok;
    GError *error;
} ListJudge;

static gboolean
is_hidden(const char *state, int severity)
{
    return severity == 0 || g_str_equal(state, "snoozed") || g_str_equal(state, "dismissed");
}

static void
judge(const RuleScene *scene, KeepRows *row, gpointer data)
{
    ListJudge *list = data;
    Item item = {
        .id = keep_rows_int(row, ID),
        .rule = keep_rows_text(row, RULE),
        .key = keep_rows_text(row, KEY),
        .severity = (int)keep_rows_int(row, SEVERITY),
        .state = keep_rows_text(row, STATE),
        .subject_kind = keep_rows_text(row, SUBJECT_KIND),
        .subject_id = keep_rows_int(row, SUBJECT_ID),
        .account_id = keep_rows_int(row, ACCOUNT_ID),
        .lead_id = keep_rows_int(row, LEAD_ID),
        .due_day = measure_rule_day(row, DUE_DAY),
        .opened_at = keep_rows_int(row, OPENED_AT),
        .snooze_until_at = keep_rows_int(row, SNOOZE_UNTIL_AT),
        .evidence = keep_rows_text(row, EVIDENCE),
    };
    gboolean is_wanted = list->only != 0 ? item.id == list->only : list->all || !is_hidden(item.state, item.severity);
    if (list->ok && is_wanted)
        list->ok = add_item(list->table, scene->context, list->titles, &item, &list->error);
}

static gboolean
list_stored(const RuleScene *scene, ListJudge *list, GError **error)
{
    if (!list->titles->by_key && !measure_due_titles_load(list->titles, scene->context, error))
        return FALSE;
    if (!measure_rule_each(scene, "live", judge, list, error))
        return FALSE;
    if (!list->ok)
        g_propagate_error(error, g_steal_pointer(&list->error));
    return list->ok;
}

static int
compare_alerts(gconstpointer a, gconstpointer b)
{
    const Alert *x = *(Alert *const *)a, *y = *(Alert *const *)b;
    if (x->severity != y->severity)
        return y->severity - x->severity;
    if (x->due_day != y->due_day)
        return x->due_day == DAY_NONE    ? 1
               : y->due_day == DAY_NONE  ? -1
               : x->due_day < y->due_day ? -1
                                         : 1;
    return g_strcmp0(x->key, y->key);
}

/* A moment earlier than what is stored: what held then, without numbers to answer by (17-A2). */
static gboolean
list_evaluated(const RuleScene *scene, ListJudge *list, GError **error)
{
    g_autoptr(GPtrArray) alerts = measure_due_evaluate(scene->context, error);
    if (!alerts)
        return FALSE;
    g_ptr_array_sort(alerts, compare_alerts);
    measure_due_titles_add(list->titles, alerts);
    for (guint i = 0; i < alerts->len; i++) {
        const Alert *alert = g_ptr_array_index(alerts, i);
        Item item = {.rule = alert->rule,
                     .key = alert->key,
                     .state = "open",
                     .subject_kind = alert->subject_kind,
                     .evidence = alert->evidence,
                     .severity = alert->severity,
                     .due_day = alert->due_day,
                     .subject_id = alert->subject_id,
                     .account_id = alert->account_id,
                     .lead_id = alert->lead_id};
        if (!list->all && is_hidden(item.state, item.severity))
            continue;
        if (!add_item(list->table, scene->context, list->titles, &item, error))
            return FALSE;
    }
    return TRUE;
}

Table *
measure_due_table(const MeasureContext *context, gboolean all, const GPtrArray *alerts, GError **error)
{
    gint64 last;
    g_auto(RuleScene) scene = {0};
    measure_rule_scene(&scene, context);
    g_auto(DueTitles) titles = {0};
    if (!measure_due_evaluated(context, &last, error))
        return NULL;
    if (alerts)
        measure_due_titles_add(&titles, alerts);
    g_autoptr(Table) table = make_table(all);
    ListJudge list = {.table = table, .titles = &titles, .all = all, .ok = TRUE};
    gboolean ok = context->now < last ? list_evaluated(&scene, &list, error)
                                      : list_stored(&scene, &list, error);
    return ok ? g_steal_pointer(&table) : NULL;
}

/* Beside others of its account, so that no other account's rules are asked for its words; for a notification, which tells what it may. */
Table *
measure_due_item(const MeasureContext *context, gint64 signal_id, GError **error)
{
    MeasureContext narrow = *context;
    g_auto(RuleScene) scene = {0};
    g_auto(DueTitles) titles = {.only_names = measure_due_tells_names(context)};
    if (!keep_db_int(context->db, "SELECT COALESCE(account_id, 0) FROM signal WHERE id = :id", BIND(KI("id", signal_id)), &narrow.account_id, NULL, error))
        return NULL;
    measure_rule_scene(&scene, &narrow);
    g_autoptr(Table) table = make_table(TRUE);
    ListJudge list = {.table = table, .titles = &titles, .only = signal_id, .ok = TRUE};
    return list_stored(&scene, &list, error) ? g_steal_pointer(&table) : NULL;
}

gboolean
measure_due_is_open(const MeasureContext *context, gint64 signal_id, gboolean *ret_is_open, GError **error)
{
    gint64 one;
    return keep_db_int(context->db, "SELECT 1 FROM signal WHERE id = :id AND state = 'open'", BIND(KI("id", signal_id)), &one, ret_is_open, error);
}
