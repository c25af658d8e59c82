/* SPDX-License-Identifier: MIT
 * States in words and colours: what machines call "needs_attention" a person reads as "needs you",
 * in red. */
#pragma once
#include "base/table.h"

typedef enum { STATE_PLAIN, STATE_GREEN, STATE_AMBER, STATE_RED, STATE_GREY } StateColour;
/* The word for VALUE in the column KEY ("state", "status", "severity", "owed_by") and its colour;
 * NULL if KEY holds no states or VALUE is none of them. Static. RET_COLOUR may be NULL. */
const char *present_state(const char *key, const Value *value, StateColour *ret_colour);
/* The word for a state as above, or for a code in the columns "kind", "direction", "class" and their like; NULL as above. Static. */
const char *present_word(const char *key, const Value *value);
/* VALUE (may be NULL) as people read it in the column KEY: a word, a share, a while; any other as a cell. Caller frees. */
char *present_value(const char *key, const Value *value, GTimeZone *zone, gboolean swedish);
/* "green", ... as the style sheet calls it; "none" for STATE_PLAIN. Static. */
const char *present_state_class(StateColour colour);