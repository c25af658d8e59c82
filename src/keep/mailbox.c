/* SPDX-License-Identifier: MIT
 * Mailboxes: what each is, how far back it reaches, and how it fares. */
#include "keep/mail.h"
#include "base/day.h"
#include "keep/handle.h"

/* A longer window: what lay outside of it is looked at again, from the top down, and what that brings is history (collect/source.h). */
static gboolean
widen(KeepDb *db, gint64 id, GError **error)
{
    static const char FORGET[] = "DELETE FROM ledger WHERE state = 'outside' AND folder_id IN "
                                 "(SELECT id FROM mail_folder WHERE mailbox_id = :id)";
    static const char ANEW[] = "UPDATE mail_folder SET backfill_done = 0, frontier_down = frontier_up WHERE mailbox_id = :id";
    static const char INCOMPLETE[] = "UPDATE mailbox SET complete_at = NULL WHERE id = :id";
    return keep_db_run(db, FORGET, BIND(KI("id", id)), error) && keep_db_run(db, ANEW, BIND(KI("id", id)), error) &&
           keep_db_run(db, INCOMPLETE, BIND(KI("id", id)), error);
}

static gboolean
widen_if_longer(KeepDb *db, const char *name, gint32 coverage_from_day, GError **error)
{
    static const char SHORTER[] =
        "SELECT id FROM mailbox WHERE name = :name AND coverage_from_day IS NOT NULL AND (:day IS NULL OR coverage_from_day > :day)";
    gint64 id = 0;
    gboolean is_longer = FALSE;
    return keep_db_int(db, SHORTER, BIND(KT("name", name), KO("day", coverage_from_day == DAY_NONE, coverage_from_day)), &id,
                       &is_longer, error) &&
           (!is_longer || widen(db, id, error));
}

static gboolean
ensure(KeepDb *db, const char *name, const char *kind, gint32 coverage_from_day, gint64 *ret_id, GError **error)
{
    static const char ENSURE[] = "INSERT INTO mailbox (name, kind, coverage_from_day) VALUES (:name, :kind, :day) "
                                 "ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, "
                                 "coverage_from_day = excluded.coverage_from_day RETURNING id";
    return widen_if_longer(db, name, coverage_from_day, error) &&
           keep_db_int(db, ENSURE,
                       BIND(KT("name", name), KT("kind", kind),
                            KO("day", coverage_from_day == DAY_NONE, coverage_from_day)),
                       ret_id, NULL, error);
}

gboolean
keep_mailbox_ensure(KeepDb *db, const char *name, const char *kind, gint32 coverage_from_day, gint64 *ret_id,
                    GError **error)
{
    if (!keep_db_begin(db, error))
        return FALSE;
    return keep_db_end(db, ensure(db, name, kind, coverage_from_day, ret_id, error), error);
}

gboolean
keep_mailbox_leave(KeepDb *db, gint64 mailbox_id, gint64 until, GError **error)
{
    return keep_db_run(db, "UPDATE mailbox SET leave_until_at = :until WHERE id = :id",
                       BIND(KO("until", until == 0, until), KI("id", mailbox_id)), error);
}

gboolean
keep_mailbox_state(KeepDb *db, gint64 mailbox_id, const char *state, const char *error_text, gboolean complete,
                   gint64 now, GError **error)
{
    static const char STATE[] =
        "UPDATE mailbox SET state = :state, last_error = :text, last_try_at = :now, "
        "last_ok_at = CASE WHEN :state = 'ok' THEN :now ELSE last_ok_at END, "
        "refused_mark = CASE WHEN :state = 'ok' THEN NULL ELSE refused_mark END, "
        "told_at = CASE WHEN :state = 'ok' THEN NULL ELSE told_at END, "
        "complete_at = CASE WHEN :complete THEN COALESCE(complete_at, :now) ELSE complete_at END WHERE id = :id";
    return keep_db_run(db, STATE,
                       BIND(KT("state", state), KT("text", error_text), KI("now", now), KI("complete", complete),
                            KI("id", mailbox_id)),
                       error);
}
