/* SPDX-License-Identifier: MIT
 * When somebody is back, by the words of an automatic answer (spec 17-L7). Pure; what is read is not kept. */
#pragma once
#include <glib.h>

/* The first day on which TEXT (a subject, or what somebody wrote), sent on TODAY, has its writer back: the day behind "åter", "tillbaka",
 * "till", "back", "until"; the day after one that is still a day off ("t.o.m.", "through", the end of "semester 1/7-15/7"). FALSE if it names
 * none. */
gboolean identify_absence(const char *text, gint32 today, gint32 *ret_back);
