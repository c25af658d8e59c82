/* SPDX-License-Identifier: MIT
 * The machine woke up, or the network came back: the moments after which every connection is suspect. */
#pragma once
#include <glib.h>

typedef struct Wakeup Wakeup;
/* CALL in the default main context; RESUMED is TRUE after a suspend. Works without logind and without a system bus. */
Wakeup *run_wakeup_new(void (*call)(gboolean resumed, gpointer data), gpointer data);
void run_wakeup_free(Wakeup *wakeup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Wakeup, run_wakeup_free)
