/* SPDX-License-Identifier: MIT
 * Closing follow-ups by what was written and said. */
#include "measure/follow-up.h"
#include "measure/rule.h"

typedef struct {
    gint64 follow_up_id, touchpoint_id, at;
} Kept;

/* One workday before it is due a message is taken for the promised one; earlier it may be any. */
static void
judge(const RuleScene *scene, KeepRows *row, gpointer data)
{
    enum { FOLLOW_UP_ID, TOUCHPOINT_ID, DUE_DAY, LOCAL_DAY, OCCURRED_AT };
    gint32 due = (gint32)keep_rows_int(row, DUE_DAY);
    if (keep_rows_int(row, LOCAL_DAY) < calendar_workday_add(scene->context->calendar, due, -1))
        return;
    Kept kept = {keep_rows_int(row, FOLLOW_UP_ID), keep_rows_int(row, TOUCHPOINT_ID),
                 keep_rows_int(row, OCCURRED_AT)};
    g_array_append_val((GArray *)data, kept);
}

/* The first touch closes it; the others find it closed. What its lead shows of activity and of plans follows. */
static gboolean
close_all(KeepDb *db, const GArray *all, GError **error)
{
    static const char CLOSE[] = "UPDATE follow_up SET status = 'done', done_at = :at, done_touchpoint_id = :touchpoint "
                                "WHERE id = :id AND status = 'open'";
    static const char MARK[] = "UPDATE account SET dirty = 1 WHERE id = (SELECT account_id FROM follow_up WHERE id = :id)";
    for (guint i = 0; i < all->len; i++) {
        const Kept *kept = &g_array_index(all, Kept, i);
        if (!keep_db_run(db, CLOSE, BIND(KI("at", kept->at), KI("touchpoint", kept->touchpoint_id), KI("id", kept->follow_up_id)), error) ||
            !keep_db_run(db, MARK, BIND(KI("id", kept->follow_up_id)), error))
            return FALSE;
    }
    return TRUE;
}

gboolean
measure_follow_up_auto_close(const MeasureContext *context, GError **error)
{
    g_auto(RuleScene) scene = {0};
    measure_rule_scene(&scene, context);
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Kept));
    if (!measure_rule_each(&scene, "kept", judge, all, error))
        return FALSE;
    if (all->len == 0)
        return TRUE;
    if (!keep_db_begin(context->db, error))
        return FALSE;
    if (close_all(context->db, all, error) && keep_db_commit(context->db, error))
        return TRUE;
    keep_db_rollback(context->db);
    return FALSE;
}
