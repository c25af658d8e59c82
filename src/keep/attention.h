/* SPDX-License-Identifier: MIT
 * Sources that need a person: a refused login is remembered, and told once until it works again. */
#pragma once
#include "keep/db.h"

#define KEEP_REFUSAL_SECONDS (6 * 60 * 60) /* so long a refused password is not sent again by itself */
/* The server refused the password that MARK stands for; NULL = it may be tried. */
gboolean keep_refusal_set(KeepDb *db, gint64 mailbox_id, const char *mark, gint64 now, GError **error);
/* The mark of one refused after SINCE, or NULL (no error). Caller frees. */
char *keep_refusal_get(KeepDb *db, gint64 mailbox_id, gint64 since, GError **error);
/* A person asks for the mailbox NAME: whatever was refused may be tried again. */
gboolean keep_refusal_forget(KeepDb *db, const char *name, GError **error);

typedef struct {
    gint64 id;
    gboolean is_calendar;
    char *name, *error;
} KeepAttention;
/* Those that need attention and were not told yet, by name. (of KeepAttention*) */
GPtrArray *keep_attention_waiting(KeepDb *db, GError **error);
gboolean keep_attention_told(KeepDb *db, const KeepAttention *attention, gint64 now, GError **error);
/* TRUE if it was told and has ended: the source works again, or is no longer there. */
gboolean keep_attention_is_over(KeepDb *db, gboolean is_calendar, gint64 id);
