/* SPDX-License-Identifier: MIT
 * Two accounts become one. */
#include "keep/merge.h"
#include <glib/gi18n.h>
#include "base/error.h"
#include "keep/touchpoint.h"

/* In this order; each may name :from, :into and :now. */
static const char *const steps[] = {
    /* what is stored is matched again, before anybody forgets whose it was */
    "UPDATE thread SET dirty = 1 WHERE dirty = 0 AND id IN (SELECT m.thread_id FROM message_account a JOIN message m ON m.id = a.message_id "
    "WHERE a.account_id = :from OR a.account_id = :into)",
    "UPDATE meeting SET dirty = 1 WHERE dirty = 0 AND id IN (SELECT meeting_id FROM meeting_attendee "
    "WHERE account_id = :from OR account_id = :into)",
    /* what INTO does not know of itself */
    "UPDATE account SET lifecycle = CASE WHEN account.lifecycle = 'prospect' THEN f.lifecycle ELSE account.lifecycle END, "
    "tier = COALESCE(account.tier, f.tier), segment = COALESCE(account.segment, f.segment), employees = COALESCE(account.employees, f.employees), "
    "city = COALESCE(account.city, f.city), turnover_ore = COALESCE(account.turnover_ore, f.turnover_ore), health = COALESCE(account.health, f.health), "
    "has_swedish_ops = COALESCE(account.has_swedish_ops, f.has_swedish_ops), it_maturity = COALESCE(account.it_maturity, f.it_maturity), "
    "is_reference = CASE WHEN account.is_reference = 1 OR f.is_reference = 1 THEN 1 ELSE 0 END, "
    "owner_user_id = COALESCE(account.owner_user_id, f.owner_user_id), "
    "customer_since_day = CASE WHEN f.customer_since_day < COALESCE(account.customer_since_day, f.customer_since_day + 1) THEN f.customer_since_day "
    "ELSE account.customer_since_day END, created_at = CASE WHEN f.created_at < account.created_at THEN f.created_at ELSE account.created_at END, "
    "updated_at = :now, dirty = 1 FROM (SELECT * FROM account WHERE id = :from) f WHERE account.id = :into",
    "UPDATE account_tier_history SET account_id = :into WHERE account_id = :from "
    "AND NOT EXISTS (SELECT 1 FROM account_tier_history WHERE account_id = :into)",
    "DELETE FROM account_tier_history WHERE account_id = :from",
    /* people and rules */
    "UPDATE contact SET account_id = :into, updated_at = :now WHERE account_id = :from",
    "UPDATE account_domain SET account_id = :into WHERE account_id = :from",
    "UPDATE match_rule SET account_id = :into WHERE account_id = :from",
    /* by hand: what was said of INTO goes before what was said of FROM */
    "DELETE FROM manual_link WHERE account_id = :from AND EXISTS (SELECT 1 FROM manual_link x "
    "WHERE x.message_id = manual_link.message_id AND x.account_id = :into)",
    "UPDATE manual_link SET account_id = :into WHERE account_id = :from",
    "DELETE FROM meeting_reject WHERE account_id = :from AND EXISTS (SELECT 1 FROM meeting_reject x "
    "WHERE x.meeting_id = meeting_reject.meeting_id AND x.account_id = :into)",
    "UPDATE meeting_reject SET account_id = :into WHERE account_id = :from",
    /* verdicts */
    "DELETE FROM message_account WHERE account_id = :from AND EXISTS (SELECT 1 FROM message_account x "
    "WHERE x.message_id = message_account.message_id AND x.account_id = :into)",
    "UPDATE message_account SET account_id = :into WHERE account_id = :from",
    "UPDATE touchpoint SET account_id = :into WHERE account_id = :from",
    "DELETE FROM guest WHERE addr = 'account:' || :from AND EXISTS (SELECT 1 FROM guest x "
    "WHERE x.list_id = guest.list_id AND x.addr = 'account:' || :into)",
    "UPDATE guest SET addr = 'account:' || :into WHERE addr = 'account:' || :from",
    "UPDATE guest SET account_id = :into WHERE account_id = :from",
    "DELETE FROM response_episode WHERE account_id = :from",
    "UPDATE episode_decision SET episode_key = replace(episode_key, '|' || (SELECT ext_id FROM account WHERE id = :from) || '|', "
    "'|' || (SELECT ext_id FROM account WHERE id = :into) || '|') "
    "WHERE instr(episode_key, '|' || (SELECT ext_id FROM account WHERE id = :from) || '|') IN (3, 5, 7)", /* us| them| invite| */
    /* the trade */
    "UPDATE lead SET account_id = :into WHERE account_id = :from",
    "UPDATE referral SET referrer_account_id = :into WHERE referrer_account_id = :from",
    "UPDATE project SET account_id = :into WHERE account_id = :from",
    "UPDATE invoice SET account_id = :into WHERE account_id = :from",
    "UPDATE subscription SET account_id = :into WHERE account_id = :from",
    "UPDATE follow_up SET account_id = :into WHERE account_id = :from",
    "UPDATE survey_response SET account_id = :into WHERE account_id = :from",
    "UPDATE value_note SET account_id = :into WHERE account_id = :from",
    "UPDATE manual_signal SET account_id = :into WHERE account_id = :from",
    "DELETE FROM review WHERE account_id = :from AND EXISTS (SELECT 1 FROM review x WHERE x.account_id = :into "
    "AND x.kind = review.kind AND x.held_day = review.held_day)",
    "UPDATE review SET account_id = :into WHERE account_id = :from",
    /* alerts: their keys name the account, so the rules open them anew where they still hold */
    "UPDATE signal SET state = 'resolved', resolved_at = :now WHERE account_id = :from AND subject_kind = 'account' AND state <> 'resolved'",
    "UPDATE signal SET subject_id = :into WHERE subject_kind = 'account' AND subject_id = :from",
    "UPDATE signal SET account_id = :into WHERE account_id = :from",
    "DELETE FROM target WHERE scope = (SELECT 'account:' || ext_id FROM account WHERE id = :from) AND EXISTS (SELECT 1 FROM target x "
    "WHERE x.kpi_id = target.kpi_id AND x.period_kind = target.period_kind AND x.period_key = target.period_key "
    "AND x.scope = (SELECT 'account:' || ext_id FROM account WHERE id = :into))",
    "UPDATE target SET scope = (SELECT 'account:' || ext_id FROM account WHERE id = :into) WHERE :now IS NOT NULL "
    "AND scope = (SELECT 'account:' || ext_id FROM account WHERE id = :from)",
    /* the id goes on meaning somebody */
    "UPDATE account_merged SET account_id = :into WHERE account_id = :from",
    "INSERT INTO account_merged (ext_id, account_id, at) SELECT ext_id, :into, :now FROM account WHERE id = :from",
};

/* The same touch on both accounts is one. */
static gboolean
drop_twice_logged(KeepDb *db, gint64 from, gint64 into, GError **error)
{
    static const char TWICE[] = "SELECT t.id FROM touchpoint t JOIN touchpoint x ON x.src_key = t.src_key AND x.account_id = :into "
                                "WHERE t.account_id = :from";
    g_autoptr(GArray) ids = keep_db_ids(db, TWICE, BIND(KI("into", into), KI("from", from)), error);
    for (guint i = 0; ids && i < ids->len; i++)
        if (!keep_touchpoint_drop(db, g_array_index(ids, gint64, i), error))
            return FALSE;
    return ids != NULL;
}

/* Two steps, because the number is unique. */
static gboolean
take_number(KeepDb *db, gint64 from, gint64 into, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autofree char *number = keep_db_text(db, "SELECT org_nr FROM account WHERE id = :from", BIND(KI("from", from)), &failure);
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    return !number || (keep_db_run(db, "UPDATE account SET org_nr = NULL WHERE id = :from", BIND(KI("from", from)), error) &&
                       keep_db_run(db, "UPDATE account SET org_nr = COALESCE(org_nr, :number) WHERE id = :into",
                                   BIND(KT("number", number), KI("into", into)), error));
}

/* Not every step wants all of the names. */
static gboolean
run_step(KeepDb *db, const char *sql, const KeepBind *binds, GError **error)
{
    GError *problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query_text(db, sql, binds, TRUE, error);
    if (!rows)
        return FALSE;
    keep_rows_next(rows, &problem);
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

gboolean
keep_account_merge(KeepDb *db, gint64 from, gint64 into, gint64 now, GError **error)
{
    if (from == into)
        return fail(error, FAIL_REFUSED, "%s", _("both are the same account"));
    if (!drop_twice_logged(db, from, into, error))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
        if (!run_step(db, steps[i], BIND(KI("from", from), KI("into", into), KI("now", now)), error))
            return FALSE;
    return take_number(db, from, into, error) && keep_db_run(db, "DELETE FROM account WHERE id = :from", BIND(KI("from", from)), error);
}

gboolean
keep_account_is_merged(KeepDb *db, const char *ext_id, gboolean *ret, GError **error)
{
    static const char FIND[] = "SELECT account_id FROM account_merged WHERE ext_id = :id";
    gint64 id;
    return keep_db_int(db, FIND, BIND(KT("id", ext_id)), &id, ret, error);
}
