/* SPDX-License-Identifier: MIT
 * Rows of signal and signal_event: read, opened, refreshed, resolved. */
#include "measure/due-signal.h"
#include "base/error.h"
#include <glib/gi18n.h>

#define FLAP_SECONDS (24 * 3600)
#define SIGNAL_COLUMNS                                                                  \
    "id, dedup_key, rule_id, state, severity, last_seen_at, snooze_until_at, lead_id, " \
    "account_id, subject_id"

void
measure_due_signal_free(gpointer data)
{
    Signal *signal = data;
    if (!signal)
        return;
    g_free(signal->key);
    g_free(signal->rule);
    g_free(signal->state);
    g_free(signal);
}

static Signal *
read_signal(KeepRows *row)
{
    enum {
        ID,
        KEY,
        RULE,
        STATE,
        SEVERITY,
        LAST_SEEN_AT,
        SNOOZE_UNTIL_AT,
        LEAD_ID,
        ACCOUNT_ID,
        SUBJECT_ID
    };
    Signal *signal = g_new0(Signal, 1);
    signal->id = keep_rows_int(row, ID);
    signal->key = g_strdup(keep_rows_text(row, KEY));
    signal->rule = g_strdup(keep_rows_text(row, RULE));
    signal->state = g_strdup(keep_rows_text(row, STATE));
    signal->severity = (int)keep_rows_int(row, SEVERITY);
    signal->last_seen_at = keep_rows_int(row, LAST_SEEN_AT);
    signal->snooze_until_at = keep_rows_int(row, SNOOZE_UNTIL_AT);
    signal->lead_id = keep_rows_int(row, LEAD_ID);
    signal->account_id = keep_rows_int(row, ACCOUNT_ID);
    signal->subject_id = keep_rows_int(row, SUBJECT_ID);
    return signal;
}

GHashTable *
measure_due_signal_live(KeepDb *db, gint64 account_id, GError **error)
{
    static const char ALL[] = "SELECT " SIGNAL_COLUMNS " FROM signal WHERE state <> 'resolved'";
    static const char OF_ACCOUNT[] = "SELECT " SIGNAL_COLUMNS " FROM signal WHERE account_id = :account AND state <> 'resolved'";
    g_autoptr(KeepRows) rows = account_id != 0 ? keep_db_query(db, OF_ACCOUNT, BIND(KI("account", account_id)), error) : keep_db_query(db, ALL, NO_BIND, error);
    if (!rows)
        return NULL;
    g_autoptr(GError) problem = NULL;
    g_autoptr(GHashTable) live =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, measure_due_signal_free);
    while (keep_rows_next(rows, &problem)) {
        Signal *signal = read_signal(rows);
        g_hash_table_insert(live, signal->key, signal);
    }
    if (!problem)
        return g_steal_pointer(&live);
    g_propagate_error(error, g_steal_pointer(&problem));
    return NULL;
}

gboolean
measure_due_signal_by_key(KeepDb *db, const char *key, Signal **ret, GError **error)
{
    static const char SQL[] = "SELECT " SIGNAL_COLUMNS " FROM signal WHERE dedup_key = :key AND state <> 'resolved'";
    GError *problem = NULL;
    *ret = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(db, SQL, BIND(KT("key", key)), error);
    if (!rows)
        return FALSE;
    if (keep_rows_next(rows, &problem))
        *ret = read_signal(rows);
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

Signal *
measure_due_signal_find(KeepDb *db, gint64 id, GError **error)
{
    g_autoptr(KeepRows) rows = keep_db_query(
        db, "SELECT " SIGNAL_COLUMNS " FROM signal WHERE id = :id AND state <> 'resolved'",
        BIND(KI("id", id)), error);
    if (!rows)
        return NULL;
    g_autoptr(GError) problem = NULL;
    if (keep_rows_next(rows, &problem))
        return read_signal(rows);
    if (problem)
        g_propagate_error(error, g_steal_pointer(&problem));
    else
        fail(error, FAIL_NOT_FOUND, N_("%d: nothing due has this number"), (int)id);
    return NULL;
}

gboolean
measure_due_signal_event(KeepDb *db, gint64 id, const char *event, const char *detail, gint64 now,
                         GError **error)
{
    return keep_db_run(
        db,
        "INSERT INTO signal_event (signal_id, at, event, detail) "
        "VALUES (:signal, :at, :event, :detail)",
        BIND(KI("signal", id), KI("at", now), KT("event", event), KT("detail", detail)), error);
}

/* What may become of the event: a bubble, or a line of the digest. */
static const char *
detail_of(const Alert *alert, gboolean silent)
{
    return alert->may_bubble && !silent ? "bubble" : "digest";
}

static gboolean
reopen(KeepDb *db, const Alert *alert, gint64 id, gint64 now, GError **error)
{
    return keep_db_run(
               db,
               "UPDATE signal SET state = 'open', resolved_at = NULL, snooze_until_at = NULL, "
               "suppress = 0, "
               "hits = hits + 1, last_seen_at = :now, severity = :severity, evidence = :evidence, "
               "due_day = :due_day WHERE id = :id",
               BIND(KI("now", now), KI("severity", alert->severity),
                    KT("evidence", alert->evidence),
                    KO("due_day", alert->due_day == DAY_NONE, alert->due_day), KI("id", id)),
               error) &&
           measure_due_signal_event(db, id, "reopened", detail_of(alert, FALSE), now, error);
}

static gboolean
insert(KeepDb *db, const Alert *alert, gboolean silent, gint64 now, GError **error)
{
    return keep_db_run(db,
                       "INSERT INTO signal (rule_id, dedup_key, subject_kind, subject_id, "
                       "account_id, lead_id, severity, "
                       "state, opened_at, last_seen_at, evidence, due_day, is_silent) "
                       "VALUES (:rule, :key, :kind, :subject, :account, :lead, :severity, 'open', "
                       ":now, :now, :evidence, "
                       ":due_day, :silent)",
                       BIND(KT("rule", alert->rule), KT("key", alert->key),
                            KT("kind", alert->subject_kind), KI("subject", alert->subject_id),
                            KO("account", alert->account_id == 0, alert->account_id),
                            KO("lead", alert->lead_id == 0, alert->lead_id),
                            KI("severity", alert->severity), KI("now", now),
                            KT("evidence", alert->evidence),
                            KO("due_day", alert->due_day == DAY_NONE, alert->due_day),
                            KI("silent", silent)),
                       error) &&
           measure_due_signal_event(db, keep_db_last_id(db), "opened", detail_of(alert, silent),
                                    now, error);
}

gboolean
measure_due_signal_open(KeepDb *db, const Alert *alert, gboolean silent, gint64 now, GError **error)
{
    gint64 id;
    gboolean found;
    if (!keep_db_int(db,
                     "SELECT MAX(id) FROM signal WHERE dedup_key = :key AND state = 'resolved' "
                     "AND resolved_at > :since AND severity >= :severity",
                     BIND(KT("key", alert->key), KI("since", now - FLAP_SECONDS),
                          KI("severity", alert->severity)),
                     &id, &found, error))
        return FALSE;
    return found ? reopen(db, alert, id, now, error) : insert(db, alert, silent, now, error);
}

static gboolean
see(KeepDb *db, const Signal *signal, const Alert *alert, gint64 now, GError **error)
{
    if (now <= signal->last_seen_at && alert->severity == signal->severity)
        return TRUE;
    return keep_db_run(
        db,
        "UPDATE signal SET hits = hits + CASE WHEN :now > last_seen_at THEN 1 ELSE 0 END, "
        "last_seen_at = :now, severity = :severity, evidence = :evidence, due_day = :due_day, "
        "account_id = :account, lead_id = :lead WHERE id = :id",
        BIND(KI("now", now), KI("severity", alert->severity), KT("evidence", alert->evidence),
             KO("due_day", alert->due_day == DAY_NONE, alert->due_day),
             KO("account", alert->account_id == 0, alert->account_id),
             KO("lead", alert->lead_id == 0, alert->lead_id), KI("id", signal->id)),
        error);
}

/* Escalated or woken means that something became true just now: no longer silent (17-B2). */
static gboolean
speak_up(KeepDb *db, const Signal *signal, const Alert *alert, const char *event, gint64 now,
         GError **error)
{
    return keep_db_run(db,
                       "UPDATE signal SET state = 'open', snooze_until_at = NULL, is_silent = 0 "
                       "WHERE id = :id",
                       BIND(KI("id", signal->id)), error) &&
           measure_due_signal_event(db, signal->id, event, detail_of(alert, FALSE), now, error);
}

/* An acknowledged signal speaks again when it gets worse, a snoozed one when it gets critical, a
 * dismissed one never. */
static gboolean
escalate(KeepDb *db, const Signal *signal, const Alert *alert, gint64 now, GError **error)
{
    if (g_str_equal(signal->state, "dismissed"))
        return TRUE;
    if (g_str_equal(signal->state, "snoozed") && alert->severity < 3)
        return TRUE;
    return speak_up(db, signal, alert, "escalated", now, error);
}

gboolean
measure_due_signal_refresh(KeepDb *db, const Signal *signal, const Alert *alert, gint64 now,
                           GError **error)
{
    gboolean is_over = g_str_equal(signal->state, "snoozed") && signal->snooze_until_at <= now;
    if (!see(db, signal, alert, now, error))
        return FALSE;
    if (is_over)
        return speak_up(db, signal, alert, "woke", now, error);
    return alert->severity <= signal->severity || escalate(db, signal, alert, now, error);
}

gboolean
measure_due_signal_resolve(KeepDb *db, gint64 id, const char *why, gint64 now, GError **error)
{
    return keep_db_run(db,
                       "UPDATE signal SET state = 'resolved', resolved_at = :now, snooze_until_at "
                       "= NULL WHERE id = :id",
                       BIND(KI("now", now), KI("id", id)), error) &&
           measure_due_signal_event(db, id, "resolved", why, now, error);
}

gboolean
measure_due_signal_set(KeepDb *db, gint64 id, const char *state, gint64 until, gint64 now,
                       GError **error)
{
    return keep_db_run(
               db, "UPDATE signal SET state = :state, snooze_until_at = :until WHERE id = :id",
               BIND(KT("state", state), KO("until", until == 0, until), KI("id", id)), error) &&
           measure_due_signal_event(db, id, state, NULL, now, error);
}

gboolean
measure_due_signal_suppress(KeepDb *db, gint64 id, gint64 now, GError **error)
{
    return keep_db_run(db, "UPDATE signal SET suppress = 1 WHERE id = :id", BIND(KI("id", id)),
                       error) &&
           measure_due_signal_set(db, id, "dismissed", 0, now, error);
}
