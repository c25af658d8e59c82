/* SPDX-License-Identifier: MIT
 * Days and instants as people say and write them, in Swedish and English (spec 09 §9.3). Case, accents and extra blanks do not matter. */
#pragma once
#include "base/calendar.h"

/* Which one is meant where several could be ("fredag", "15/4", "v. 14"): the next one, the same where something begins then and not ends, or the last
 * one of what has happened. */
typedef enum { SPOKEN_NEXT, SPOKEN_BEGIN, SPOKEN_LAST } SpokenTense;

/* YYYY-MM-DD; idag, imorgon, i övermorgon, igår; a weekday (the next one, not TODAY; of what has happened the last one, TODAY's included),
 * "nästa fredag", "fredag nästa vecka", "i fredags"; nästa vecka, v. 14 (the Friday of that week, of what begins its Monday); om två veckor, om 3 dagar, om en
 * månad; 15/4, 15 april, den 15 april 2026, den 15; and the same in English. FALSE if it is none of these, or no real day. */
gboolean spoken_day(const char *text, gint32 today, SpokenTense tense, gint32 *ret_day);
/* The same on the business's calendar, of which it knows the workdays too: "nästa arbetsdag", "om två arbetsdagar", and the same in English. */
gboolean spoken_business_day(const char *text, const Calendar *calendar, gint64 now, SpokenTense tense, gint32 *ret_day);
/* An ISO 8601 instant (without offset: business time), "nu"; a day as above: its first second, *RET_DAY (may be NULL) being the day; or a day and
 * a time of it ("fredag 14:30", "imorgon kl 9"). *RET_DAY is DAY_NONE of everything but a mere day. */
gboolean spoken_instant(const char *text, const Calendar *calendar, gint64 now, SpokenTense tense, gint64 *ret_at, gint32 *ret_day);
