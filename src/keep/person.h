/* SPDX-License-Identifier: MIT
 * A person is erased: rows, names, subjects and evidence; what happened goes on counting under an alias that nobody can read (00 §3 forget). */
#pragma once
#include "keep/tomb.h"

typedef struct {
    gint64 messages, touchpoints, meetings, contacts, texts; /* concerned; texts = further places that named the person */
} KeepPersonErased;
/* Every address by which the person is known who has ADDRESS: that of the contact it belongs to, too. (NULL-terminated) Caller frees. */
GStrv keep_person_addresses(KeepDb *db, const char *address, GError **error);
/* How a calendar's text speaks of the person from here on: rewritten text, NULL = it does not. Caller frees. */
typedef char *(*KeepPersonText)(const char *raw, const char *const *addresses, const char *const *aliases);
/* In the caller's transaction. ACCOUNT_ID (0 = none) is whose the person is: further counts are the account's. Marks dirty what follows. */
gboolean keep_person_erase(KeepDb *db, const KeepTombs *tombs, const char *const *addresses, gint64 account_id, gint64 now, KeepPersonText rewrite,
                           KeepPersonErased *ret, GError **error);
/* No byte of what was deleted is left in the file, its free pages or its log; outside a transaction. TRY_LATER while others read. */
gboolean keep_person_wipe(KeepDb *db, GError **error);
