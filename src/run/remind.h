/* SPDX-License-Identifier: MIT
 * Between signals and the desktop: which become bubbles now, which wait for the digest, and what a click does. */
#pragma once
#include "run/engine.h"

typedef struct Remind Remind;
/* CHANGED is called after a click changed something (may be NULL). ENGINE must outlive it. */
Remind *run_remind_new(Engine *engine, void (*changed)(gpointer data), gpointer data);
void run_remind_free(Remind *remind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Remind, run_remind_free)
/* After an evaluation: shows what may be shown now, withdraws what has ended, posts the digest when its time has come. Without a
 * notification server nothing happens and nothing is lost. */
void run_remind_tell(Remind *remind);
/* The next instant at which something is to be told without anything happening (digest, end of a snooze). */
gint64 run_remind_next(Remind *remind);
