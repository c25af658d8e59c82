/* SPDX-License-Identifier: MIT
 * Tombstones of erased persons: a keyed hash of each address, so that a sync knows them again and nobody can read who they are (00 §3 forget). */
#pragma once
#include "keep/db.h"

typedef struct KeepTombs KeepTombs;
/* All tombstones. The key lies beside the database (PATH.key, 0600); CORRUPT if there are tombstones and it is missing. Caller frees. */
KeepTombs *keep_tombs_load(KeepDb *db, GError **error);
void keep_tombs_free(KeepTombs *tombs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeepTombs, keep_tombs_free)
gboolean keep_tombs_is_empty(const KeepTombs *tombs);
/* CANONICAL is the address of an erased person. */
gboolean keep_tombs_has(const KeepTombs *tombs, const char *canonical);
/* Under which name an erased person goes on counting, the same by all of the addresses; NULL if there is no such tombstone. Borrowed. */
const char *keep_tombs_alias(const KeepTombs *tombs, const char *canonical);
/* When the person was erased: Unix seconds, 0 = never; FALSE on error. */
gboolean keep_tombs_since(KeepDb *db, const KeepTombs *tombs, const char *canonical, gint64 *ret_at, GError **error);
/* ADDRESS is such a name. */
gboolean keep_tombs_is_alias(const char *address);
/* The same hash for any text that must stay comparable. Caller frees. */
char *keep_tombs_hash(const KeepTombs *tombs, const char *text);
/* A key for this process alone where there is none yet, to try things out. */
gboolean keep_tombs_rehearse(KeepTombs *tombs, GError **error);
/* One more person, of these addresses (NULL-terminated, canonical), into TOMBS and the table; in a transaction. Makes the key if there is none yet. */
gboolean keep_tombs_add(KeepDb *db, KeepTombs *tombs, const char *const *addresses, gint64 now, GError **error);
