/* SPDX-License-Identifier: MIT
 * States in words and colours. */
#include "present/state.h"
#include <glib/gi18n.h>
#include <string.h>

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

static const struct {
    const char *key;
    const State *states;
    gsize n;
} columns[] = {
    {"state", states, G_N_ELEMENTS(states)},
    {"status", states, G_N_ELEMENTS(states)},
    {"severity", severities, G_N_ELEMENTS(severities)},
    {"owed_by", sides, G_N_ELEMENTS(sides)},
};

static const State *
find_state(const char *key, const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
        if (strcmp(columns[i].key, key) != 0)
            continue;
        for (gsize j = 0; j < columns[i].n; j++)
            if (strcmp(columns[i].states[j].name, name) == 0)
                return &columns[i].states[j];
    }
    return NULL;
}

const char *
present_state(const char *key, const Value *value, StateColour *ret_colour)
{
    char digits[24];
    if (!value || (value->kind != VALUE_TEXT && value->kind != VALUE_INT))
        return NULL;
    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, value->i);
    const State *state = find_state(key, value->kind == VALUE_INT ? digits : value->t);
    if (!state)
        return NULL;
    if (ret_colour)
        *ret_colour = state->colour;
    return _(state->words);
}

const char *
present_state_class(StateColour colour)
{
    static const char *const classes[] = {"none", "green", "amber", "red", "grey"};
    return classes[colour];
}
