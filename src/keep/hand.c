/* SPDX-License-Identifier: MIT
 * What a person or a file says by itself. */
#include "keep/guest.h"
#include "keep/hand.h"
#include <glib/gi18n.h>
#include "keep/erase.h"
#include "base/error.h"
#include "keep/mail.h"

/* --- touchpoints -------------------------------------------------------------------------------------------------------------- */

static const char dirty_sql[] = "UPDATE account SET dirty = 1 WHERE dirty = 0 AND id = (SELECT account_id FROM touchpoint WHERE id = :id)";

gboolean
keep_hand_touchpoint(KeepDb *db, const char *ext_id, KeepFields *fields, const char *ingest, const Calendar *calendar, gint64 now,
                     gint64 *ret_id, gboolean *ret_is_new, GError **error)
{
    g_autoptr(GError) failure = NULL;
    gint64 at;
    *ret_id = keep_row_find(db, "touchpoint", ext_id, &failure);
    *ret_is_new = *ret_id == 0;
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (keep_fields_get_int(fields, "occurred_at", &at))
        keep_fields_int(fields, "local_day", calendar_day_of(calendar, at));
    if (*ret_is_new) {
        g_autofree char *key = g_strconcat("x:", ext_id, NULL);
        keep_fields_text(fields, "src_key", key);
        keep_fields_text(fields, "ingest", ingest);
        if (!keep_fields_has(fields, "logged_at"))
            keep_fields_int(fields, "logged_at", now);
    }
    return (*ret_is_new || keep_db_run(db, dirty_sql, BIND(KI("id", *ret_id)), error)) && /* of the account that loses it */
           keep_row_write(db, "touchpoint", ext_id, fields, ret_id, error) &&
           keep_db_run(db, dirty_sql, BIND(KI("id", *ret_id)), error);
}

/* --- meetings ------------------------------------------------------------------------------------------------------------------ */

static const char find_meeting_sql[] = "SELECT id FROM meeting WHERE uid = :uid AND recurrence_id = ''";
static const char new_meeting_sql[] =
    "INSERT INTO meeting(uid, ext_id, start_at, end_at, local_day, booked_at, booked_day, first_seen_at, has_external)"
    " VALUES(:uid, :uid, :start, :end, :day, :booked, :booked_day, :now, 1)";
static const char update_meeting_sql[] =
    "UPDATE meeting SET start_at = COALESCE(:start_at, start_at), end_at = COALESCE(:end_at, end_at), local_day = COALESCE(:local_day, local_day),"
    " summary = COALESCE(:summary, summary), booked_at = COALESCE(:booked_at, booked_at), booked_day = COALESCE(:booked_day, booked_day),"
    " purpose = COALESCE(:purpose, purpose), purpose_by = CASE WHEN :purpose IS NULL THEN purpose_by ELSE 'import' END,"
    " outcome = COALESCE(:outcome, outcome), prep_done_at = COALESCE(:prep_done_at, prep_done_at), place = COALESCE(:place, place),"
    " lead_id = COALESCE(:lead_id, lead_id) WHERE id = :id";
static const char attendee_sql[] =
    "INSERT INTO guest(list_id, addr, account_id, method, confidence) VALUES(-:meeting, :addr, :account, :method, 100)"
    " ON CONFLICT(list_id, addr) DO UPDATE SET account_id = COALESCE(excluded.account_id, guest.account_id)";

static KeepBind
field(const KeepFields *fields, const char *column)
{
    gint64 value;
    if (keep_fields_get_int(fields, column, &value))
        return (KeepBind)KI(column, value);
    return (KeepBind)KT(column, keep_fields_get_text(fields, column));
}

/* Nobody says when it was booked: at the latest when it began, however late it is put in. */
static gboolean
make_meeting(KeepDb *db, const char *uid, const KeepFields *fields, const Calendar *calendar, gint64 now, gint64 *ret_id,
             gboolean *ret_is_new, GError **error)
{
    gboolean found = FALSE;
    gint64 start = 0, end = 0;
    if (!keep_db_int(db, find_meeting_sql, BIND(KT("uid", uid)), ret_id, &found, error))
        return FALSE;
    *ret_is_new = !found;
    if (found)
        return TRUE;
    keep_fields_get_int(fields, "start_at", &start);
    keep_fields_get_int(fields, "end_at", &end);
    if (!keep_db_run(db, new_meeting_sql, BIND(KT("uid", uid), KI("start", start), KI("end", end), KI("day", calendar_day_of(calendar, start)),
                                               KI("now", now), KI("booked", MIN(now, start)), KI("booked_day", calendar_day_of(calendar, MIN(now, start)))), error))
        return FALSE;
    *ret_id = keep_db_last_id(db);
    return TRUE;
}

/* The account itself attends, so that the meeting is its meeting even when no person is named. */
static gboolean
attend(KeepDb *db, gint64 meeting_id, gint64 account_id, const char *const *attendees, GError **error)
{
    g_autofree char *account = g_strdup_printf("account:%" G_GINT64_FORMAT, account_id);
    if (!keep_guest_part(db, meeting_id, error) ||
        !keep_db_run(db, attendee_sql, BIND(KI("meeting", meeting_id), KT("addr", account), KI("account", account_id), KT("method", "manual")), error))
        return FALSE;
    for (; attendees != NULL && *attendees != NULL; attendees++)
        if (!keep_db_run(db, attendee_sql, BIND(KI("meeting", meeting_id), KT("addr", *attendees), KN("account"), KN("method")), error))
            return FALSE;
    return TRUE;
}

gboolean
keep_hand_meeting(KeepDb *db, const char *uid, KeepFields *fields, gint64 account_id, const char *const *attendees, const Calendar *calendar,
                  gint64 now, gint64 *ret_id, gboolean *ret_is_new, GError **error)
{
    gint64 at;
    if (keep_fields_get_int(fields, "start_at", &at))
        keep_fields_int(fields, "local_day", calendar_day_of(calendar, at));
    if (keep_fields_get_int(fields, "booked_at", &at))
        keep_fields_int(fields, "booked_day", calendar_day_of(calendar, at));
    if (!make_meeting(db, uid, fields, calendar, now, ret_id, ret_is_new, error))
        return FALSE;
    const KeepBind binds[] = { KI("id", *ret_id), field(fields, "start_at"), field(fields, "end_at"), field(fields, "local_day"),
                               field(fields, "summary"), field(fields, "booked_at"), field(fields, "booked_day"), field(fields, "purpose"),
                               field(fields, "outcome"), field(fields, "prep_done_at"), field(fields, "place"), field(fields, "lead_id"),
                               { NULL, KEEP_BIND_NULL, 0, 0, NULL } };
    return keep_db_run(db, update_meeting_sql, binds, error) && attend(db, *ret_id, account_id, attendees, error) &&
           keep_db_run(db, "UPDATE meeting SET dirty = 1 WHERE id = :id", BIND(KI("id", *ret_id)), error);
}

/* --- users, rules, decisions ------------------------------------------------------------------------------------------------------ */

static const char own_sql[] = "INSERT INTO own_address(value, user_id, origin) VALUES(:value, :user, 'user')"
                              " ON CONFLICT(value) DO UPDATE SET user_id = excluded.user_id, origin = 'user'";

/* Who of us it was stands in the touchpoints: they are written anew even when the verdict stays the same. */
static const char forget_sql[] =
    "UPDATE message SET digest = '' WHERE digest IS NOT NULL AND id IN ("
    "SELECT m.id FROM message m JOIN address a ON a.id = m.from_id WHERE a.addr = :value UNION "
    "SELECT p.message_id FROM message_party p JOIN address a ON a.id = p.address_id WHERE a.addr = :value)";

static gboolean
mark_pattern(KeepDb *db, const char *pattern, GError **error)
{
    const char *const addresses[] = { pattern, NULL };
    const char *const domains[] = { pattern + 1, NULL };
    gboolean is_domain = *pattern == '@';
    return keep_thread_mark(db, is_domain ? NULL : addresses, is_domain ? domains : NULL, error);
}

gboolean
keep_hand_user(KeepDb *db, const char *ext_id, KeepFields *fields, const char *const *addresses, gint64 *ret_id, gboolean *ret_is_new,
               GError **error)
{
    if (!keep_row_save(db, "app_user", ext_id, fields, ret_id, ret_is_new, error))
        return FALSE;
    for (; addresses != NULL && *addresses != NULL; addresses++)
        if (!keep_db_run(db, own_sql, BIND(KT("value", *addresses), KI("user", *ret_id)), error) ||
            !keep_db_run(db, forget_sql, BIND(KT("value", *addresses)), error) || !mark_pattern(db, *addresses, error))
            return FALSE;
    return TRUE;
}

static const char rule_sql[] = "INSERT INTO match_rule(pattern, account_id, created_at) VALUES(:pattern, :account, :now)"
                               " ON CONFLICT(pattern) DO UPDATE SET account_id = excluded.account_id";
static const char triage_sql[] = "INSERT INTO triage_decision(pattern, decision, at) VALUES(:pattern, :decision, :now)"
                                 " ON CONFLICT(pattern) DO UPDATE SET decision = excluded.decision, at = excluded.at";

gboolean
keep_hand_rule(KeepDb *db, const char *pattern, gint64 account_id, gint64 now, GError **error)
{
    return keep_db_run(db, rule_sql, BIND(KT("pattern", pattern), KI("account", account_id), KI("now", now)), error) &&
           mark_pattern(db, pattern, error);
}

gboolean
keep_hand_triage(KeepDb *db, const char *pattern, const char *decision, gint64 now, GError **error)
{
    return keep_db_run(db, triage_sql, BIND(KT("pattern", pattern), KT("decision", decision), KI("now", now)), error) &&
           (!g_str_equal(decision, "never_log") || (mark_pattern(db, pattern, error) && keep_erase_never(db, pattern, NULL, error)));
}

/* Deletes by SQL, which knows only :pattern; *RET_DID grows when there was something. */
static gboolean
take_back(KeepDb *db, const char *sql, const char *pattern, gboolean *ret_did, GError **error)
{
    if (!keep_db_run(db, sql, BIND(KT("pattern", pattern)), error))
        return FALSE;
    *ret_did = *ret_did || keep_db_changes(db) > 0;
    return TRUE;
}

gboolean
keep_hand_undo(KeepDb *db, const char *pattern, GError **error)
{
    gboolean did = FALSE, was_never = FALSE;
    if (!take_back(db, "DELETE FROM match_rule WHERE pattern = :pattern", pattern, &did, error) ||
        !take_back(db, "DELETE FROM account_domain WHERE '@' || domain = :pattern", pattern, &did, error) ||
        !take_back(db, "DELETE FROM triage_decision WHERE pattern = :pattern AND decision = 'ignore'", pattern, &did, error) ||
        !take_back(db, "DELETE FROM triage_decision WHERE pattern = :pattern AND decision = 'never_log'", pattern, &was_never, error))
        return FALSE;
    if (!did && !was_never)
        return fail(error, FAIL_NOT_FOUND, N_("%s: nothing was decided of it"), pattern);
    return mark_pattern(db, pattern, error) && (!was_never || keep_erase_again(db, error));
}

static const char import_sql[] = "INSERT INTO import_batch(source, file_name, file_sha256, started_at, finished_at, rows_ok)"
                                 " VALUES(:kind, :file, :sha256, :now, :now, :rows) ON CONFLICT(source, file_sha256) DO UPDATE SET"
                                 " finished_at = excluded.finished_at, rows_ok = excluded.rows_ok";

gboolean
keep_hand_import(KeepDb *db, const char *kind, const char *file, const char *sha256, guint rows, gint64 now, GError **error)
{
    return keep_db_run(db, import_sql, BIND(KT("kind", kind), KT("file", file), KT("sha256", sha256), KI("now", now), KI("rows", rows)), error);
}
