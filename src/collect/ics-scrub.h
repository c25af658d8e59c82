/* SPDX-License-Identifier: MIT
 * A calendar's text without a person in it. Pure text: it needs no library of calendars. */
#pragma once
#include <glib.h>

/* RAW with each of ADDRESSES (canonical, NULL-terminated) as attendee or organizer going by the alias at the same place of ALIASES, without name; what
 * the event is about and where goes too. NULL if it speaks of none of them. Caller frees. */
char *collect_ics_scrub(const char *raw, const char *const *addresses, const char *const *aliases);
