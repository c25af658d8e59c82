/* SPDX-License-Identifier: MIT
 * Held meetings become reviews, confirmed by themselves after three days (spec 09 §9.4). */
#include "measure/review.h"
#include "measure/rule.h"

#define CONFIRM_DAYS 3 /* so long "was this a review?" is asked */

typedef struct {
    gint64 account_id, meeting_id;
    gint32 day;
    ReviewKind kind;
} Held;

static void
judge(const RuleScene *scene G_GNUC_UNUSED, KeepRows *row, gpointer data)
{
    enum { ACCOUNT_ID, MEETING_ID, LOCAL_DAY, IS_OVER, PURPOSE, PURPOSE_BY, SUMMARY };
    Held held = {
        .account_id = keep_rows_int(row, ACCOUNT_ID),
        .meeting_id = keep_rows_int(row, MEETING_ID),
        .day = (gint32)keep_rows_int(row, LOCAL_DAY),
        .kind = measure_review_kind_of_meeting(keep_rows_text(row, PURPOSE),
                                               keep_rows_text(row, PURPOSE_BY),
                                               keep_rows_text(row, SUMMARY)),
    };
    if (keep_rows_int(row, IS_OVER) && held.kind != REVIEW_NONE)
        g_array_append_val((GArray *)data, held);
}

/* Only of customers (15-C70): a prospect's status meeting is none. */
static gboolean
write_one(const MeasureContext *context, const Held *held, GError **error)
{
    return keep_db_run(context->db,
                       "INSERT INTO review (account_id, kind, held_day, meeting_id) "
                       "SELECT a.id, :kind, :day, :meeting FROM account a WHERE a.id = :account "
                       "AND (a.customer_since_day <= :day OR a.customer_since_day IS NULL AND "
                       "a.lifecycle = 'customer') "
                       "AND a.lifecycle IN ('customer', 'former') AND (a.churned_day IS NULL OR "
                       "a.churned_day > :day) "
                       "AND NOT EXISTS (SELECT 1 FROM review r WHERE r.meeting_id = :meeting AND "
                       "r.account_id = a.id) "
                       "ON CONFLICT (account_id, kind, held_day) DO NOTHING",
                       BIND(KT("kind", measure_review_code(held->kind)), KI("day", held->day),
                            KI("meeting", held->meeting_id), KI("account", held->account_id)),
                       error);
}

/* Of a meeting that turned out not to be held, or was moved. */
static gboolean
drop_unheld(const RuleScene *scene, GError **error)
{
    return keep_db_run(
        scene->context->db,
        "DELETE FROM review WHERE confirmed = 0 AND meeting_id IN (SELECT id FROM meeting "
        "WHERE status = 'cancelled' OR outcome IN ('no_show', 'not_held') OR own_partstat = "
        "'declined' "
        "OR end_at > :now)",
        BIND(KI("now", scene->context->now)), error);
}

static gboolean
confirm_undenied(const RuleScene *scene, GError **error)
{
    return keep_db_run(scene->context->db,
                       "UPDATE review SET confirmed = 1 WHERE confirmed = 0 AND meeting_id IS NOT "
                       "NULL AND held_day <= :day",
                       BIND(KI("day", scene->today - CONFIRM_DAYS)), error);
}

static gboolean
write_all(const RuleScene *scene, const GArray *all, GError **error)
{
    if (!drop_unheld(scene, error))
        return FALSE;
    for (guint i = 0; i < all->len; i++)
        if (!write_one(scene->context, &g_array_index(all, Held, i), error))
            return FALSE;
    return confirm_undenied(scene, error);
}

gboolean
measure_review_record(const MeasureContext *context, GError **error)
{
    g_auto(RuleScene) scene = {0};
    measure_rule_scene(&scene, context);
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Held));
    if (!measure_rule_each(&scene, "meeting", judge, all, error) ||
        !keep_db_begin(context->db, error))
        return FALSE;
    if (write_all(&scene, all, error) && keep_db_commit(context->db, error))
        return TRUE;
    keep_db_rollback(context->db);
    return FALSE;
}
