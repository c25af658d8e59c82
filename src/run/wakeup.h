/* SPDX-License-Identifier: MIT
 * The machine goes to sleep and wakes up, the network comes and changes: the moments at which every connection is suspect. */
#pragma once
#include <glib.h>

typedef enum {
    WAKEUP_SLEEP,   /* the machine is about to sleep: let connections go, then call run_wakeup_let_go() */
    WAKEUP_RESUME,  /* it has slept, announced or not */
    WAKEUP_NETWORK, /* there is a network again, or another one, or the portal has let us in */
    WAKEUP_METERED, /* whether bytes cost money has changed */
} WakeupKind;
typedef struct Wakeup Wakeup;
/* CALL in the default main context. Works without logind, without NetworkManager and without a system bus: a sleep that nobody announces is
 * found by the clock that goes on in it, half a minute later at most. */
Wakeup *run_wakeup_new(void (*call)(WakeupKind kind, gpointer data), gpointer data);
void run_wakeup_free(Wakeup *wakeup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Wakeup, run_wakeup_free)
/* All connections are closed: the machine may sleep. It does not wait longer than two seconds for this. */
void run_wakeup_let_go(Wakeup *wakeup);
