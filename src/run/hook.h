/* SPDX-License-Identifier: MIT
 * The hook command ([notify] hook): each notification and each withdrawal as one JSON object on its standard input, one command at a time,
 * never on the way of anything else. What it could not take waits in the store, over restarts. */
#pragma once
#include "base/table.h"
#include "run/engine.h"

typedef struct Hook Hook;
/* NULL when there is no hook; what waited for one is then forgotten. ENGINE must outlive it. */
Hook *run_hook_new(Engine *engine);
/* A running command is killed; it is run again by the next hook. */
void run_hook_free(Hook *hook);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Hook, run_hook_free)
/* Puts the object of DOCUMENT's facts (taken) behind what waits; part of a transaction that is open. */
gboolean run_hook_push(Hook *hook, Document *document, GError **error);
/* Runs the command for what waits, in the default main context. Call it outside of a transaction. */
void run_hook_work(Hook *hook);
/* TRUE while a command runs. */
gboolean run_hook_is_busy(const Hook *hook);
