/* SPDX-License-Identifier: MIT
 * Between signals and the desktop: which become bubbles now, which wait for the digest, and what a click does. */
#pragma once
#include "run/engine.h"

typedef struct Remind Remind;
/* STAYS: the bubbles outlive this program, therefore without buttons. CHANGED is called after a click changed something (may be NULL).
 * ENGINE must outlive it. Tells by itself when a server appears. */
Remind *run_remind_new(Engine *engine, gboolean stays, void (*changed)(gpointer data), gpointer data);
void run_remind_free(Remind *remind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Remind, run_remind_free)
/* After an evaluation: shows what may be shown now, withdraws what has ended, posts the digest when its time has come. Without a
 * notification server and without a hook nothing happens and nothing is lost. */
void run_remind_tell(Remind *remind);
/* Nothing new is told while HOLD: after a start or a suspend the sources are asked first, lest what they answer be told as open. */
void run_remind_hold(Remind *remind, gboolean hold);
/* The same for the hook alone, where no server has appeared. */
void run_remind_tell_hook(Remind *remind);
/* TRUE while the hook has something to do. */
gboolean run_remind_is_busy(const Remind *remind);
/* FALSE if nothing can ever be told: notifications are off and there is no hook. */
gboolean run_remind_is_on(const Remind *remind);
/* The next instant at which something is to be told without anything happening (digest, end of a snooze). */
gint64 run_remind_next(Remind *remind);
