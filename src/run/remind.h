/* SPDX-License-Identifier: MIT
 * Between signals and the desktop: which become bubbles now, which wait for the digest, and what a click does. */
#pragma once
#include "run/engine.h"

typedef struct Remind Remind;
/* CHANGED is called after a click changed something; OPEN when the page is wanted. ENGINE must outlive it. */
Remind *run_remind_new(Engine *engine, void (*changed)(gpointer data), gpointer data);
void run_remind_free(Remind *remind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Remind, run_remind_free)
/* After an evaluation: shows what may be shown, withdraws what has ended, posts the digest when its time has come. */
void run_remind_tell(Remind *remind, const GArray *notices);
/* The next instant at which something is to be told without anything happening (digest, snooze), 0 = none. */
gint64 run_remind_next(Remind *remind);
/* Gives the notification thread time to hand over what it was given, at most MS milliseconds (for --once). */
void run_remind_flush(Remind *remind, guint ms);
