/* SPDX-License-Identifier: MIT
 * Mailboxes: what each is, how far back it reaches, and how it fares. */
#include "keep/mail.h"
#include "base/day.h"

gboolean
keep_mailbox_ensure(KeepDb *db, const char *name, const char *kind, gint32 coverage_from_day, gint64 *ret_id,
                    GError **error)
{
    static const char ENSURE[] = "INSERT INTO mailbox (name, kind, coverage_from_day) VALUES (:name, :kind, :day) "
                                 "ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, "
                                 "coverage_from_day = excluded.coverage_from_day RETURNING id";
    return keep_db_int(db, ENSURE,
                       BIND(KT("name", name), KT("kind", kind),
                            KO("day", coverage_from_day == DAY_NONE, coverage_from_day)),
                       ret_id, NULL, error);
}

gboolean
keep_mailbox_state(KeepDb *db, gint64 mailbox_id, const char *state, const char *error_text, gboolean complete,
                   gint64 now, GError **error)
{
    static const char STATE[] =
        "UPDATE mailbox SET state = :state, last_error = :text, last_try_at = :now, "
        "last_ok_at = CASE WHEN :state = 'ok' THEN :now ELSE last_ok_at END, "
        "complete_at = CASE WHEN :complete THEN COALESCE(complete_at, :now) ELSE complete_at END WHERE id = :id";
    return keep_db_run(db, STATE,
                       BIND(KT("state", state), KT("text", error_text), KI("now", now), KI("complete", complete),
                            KI("id", mailbox_id)),
                       error);
}
