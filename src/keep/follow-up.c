/* SPDX-License-Identifier: MIT
 * Promises and when they are due. */
#include "keep/follow-up.h"

/* What the leads of its account show of plans and of activity follows. */
static gboolean
mark_account(KeepDb *db, gint64 follow_up_id, GError **error)
{
    return keep_db_run(db, "UPDATE account SET dirty = 1 WHERE dirty = 0 AND id = (SELECT account_id FROM follow_up WHERE id = :id)",
                       BIND(KI("id", follow_up_id)), error);
}

gboolean
keep_follow_up_save(KeepDb *db, const char *ext_id, const KeepFields *fields, gint64 *ret_id, gboolean *ret_is_new, GError **error)
{
    g_autoptr(GError) failure = NULL;
    gint64 before = keep_row_find(db, "follow_up", ext_id, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    return (before == 0 || mark_account(db, before, error)) && /* of the account that loses it */
           keep_row_save(db, "follow_up", ext_id, fields, ret_id, ret_is_new, error) && mark_account(db, *ret_id, error);
}

gboolean
keep_follow_up_remove(KeepDb *db, gint64 follow_up_id, GError **error)
{
    return mark_account(db, follow_up_id, error) && keep_db_run(db, "DELETE FROM follow_up WHERE id = :id", BIND(KI("id", follow_up_id)), error);
}
