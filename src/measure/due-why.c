/* SPDX-License-Identifier: MIT
 * Why an item is due. */
#include "measure/due-why.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "base/option-value.h"
#include "base/wording.h"
#include "measure/checklist.h"
#include "measure/due-title.h"
#include "measure/rule.h"

typedef struct { /* one row of signal */
    gint64 id, subject_id, account_id, lead_id, opened_at, hits;
    char *rule, *key, *subject_kind, *evidence;
    int severity;
    gint32 due_day;
} Item;

static void
item_clear(Item *item)
{
    g_free(item->rule);
    g_free(item->key);
    g_free(item->subject_kind);
    g_free(item->evidence);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Item, item_clear)

static gboolean
find_item(const MeasureContext *context, gint64 id, Item *ret, GError **error)
{
    static const char FIND[] = "SELECT rule_id, dedup_key, subject_kind, subject_id, account_id, lead_id, severity, due_day, opened_at, hits, evidence "
                               "FROM signal WHERE id = :id";
    enum { RULE, KEY, KIND, SUBJECT, ACCOUNT, LEAD, SEVERITY, DUE_DAY, OPENED_AT, HITS, EVIDENCE };
    g_autoptr(GError) problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(context->db, FIND, BIND(KI("id", id)), error);
    if (!rows)
        return FALSE;
    if (!keep_rows_next(rows, &problem)) {
        if (problem)
            g_propagate_error(error, g_steal_pointer(&problem));
        else
            fail(error, FAIL_NOT_FOUND, N_("%d: nothing due has this number"), (int)id);
        return FALSE;
    }
    *ret = (Item){.id = id, .rule = g_strdup(keep_rows_text(rows, RULE)), .key = g_strdup(keep_rows_text(rows, KEY)),
                  .subject_kind = g_strdup(keep_rows_text(rows, KIND)), .subject_id = keep_rows_int(rows, SUBJECT),
                  .account_id = keep_rows_int(rows, ACCOUNT), .lead_id = keep_rows_int(rows, LEAD),
                  .severity = (int)keep_rows_int(rows, SEVERITY), .due_day = measure_rule_day(rows, DUE_DAY),
                  .opened_at = keep_rows_int(rows, OPENED_AT), .hits = keep_rows_int(rows, HITS),
                  .evidence = g_strdup(keep_rows_text(rows, EVIDENCE))};
    return TRUE;
}

/* --- does it hold? ------------------------------------------------------------------------------------------------- */

typedef enum { VERDICT_HOLDS, VERDICT_BLIND, VERDICT_HELD_BACK, VERDICT_AWAY, VERDICT_OFF, VERDICT_OVER } Verdict;
static const char *const verdicts[] = {
    [VERDICT_HOLDS] = "holds",         /* present/state.c words them */
    [VERDICT_BLIND] = "blind",         /* a source that the rule reads could not be read */
    [VERDICT_HELD_BACK] = "held_back", /* another reminder about the same stands for it */
    [VERDICT_AWAY] = "away",           /* about somebody who is away: it waits */
    [VERDICT_OFF] = "off",             /* the rule is switched off */
    [VERDICT_OVER] = "over",
};

/* *RET_ALERT is borrowed of ALERTS; NULL = the condition does not hold. */
static gboolean
judge(const RuleScene *scene, const Item *item, GPtrArray *alerts, Verdict *ret, const Alert **ret_alert, GError **error)
{
    g_autoptr(GArray) gaps = measure_gap_list(scene->context, error);
    if (!gaps)
        return FALSE;
    const Rule *rule = measure_rule_find(item->rule);
    *ret_alert = NULL;
    for (guint i = 0; i < alerts->len && !*ret_alert; i++) {
        const Alert *alert = g_ptr_array_index(alerts, i);
        if (g_str_equal(alert->key, item->key))
            *ret_alert = alert;
    }
    g_autoptr(RuleInhibition) inhibition = measure_rule_inhibition_new(alerts);
    if (!measure_rule_is_on(scene, item->rule))
        *ret = VERDICT_OFF;
    else if (rule && (rule->reads & measure_gap_blind(gaps)))
        *ret = VERDICT_BLIND;
    else if (!*ret_alert)
        *ret = VERDICT_OVER;
    else
        *ret = measure_rule_is_inhibited(inhibition, item->rule, item->key, item->lead_id, item->account_id) ? VERDICT_HELD_BACK : VERDICT_HOLDS;
    return TRUE;
}

/* --- what became of it --------------------------------------------------------------------------------------------- */

static const struct {
    const char *event, *words;
} events[] = {
    {"opened", N_("became true")},         {"seen", N_("seen on the desktop")}, {"escalated", N_("got worse")},
    {"notified", N_("told")},              {"ack", N_("marked as seen")},       {"snoozed", N_("put away for a while")},
    {"woke", N_("came back")},             {"resolved", N_("ended")},           {"reopened", N_("became true again")},
    {"dismissed", N_("dismissed, or done")},
};

static const char *
event_words(const char *event, const char *detail)
{
    if (g_strcmp0(detail, "expired") == 0)
        return _("its time was over");
    for (gsize i = 0; i < G_N_ELEMENTS(events); i++)
        if (g_str_equal(events[i].event, event))
            return _(events[i].words);
    return event;
}

static Table *
events_table(const MeasureContext *context, gint64 id, GError **error)
{
    static const char EVENTS[] = "SELECT at, event, detail FROM signal_event WHERE signal_id = :id AND at <= :now ORDER BY id";
    g_autoptr(Table) table = table_new("events");
    table_column(table, "at", _("Time"), COLUMN_SHOWN);
    table_column(table, "event", NULL, COLUMN_HIDDEN);
    table_column(table, "detail", NULL, COLUMN_HIDDEN);
    table_column(table, "words", _("What"), COLUMN_PEOPLE);
    g_autoptr(GError) problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(context->db, EVENTS, BIND(KI("id", id), KI("now", context->now)), error);
    if (!rows)
        return NULL;
    while (keep_rows_next(rows, &problem)) {
        table_row(table);
        table_cell(table, value_instant(keep_rows_int(rows, 0)));
        table_cell(table, value_text(keep_rows_text(rows, 1)));
        table_cell(table, value_text(keep_rows_text(rows, 2)));
        table_cell(table, value_text(event_words(keep_rows_text(rows, 1), keep_rows_text(rows, 2))));
    }
    if (!problem)
        return g_steal_pointer(&table);
    g_propagate_error(error, g_steal_pointer(&problem));
    return NULL;
}

/* The state as of now, of the events so far. */
static const char *
state_of(const Table *table)
{
    static const char *const states[][2] = {{"ack", "ack"}, {"snoozed", "snoozed"}, {"dismissed", "dismissed"}, {"resolved", "resolved"},
                                            {"opened", "open"}, {"reopened", "open"}, {"woke", "open"}, {"escalated", "open"}};
    const char *state = NULL;
    for (guint i = 0; i < table->rows->len; i++)
        for (gsize k = 0; k < G_N_ELEMENTS(states); k++)
            if (g_str_equal(table_get(table, i, "event")->t, states[k][0]))
                state = states[k][1];
    return state;
}

/* --- its limits ---------------------------------------------------------------------------------------------------- */

static void
add_limit(Table *table, const Config *config, const char *name)
{
    g_auto(GStrv) words = g_strsplit(name, ".", 2);
    g_autofree char *value = config_shown(config, words[0], words[1]);
    const Option *option = option_find(words[0], words[1]);
    table_row(table);
    table_cell(table, value_text(name));
    table_cell(table, value_text(_(option->help)));
    table_cell(table, value_text(value ? value : ""));
    table_cell(table, value_text(config_origin(config, words[0], words[1])));
}

static Table *
limits_table(const Config *config, const RuleWords *words)
{
    Table *table = table_new("thresholds");
    table_column(table, "option", _("Option"), COLUMN_SHOWN);
    table_column(table, "meaning", _("meaning"), COLUMN_PEOPLE | COLUMN_TRUNCATE);
    table_column(table, "value", _("value"), COLUMN_SHOWN);
    table_column(table, "origin", _("from"), COLUMN_TRUNCATE);
    g_auto(GStrv) names = g_strsplit(words && words->limits ? words->limits : "", " ", -1);
    for (char **name = names; *name; name++)
        if (**name)
            add_limit(table, config, *name);
    return table;
}

/* --- all of it ----------------------------------------------------------------------------------------------------- */

static void
tell_rule(Document *document, const Config *config, const char *id)
{
    const RuleWords *words = measure_rule_words(id);
    g_autofree char *what = words ? config_fill(config, _(words->what)) : NULL;
    document_fact(document, "rule_says", value_text(what));
    document_fact(document, "ends", value_text(words ? _(words->ends) : NULL));
}

/* What the rule finds at this moment stands for what was stored of it when it was last looked at. */
static void
tell_item(Document *document, const Item *item, const Alert *alert, const char *title, const char *state)
{
    g_autofree char *why = wording_show(alert ? alert->evidence : item->evidence);
    gint32 due_day = alert ? alert->due_day : item->due_day;
    document_fact(document, "id", value_int(item->id));
    document_fact(document, "title", value_text(title));
    document_fact(document, "rule", value_text(item->rule));
    document_fact(document, "key", value_text(item->key));
    document_fact(document, "severity", value_int(alert ? alert->severity : item->severity));
    document_fact(document, "state", value_text(state));
    document_fact(document, "due_day", value_day(due_day));
    document_fact(document, "opened", value_instant(item->opened_at));
    document_fact(document, "hits", value_int(item->hits));
    document_fact(document, "evidence", value_text(why));
}

/* Of a review, and of the preparation for one: what to talk about. */
static gboolean
tell_checklist(const MeasureContext *context, Document *document, const Item *item, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autofree char *purpose = g_strdup(strrchr(item->key, ':') + 1);
    if (g_str_equal(item->rule, "meeting_prep_due")) {
        g_free(purpose);
        purpose = keep_db_text(context->db, "SELECT purpose FROM meeting WHERE id = :id", BIND(KI("id", item->subject_id)), &problem);
    }
    if (problem) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return FALSE;
    }
    const char *const *point = measure_checklist(measure_review_kind(purpose));
    g_autoptr(Value) list = value_list();
    for (; *point; point++)
        value_append(list, value_text(*point));
    if (list->items->len > 0)
        document_fact(document, "checklist", g_steal_pointer(&list));
    return TRUE;
}

/* Who is away, and until when. */
static gboolean
tell_wait(Document *document, const RuleScene *scene, const Item *item, Verdict *verdict, GError **error)
{
    g_autoptr(RuleWaits) waits = measure_rule_waits_load(scene, error);
    if (!waits)
        return FALSE;
    const RuleWait *wait = measure_rule_waits_for(waits, item->rule, item->subject_id, item->lead_id);
    if (wait && *verdict == VERDICT_HOLDS)
        *verdict = VERDICT_AWAY;
    document_fact(document, "verdict", value_text(verdicts[*verdict]));
    document_fact(document, "away", value_text(wait ? wait->contact : NULL));
    document_fact(document, "away_until", value_day(wait ? wait->until_day : DAY_NONE));
    return TRUE;
}

static gboolean
tell(const MeasureContext *context, const RuleScene *scene, const Item *item, Document *document, GError **error)
{
    g_autoptr(GPtrArray) alerts = measure_rule_all(scene, error);
    Verdict verdict;
    const Alert *alert;
    if (!alerts || !judge(scene, item, alerts, &verdict, &alert, error))
        return FALSE;
    g_auto(DueTitles) titles = {0};
    measure_due_titles_add(&titles, alerts);
    titles.is_complete = TRUE;
    g_autofree char *title = measure_due_title(context, &titles, item->key, item->rule, item->account_id, error);
    g_autoptr(Table) history = title ? events_table(context, item->id, error) : NULL;
    const DueWhySubject subject = {item->subject_kind, strrchr(item->key, ':') + 1, item->subject_id, item->account_id, item->lead_id};
    g_autoptr(Table) details = history ? measure_due_why_details(context, &subject, error) : NULL;
    if (!details)
        return FALSE;
    tell_item(document, item, alert, title, state_of(history));
    if (!tell_wait(document, scene, item, &verdict, error))
        return FALSE;
    tell_rule(document, context->config, item->rule);
    if (!tell_checklist(context, document, item, error))
        return FALSE;
    document_add(document, limits_table(context->config, measure_rule_words(item->rule)));
    document_add(document, g_steal_pointer(&details));
    document_add(document, g_steal_pointer(&history));
    return TRUE;
}

Document *
measure_due_why(const MeasureContext *context, gint64 signal_id, GError **error)
{
    g_auto(Item) item = {0};
    if (!find_item(context, signal_id, &item, error))
        return NULL;
    g_auto(RuleScene) scene = {0};
    measure_rule_scene(&scene, context);
    g_autoptr(Document) document = document_new();
    return tell(context, &scene, &item, document, error) ? g_steal_pointer(&document) : NULL;
}
