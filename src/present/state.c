/* SPDX-License-Identifier: MIT
 * States in words and colours. */
#include "present/state.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/cadence.h"
#include "base/money.h"
#include "present/cell.h"
#include "present/figure-words.h"

typedef struct {
    const char *name, *words;
    StateColour colour;
} State;

/* No name means two things in two tables, so that one list serves the columns "state" and "status".
 */
static const State states[] = {
    /* figures */
    {"green", N_("on target"), STATE_GREEN},
    {"amber", N_("close to target"), STATE_AMBER},
    {"red", N_("off target"), STATE_RED},
    {"grey", N_("too few data"), STATE_GREY},
    {"none", N_("no target"), STATE_GREY},
    /* sources */
    {"ok", N_("in order"), STATE_GREEN},
    {"syncing", N_("syncing"), STATE_GREEN},
    {"waiting", N_("waiting"), STATE_AMBER},
    {"failing", N_("failing"), STATE_RED},
    {"needs_attention", N_("needs you"), STATE_RED},
    /* signals */
    {"open", N_("open"), STATE_PLAIN},
    {"ack", N_("seen"), STATE_PLAIN},
    {"snoozed", N_("snoozed"), STATE_GREY},
    {"resolved", N_("over"), STATE_GREY},
    {"dismissed", N_("dismissed"), STATE_GREY},
    /* episodes */
    {"answered", N_("answered"), STATE_GREEN},
    {"bounced", N_("bounced"), STATE_GREY},
    {"superseded", N_("answered elsewhere"), STATE_GREY},
    /* meetings, follow-ups, leads */
    {"confirmed", N_("confirmed"), STATE_PLAIN},
    {"tentative", N_("tentative"), STATE_AMBER},
    {"cancelled", N_("cancelled"), STATE_GREY},
    {"done", N_("done"), STATE_GREEN},
    {"paused", N_("paused"), STATE_GREY},
    {"won", N_("won"), STATE_GREEN},
    {"lost", N_("lost"), STATE_GREY},
};
static const State severities[] = {
    {"0", N_("info"), STATE_GREY},
    {"1", N_("watch"), STATE_PLAIN},
    {"2", N_("warning"), STATE_AMBER},
    {"3", N_("critical"), STATE_RED},
};
static const State sides[] = {
    {"us", N_("us"), STATE_AMBER},
    {"them", N_("the customer"), STATE_PLAIN},
};

/* What has no colour: words of the trade that machines write as codes. */
static const State words[] = {
    {"email", N_("mail"), STATE_PLAIN},
    {"meeting", N_("meeting"), STATE_PLAIN},
    {"call", N_("call"), STATE_PLAIN},
    {"linkedin", N_("LinkedIn"), STATE_PLAIN},
    {"sms", N_("SMS"), STATE_PLAIN},
    {"note", N_("note"), STATE_PLAIN},
    {"imap", N_("IMAP"), STATE_PLAIN},
    {"calendar", N_("calendar"), STATE_PLAIN},
    {"check_in", N_("check-in"), STATE_PLAIN},
    {"qbr", N_("quarterly review"), STATE_PLAIN},
    {"strategic", N_("strategic review"), STATE_PLAIN},
    {"annual", N_("annual review"), STATE_PLAIN},
    {"first", N_("first meeting"), STATE_PLAIN},
    {"demo", N_("demo"), STATE_PLAIN},
    {"expansion", N_("expansion"), STATE_PLAIN},
    {"delivery", N_("delivery"), STATE_PLAIN},
    {"video", N_("video"), STATE_PLAIN},
    {"phone", N_("by phone"), STATE_PLAIN},
    {"in_person", N_("in person"), STATE_PLAIN},
    {"all_day", N_("whole day"), STATE_PLAIN},
    {"private", N_("private"), STATE_PLAIN},
    {"free", N_("takes no time"), STATE_PLAIN},
    {"busy", N_("only \"busy\""), STATE_PLAIN},
    {"routine", N_("lunch, travel and the like"), STATE_PLAIN},
    {"copy", N_("stands in another calendar, too"), STATE_PLAIN},
    {"in", N_("in"), STATE_PLAIN},
    {"out", N_("out"), STATE_PLAIN},
    {"both", N_("both ways"), STATE_PLAIN},
    {"internal", N_("internal"), STATE_PLAIN},
    {"prospect", N_("prospect"), STATE_PLAIN},
    {"customer", N_("customer"), STATE_PLAIN},
    {"former", N_("former customer"), STATE_PLAIN},
    {"partner", N_("partner"), STATE_PLAIN},
    {"us", N_("us"), STATE_PLAIN},
    {"them", N_("the customer"), STATE_PLAIN},
    {"ours", N_("us"), STATE_PLAIN},
    {"theirs", N_("the customer"), STATE_PLAIN},
    {"human", N_("human"), STATE_PLAIN},
    {"auto_reply", N_("automatic reply"), STATE_PLAIN},
    {"bounce", N_("bounce"), STATE_PLAIN},
    {"bulk", N_("bulk mail"), STATE_PLAIN},
    {"receipt", N_("receipt"), STATE_PLAIN},
    {"system", N_("system"), STATE_PLAIN},
    {"none", N_("nobody"), STATE_PLAIN},
    {"ceo", N_("managing director"), STATE_PLAIN},
    {"it_coo", N_("IT or operations"), STATE_PLAIN},
    {"hr_admin", N_("HR or administration"), STATE_PLAIN},
    {"finance", N_("finance"), STATE_PLAIN},
    {"other", N_("other"), STATE_PLAIN},
    {"unknown", N_("unknown"), STATE_PLAIN},
    {"contacted", N_("contacted"), STATE_PLAIN},
    {"interested", N_("interested"), STATE_PLAIN},
    {"qualified", N_("qualified"), STATE_PLAIN},
    {"need", N_("need"), STATE_PLAIN},
    {"early", N_("early"), STATE_PLAIN},
    {"active", N_("active"), STATE_PLAIN},
    {"proposal", N_("proposal"), STATE_PLAIN},
    {"negotiation", N_("negotiation"), STATE_PLAIN},
    {"paused", N_("paused"), STATE_PLAIN},
    {"won", N_("won"), STATE_PLAIN},
    {"lost", N_("lost"), STATE_PLAIN},
    {"cold_calling", N_("cold calling"), STATE_PLAIN},
    {"referral", N_("referral"), STATE_PLAIN},
    {"website", N_("website"), STATE_PLAIN},
    {"event", N_("event"), STATE_PLAIN},
    {"content", N_("content"), STATE_PLAIN},
    {"past_due", N_("past due"), STATE_PLAIN},
    {"undated", N_("no date"), STATE_PLAIN},
    {"nonprofit", N_("non-profit"), STATE_PLAIN},
    {"study_assoc", N_("study association"), STATE_PLAIN},
    {"union", N_("trade union"), STATE_PLAIN},
    {"sports", N_("sports"), STATE_PLAIN},
    {"construction", N_("construction"), STATE_PLAIN},
    {"consulting", N_("consulting"), STATE_PLAIN},
    {"manufacturing", N_("manufacturing"), STATE_PLAIN},
    {"tech", N_("technology"), STATE_PLAIN},
    {"asked", N_("asked"), STATE_PLAIN},
    {"introduced", N_("introduced"), STATE_PLAIN},
    {"lead", N_("lead"), STATE_PLAIN},
    {"feedback", N_("feedback"), STATE_PLAIN},
    {"rewarded", N_("thanked"), STATE_PLAIN},
    {"holds", N_("holds"), STATE_PLAIN},
    {"blind", N_("unknown: a source that the rule reads could not be read"), STATE_PLAIN},
    {"held_back", N_("holds, but another reminder about the same stands for it"), STATE_PLAIN},
    {"away", N_("holds, but waits for somebody who is away"), STATE_PLAIN},
    {"off", N_("unknown: the rule is switched off"), STATE_PLAIN},
    {"default", N_("as shipped"), STATE_PLAIN},
    {"address", N_("address"), STATE_PLAIN},
    {"rule", N_("rule"), STATE_PLAIN},
    {"domain", N_("domain"), STATE_PLAIN},
    {"thread", N_("thread"), STATE_PLAIN},
    {"attendee", N_("attendee"), STATE_PLAIN},
    {"manual", N_("by hand"), STATE_PLAIN},
    {"over", N_("has ended"), STATE_PLAIN},
    {"new_business", N_("new business"), STATE_PLAIN},
    {"renewal", N_("renewal"), STATE_PLAIN},
    {"follow_up", N_("follow-up"), STATE_PLAIN},
    {"documentation", N_("documentation"), STATE_PLAIN},
    {"referral_thanks", N_("thanks for a referral"), STATE_PLAIN},
    {"playbook", N_("playbook"), STATE_PLAIN},
    {"open", N_("open"), STATE_PLAIN},
    {"benefit", N_("benefit"), STATE_PLAIN},
    {"cost_saving", N_("saving"), STATE_PLAIN},
    {"roi_report", N_("ROI report"), STATE_PLAIN},
    {"nps", N_("NPS"), STATE_PLAIN},
    {"csat", N_("CSAT"), STATE_PLAIN},
    {"staff", N_("staff"), STATE_PLAIN},
    {"tool", N_("tool"), STATE_PLAIN},
    {"travel", N_("travel"), STATE_PLAIN},
    {"incentive", N_("incentive"), STATE_PLAIN},
    {"ads", N_("advertising"), STATE_PLAIN},
    {"technical_complexity", N_("technical complexity"), STATE_PLAIN},
    {"competing_initiative", N_("competing initiative"), STATE_PLAIN},
    {"budget", N_("budget"), STATE_PLAIN},
    {"personnel", N_("change of personnel"), STATE_PLAIN},
    {"competitor", N_("competitor"), STATE_PLAIN},
    {"cancel", N_("talk of cancelling"), STATE_PLAIN},
    {"escalation", N_("escalation"), STATE_PLAIN},
    {"reorg", N_("reorganization"), STATE_PLAIN},
    {"one_off", N_("one-off"), STATE_PLAIN},
    {"recurring", N_("recurring"), STATE_PLAIN},
    {"organic", N_("organic"), STATE_PLAIN},
    {"service", N_("new service"), STATE_PLAIN},
    {"technology", N_("new technology"), STATE_PLAIN},
    {"omitted", N_("omitted"), STATE_PLAIN},
    {"pipeline", N_("pipeline"), STATE_PLAIN},
    {"best_case", N_("best case"), STATE_PLAIN},
    {"commit", N_("commit"), STATE_PLAIN},
    {"higher", N_("the higher the better"), STATE_PLAIN},
    {"lower", N_("the lower the better"), STATE_PLAIN},
    {"range", N_("within"), STATE_PLAIN},
    {"assumed_held", N_("taken as held"), STATE_PLAIN},
    {"held", N_("held"), STATE_PLAIN},
    {"no_show", N_("nobody came"), STATE_PLAIN},
    {"not_held", N_("not held"), STATE_PLAIN},
    {"network", N_("network"), STATE_PLAIN},
    {"pass", N_("pass"), STATE_PLAIN},
    {"fail", N_("fail"), STATE_PLAIN},
    {"sales", N_("sales"), STATE_PLAIN},
    {"issued", N_("issued"), STATE_PLAIN},
    {"paid", N_("paid"), STATE_PLAIN},
    {"void", N_("void"), STATE_PLAIN},
    {"testing", N_("testing"), STATE_PLAIN},
    {"planned", N_("planned"), STATE_PLAIN},
    {"retired", N_("retired"), STATE_PLAIN},
    {"draft", N_("draft"), STATE_PLAIN},
    {"presented", N_("presented"), STATE_PLAIN},
    {"expired", N_("expired"), STATE_PLAIN},
    {"withdrawn", N_("withdrawn"), STATE_PLAIN},
    {"delivered", N_("delivered"), STATE_PLAIN},
    {"user_month", N_("a user and month"), STATE_PLAIN},
    {"month", N_("month"), STATE_PLAIN},
    {"hour", N_("hour"), STATE_PLAIN},
    {"project", N_("project"), STATE_PLAIN},
    {"fee", N_("fee"), STATE_PLAIN},
    {"day", N_("day"), STATE_PLAIN},
    {"week", N_("week"), STATE_PLAIN},
    {"quarter", N_("quarter"), STATE_PLAIN},
    {"year", N_("year"), STATE_PLAIN},
    {"half", N_("half-year"), STATE_PLAIN},
    {"all", N_("the whole business"), STATE_PLAIN},
    {"count", N_("count"), STATE_PLAIN},
    {"rate", N_("share"), STATE_PLAIN},
    {"ore", N_("kronor"), STATE_PLAIN},
    {"ore_per_month", N_("kronor a month"), STATE_PLAIN},
    {"ratio", N_("ratio"), STATE_PLAIN},
    {"days", N_("days"), STATE_PLAIN},
    {"hours", N_("hours"), STATE_PLAIN},
    {"point", N_("as of a day"), STATE_PLAIN},
    {"rolling90", N_("90 days"), STATE_PLAIN},
    {"rolling6m", N_("6 months"), STATE_PLAIN},
    {"rolling12m", N_("12 months"), STATE_PLAIN},
    {"lifetime", N_("ever since"), STATE_PLAIN},
    {"months", N_("months"), STATE_PLAIN},
    {"score", N_("points"), STATE_PLAIN},
    {"class", N_("class"), STATE_PLAIN},
    {"per_workday", N_("a workday"), STATE_PLAIN},
    {"workdays", N_("workdays"), STATE_PLAIN},
};

/* Parts of a change of the pipeline's value. */
static const State components[] = {
    {"opening", N_("Before"), STATE_PLAIN},      {"created", N_("New"), STATE_PLAIN}, {"increased", N_("Increased"), STATE_PLAIN},
    {"decreased", N_("Decreased"), STATE_PLAIN}, {"won", N_("Won"), STATE_PLAIN},     {"lost", N_("Lost"), STATE_PLAIN},
    {"removed", N_("Dropped out"), STATE_PLAIN}, {"closing", N_("After"), STATE_PLAIN},
};

/* Of the revenue of a customer (04 §4.10). */
static const State phases[] = {
    {"1", N_("delivery"), STATE_PLAIN}, {"2", N_("recurring pilot"), STATE_PLAIN}, {"3", N_("expansion"), STATE_PLAIN}, {"4", N_("partnership"), STATE_PLAIN},
};

static const struct {
    const char *key;
    const State *states;
    gsize n;
} columns[] = {
    {"state", states, G_N_ELEMENTS(states)},
    {"status", states, G_N_ELEMENTS(states)},
    {"severity", severities, G_N_ELEMENTS(severities)},
    {"owed_by", sides, G_N_ELEMENTS(sides)},
    {"component", components, G_N_ELEMENTS(components)},
    {"phase", phases, G_N_ELEMENTS(phases)},
};

static const State *
find_state(const char *key, const Value *value)
{
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
        char digits[24];
        if (strcmp(columns[i].key, key) != 0)
            continue;
        g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, value->i);
        const char *name = value->kind == VALUE_INT ? digits : value->t;
        for (gsize j = 0; j < columns[i].n; j++)
            if (strcmp(columns[i].states[j].name, name) == 0)
                return &columns[i].states[j];
    }
    return NULL;
}

const char *
present_state(const char *key, const Value *value, StateColour *ret_colour)
{
    if (!value || (value->kind != VALUE_TEXT && value->kind != VALUE_INT))
        return NULL;
    const State *state = find_state(key, value);
    if (!state)
        return NULL;
    if (ret_colour)
        *ret_colour = state->colour;
    return _(state->words);
}

const char *
present_word(const char *key, const Value *value)
{
    static const char *const keys[] = {"kind", "direction", "lifecycle", "ball", "class", "purpose",
                                       "place", "ignored", "stage", "source", "role", "verdict", "segment", "step", "horizon", "category",
                                       "unit", "period", "status", "outcome", "result", "scope", "period_kind", "referrer_kind", "channel_pref",
                                       "forecast_category", "expansion_type", "about", "origin", "reason", "method", "primary", "source_name", "from", "to", "band", NULL};
    const char *state = present_state(key, value, NULL);
    if (state)
        return state;
    if (!value || value->kind != VALUE_TEXT || !g_strv_contains(keys, key))
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].name, value->t) == 0)
            return _(words[i].words);
    return NULL;
}

static gboolean
is_counts(const Value *value)
{
    if (!value || value->kind != VALUE_MAP || value->items->len == 0)
        return FALSE;
    for (guint i = 0; i < value->items->len; i++)
        if (((const Value *)g_ptr_array_index(value->items, i))->kind != VALUE_INT)
            return FALSE;
    return TRUE;
}

/* "bounce 1, human 8", of classes. */
static char *
counts_text(const Value *value)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < value->items->len; i++) {
        g_autoptr(Value) code = value_text(g_ptr_array_index(value->keys, i));
        const char *word = present_word("class", code);
        g_string_append_printf(out, "%s%s %" G_GINT64_FORMAT, i ? ", " : "", word ? word : code->t, ((const Value *)g_ptr_array_index(value->items, i))->i);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
present_value(const char *key, const Value *value, GTimeZone *zone, gboolean swedish)
{
    const char *word = present_word(key, value);
    if (word)
        return g_strdup(word);
    Period period;
    const Cadence *cadence = value && value->kind == VALUE_TEXT && strcmp(key, "report") == 0 ? cadence_find(value->t) : NULL;
    if (cadence)
        return g_strdup(_(cadence->title));
    if (value && value->kind == VALUE_TEXT && strcmp(key, "period") == 0 && period_parse(value->t, &period, NULL))
        return period_words(&period);
    if (value && value->kind == VALUE_TEXT && strcmp(key, "scope") == 0 && strchr(value->t, ':'))
        return present_scope(value->t, NULL);
    if (is_counts(value))
        return counts_text(value);
    if (value && value->kind == VALUE_INT && strcmp(key, "probability") == 0)
        return g_strdup_printf("%" G_GINT64_FORMAT " %%", value->i);
    if (value && value->kind == VALUE_INT && g_str_has_suffix(key, "_s")) /* lag_s and its like */
        return present_duration(value->i);
    if (value && value->kind == VALUE_INT && g_str_has_suffix(key, "_ore")) /* as a setting is stored */
        return money_format(value->i, swedish);
    if (value && value->kind == VALUE_INT && g_str_has_suffix(key, "_bp")) { /* hundredths of a percent */
        g_autofree char *percent = present_number((double)value->i / 100, 2, FALSE, swedish);
        return g_strconcat(percent, " %", NULL);
    }
    return present_cell(value, zone, swedish);
}

const char *
present_state_class(StateColour colour)
{
    static const char *const classes[] = {"none", "green", "amber", "red", "grey"};
    return classes[colour];
}
