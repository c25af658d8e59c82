/* SPDX-License-Identifier: MIT
 * Business reviews that were held. */
#include "keep/review.h"
#include "base/error.h"
#include <glib/gi18n.h>

static const char save_sql[] =
    "INSERT INTO review(account_id, kind, held_day, confirmed, notes) VALUES(:account, :kind, :day, :confirmed, :notes)"
    " ON CONFLICT(account_id, kind, held_day) DO UPDATE SET confirmed = CASE WHEN excluded.confirmed = 1 THEN 1 ELSE review.confirmed END,"
    " notes = COALESCE(excluded.notes, review.notes)";

gboolean
keep_review_save(KeepDb *db, gint64 account_id, const char *kind, gint32 held_day, gboolean confirmed, const char *notes, GError **error)
{
    return keep_db_run(db, save_sql, BIND(KI("account", account_id), KT("kind", kind), KI("day", held_day), KI("confirmed", confirmed),
                                          KT("notes", notes)), error);
}

gboolean
keep_review_remove(KeepDb *db, gint64 account_id, const char *kind, gint32 held_day, GError **error)
{
    if (!keep_db_run(db, "DELETE FROM review WHERE account_id = :account AND kind = :kind AND held_day = :day",
                     BIND(KI("account", account_id), KT("kind", kind), KI("day", held_day)), error))
        return FALSE;
    return keep_db_changes(db) > 0 || fail(error, FAIL_NOT_FOUND, N_("no such review"));
}
