/* SPDX-License-Identifier: MIT
 * What waits for the hook command, first in, first out, over restarts; and which signals it knows of. */
#pragma once
#include "keep/db.h"

gboolean keep_hook_push(KeepDb *db, const char *body, gint64 now, GError **error);
typedef struct {
    gint64 id, tries; /* id 0 = nothing waits */
    char *body;
} KeepHookItem;
void keep_hook_item_clear(KeepHookItem *item);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(KeepHookItem, keep_hook_item_clear)
gboolean keep_hook_first(KeepDb *db, KeepHookItem *ret, GError **error);
/* Handed over, or given up. */
gboolean keep_hook_drop(KeepDb *db, gint64 id, GError **error);
gboolean keep_hook_failed(KeepDb *db, gint64 id, GError **error);

/* The hook is told of the signal. */
gboolean keep_hook_tell(KeepDb *db, gint64 signal_id, GError **error);
/* Signals it was told of that are not open any more (of gint64); NULL on failure. */
GArray *keep_hook_ended(KeepDb *db, GError **error);
gboolean keep_hook_forget(KeepDb *db, gint64 signal_id, GError **error);
/* Nothing waits, nobody was told: there is no hook. */
gboolean keep_hook_clear(KeepDb *db, GError **error);
