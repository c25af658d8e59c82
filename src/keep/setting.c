/* SPDX-License-Identifier: MIT
 * Small facts the program keeps about itself. */
#include "keep/setting.h"

static const char get_sql[] = "SELECT value FROM setting WHERE key = :key";
static const char set_sql[] = "INSERT INTO setting(key, value, updated_at) VALUES(:key, :value, :now)"
                              " ON CONFLICT(key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at"
                              " WHERE setting.value <> excluded.value";

char *
keep_setting_get(KeepDb *db, const char *key, GError **error)
{
    return keep_db_text(db, get_sql, BIND(KT("key", key)), error);
}

gboolean
keep_setting_set(KeepDb *db, const char *key, const char *value, gint64 now, GError **error)
{
    return keep_db_run(db, set_sql, BIND(KT("key", key), KT("value", value), KI("now", now)), error);
}
