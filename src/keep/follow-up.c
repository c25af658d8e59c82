/* SPDX-License-Identifier: MIT
 * Promises and when they are due. */
#include "keep/follow-up.h"

gboolean
keep_follow_up_save(KeepDb *db, const char *ext_id, const KeepFields *fields, gint64 *ret_id, gboolean *ret_is_new, GError **error)
{
    return keep_row_save(db, "follow_up", ext_id, fields, ret_id, ret_is_new, error);
}

gboolean
keep_follow_up_remove(KeepDb *db, gint64 follow_up_id, GError **error)
{
    return keep_db_run(db, "DELETE FROM follow_up WHERE id = :id", BIND(KI("id", follow_up_id)), error);
}
