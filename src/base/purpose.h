/* SPDX-License-Identifier: MIT
 * What a meeting is for, read off its title (spec 09 §9.4). */
#pragma once
#include <glib.h>

/* "annual", "strategic", "qbr", "demo", "expansion", "first", "delivery", "check_in" or "other", the first of these that a word of the
 * title means; a match within a longer one does not count. NULL when no word does, or there is no title. Case and accents do not matter. Static. */
const char *purpose_of_title(const char *title);
/* The same among reviews alone: "annual", "strategic", "qbr", "check_in" or NULL. */
const char *purpose_review_of_title(const char *title);
/* Why an event without anybody else is none of the trade's: "busy" (a calendar that shows only that) or "routine" (lunch, focus time, travel,
 * holidays). NULL when its title does not say so. Static. */
const char *purpose_noise_of_title(const char *title);
