/* SPDX-License-Identifier: MIT
 * What is kept no longer (spec 10; ../notes/crm 4.14). */
#pragma once
#include "keep/db.h"

typedef enum {
    KEEP_RETENTION_REMOVE, /* the message goes; its copies leave their numbers */
    KEEP_RETENTION_CLEAR,  /* subject and names go; that it was, and when, goes on counting */
} KeepRetention;
/* Messages of CLASS (as in message.auto_class, or "unmatched": human mail that belongs to no account; "human" is then the rest) from before BEFORE.
 * *RET_N (may be NULL) counts those for which something was done. In the caller's transaction; marks dirty what follows. */
gboolean keep_retention_apply(KeepDb *db, const char *class, KeepRetention how, gint64 before, gint64 *ret_n, GError **error);
