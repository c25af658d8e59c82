/* SPDX-License-Identifier: MIT
 * Touchpoints: written by hand or from files here, by mails and meetings where those are settled. */
#include "keep/touchpoint.h"
#include "keep/choice.h"
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

/* A meeting whose lead was given keeps it. */
gboolean
keep_touchpoint_relink(KeepDb *db, gint64 lead_id, gint64 left, gint64 from, GError **error)
{
    static const char RELINK[] =
        "UPDATE touchpoint SET lead_id = n.lead_id FROM (SELECT t.id, COALESCE(m.lead_id, "
        LEAD_OF("t.account_id", "t.contact_id", "t.occurred_at") ") AS lead_id FROM touchpoint t "
        "LEFT JOIN meeting m ON m.id = t.meeting_id WHERE t.account_id IN ((SELECT account_id FROM lead WHERE id = :lead), :left) "
        "AND t.occurred_at >= :from AND (t.email_id IS NOT NULL OR t.meeting_id IS NOT NULL)) n "
        "WHERE touchpoint.id = n.id AND touchpoint.lead_id IS NOT n.lead_id";
    static const char LEFT[] = "UPDATE touchpoint SET lead_id = NULL WHERE lead_id = :lead "
                               "AND (email_id IS NOT NULL OR meeting_id IS NOT NULL) "
                               "AND account_id <> (SELECT account_id FROM lead WHERE id = :lead) "
                               "AND COALESCE(meeting_id, 0) NOT IN (SELECT id FROM meeting WHERE lead_id = :lead)";
    static const char MARK[] = "UPDATE account SET dirty = 1 WHERE dirty = 0 AND id IN "
                               "((SELECT account_id FROM lead WHERE id = :lead), :left)";
    return keep_db_run(db, LEFT, BIND(KI("lead", lead_id)), error) &&
           keep_db_run(db, RELINK, BIND(KI("lead", lead_id), KI("left", left), KI("from", from)), error) &&
           keep_db_run(db, MARK, BIND(KI("lead", lead_id), KI("left", left)), error);
}
