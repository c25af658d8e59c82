/* SPDX-License-Identifier: MIT
 * Touchpoints: written by hand or from files here, by mails and meetings where those are settled. */
#include "keep/touchpoint.h"
#include "keep/handle.h"

gboolean
keep_touchpoint_drop(KeepDb *db, gint64 id, GError **error)
{
    static const char *const STEPS[] = {
        "UPDATE account SET dirty = 1 WHERE id = (SELECT account_id FROM touchpoint WHERE id = :id)",
        "UPDATE follow_up SET done_touchpoint_id = NULL WHERE done_touchpoint_id = :id",
        "UPDATE review SET touchpoint_id = NULL WHERE touchpoint_id = :id",
        "UPDATE lead_touch_source SET touchpoint_id = NULL WHERE touchpoint_id = :id",
        "UPDATE response_episode SET close_touchpoint_id = NULL WHERE close_touchpoint_id = :id",
        "DELETE FROM touchpoint WHERE id = :id",
    };
    for (guint i = 0; i < G_N_ELEMENTS(STEPS); i++)
        if (!keep_db_run(db, STEPS[i], BIND(KI("id", id)), error))
            return FALSE;
    return TRUE;
}
