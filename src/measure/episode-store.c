/* SPDX-License-Identifier: MIT
 * Compares what the machine found with what is stored, and writes the difference. */
#include "measure/episode-store.h"
#include "measure/episode-machine.h"
#include <string.h>

#define COLUMNS(C)                                                                                                             \
    C(owed_by) C(account_id) C(contact_id) C(contact_addr) C(lead_id) C(thread_id) C(opened_at) C(opened_day)                  \
    C(last_attempt_at) C(attempts) C(first_follow_up_at) C(first_follow_up_day) C(is_followup) C(is_invite) C(is_request)      \
    C(invite_uid) C(ooo_hit) C(in_quiet) C(state) C(closed_at) C(closed_day) C(closed_by) C(match) C(resp_secs)                \
    C(resp_work_secs) C(open_message_id) C(close_message_id) C(close_meeting_id) C(close_touchpoint_id)
#define AS_INDEX(name) COLUMN_##name,
#define AS_NAME(name) ", " #name
#define AS_PARAMETER(name) ", :" #name
#define AS_SETTING(name) ", " #name " = :" #name
enum { COLUMNS(AS_INDEX) N_COLUMNS };

static const char SELECT[] = "SELECT id, episode_key" COLUMNS(AS_NAME) " FROM response_episode WHERE account_id = :account";
static const char INSERT[] = "INSERT INTO response_episode (episode_key" COLUMNS(AS_NAME) ") VALUES (:episode_key" COLUMNS(
    AS_PARAMETER) ")";
static const char UPDATE[] = "UPDATE response_episode SET episode_key = :episode_key" COLUMNS(AS_SETTING) " WHERE id = :id";
static const char SHADOW[] = "CREATE TEMP TABLE response_episode (id INTEGER PRIMARY KEY, episode_key" COLUMNS(AS_NAME) ")";
static const char COPY[] = "INSERT INTO temp.response_episode SELECT id, episode_key" COLUMNS(
    AS_NAME) " FROM main.response_episode";

typedef KeepBind Row[N_COLUMNS + 3]; /* the columns, then episode_key, id and the end */

#define SET_INT(column, value) row[COLUMN_##column] = (KeepBind)KI(#column, value)
#define SET_OPTIONAL(column, absent, value) row[COLUMN_##column] = (KeepBind)KO(#column, absent, value)
#define SET_TEXT(column, value)                                                                                                \
    do {                                                                                                                       \
        const char *text_ = (value);                                                                                           \
        row[COLUMN_##column] = text_ ? (KeepBind)KT(#column, text_) : (KeepBind)KN(#column);                                   \
    } while (0)

static void
fill_opening(Row row, gint64 account_id, gint64 lead_id, const Episode *e)
{
    SET_TEXT(owed_by, e->is_ours ? "us" : "them");
    SET_INT(account_id, account_id);
    SET_OPTIONAL(contact_id, !e->contact_id, e->contact_id);
    SET_TEXT(contact_addr, e->contact_addr);
    SET_OPTIONAL(lead_id, !lead_id, lead_id);
    SET_OPTIONAL(thread_id, !e->thread, e->thread);
    SET_INT(opened_at, e->opened_at);
    SET_INT(opened_day, e->opened_day);
    SET_INT(last_attempt_at, e->last_attempt_at);
    SET_INT(attempts, e->attempts);
    SET_OPTIONAL(first_follow_up_at, !e->first_follow_up_at, e->first_follow_up_at);
    SET_OPTIONAL(first_follow_up_day, !e->first_follow_up_at, e->first_follow_up_day);
    SET_INT(is_followup, e->is_followup);
    SET_INT(is_invite, e->is_invite);
    SET_INT(is_request, e->is_request);
    SET_TEXT(invite_uid, e->invite_uid);
    SET_INT(ooo_hit, e->ooo_hit);
    SET_INT(in_quiet, e->in_quiet);
    SET_OPTIONAL(open_message_id, !e->open_message, e->open_message);
}

static void
fill_closing(Row row, const Episode *e)
{
    gboolean is_open = e->state == EPISODE_OPEN;
    SET_TEXT(state, measure_episode_state_name(e->state));
    SET_OPTIONAL(closed_at, is_open, e->closed_at);
    SET_OPTIONAL(closed_day, is_open, e->closed_day);
    SET_TEXT(closed_by, e->closed_by);
    SET_TEXT(match, e->match);
    SET_OPTIONAL(resp_secs, !e->has_time, e->resp_secs);
    SET_OPTIONAL(resp_work_secs, !e->has_time, e->resp_work_secs);
    SET_OPTIONAL(close_message_id, !e->close_message, e->close_message);
    SET_OPTIONAL(close_meeting_id, !e->close_meeting, e->close_meeting);
    SET_OPTIONAL(close_touchpoint_id, !e->close_touchpoint, e->close_touchpoint);
}

/* The lead that the opening mail was logged on (15-B9). */
static gboolean
find_lead(KeepDb *db, gint64 account_id, const Episode *e, gint64 *ret_lead, GError **error)
{
    static const char SQL[] = "SELECT lead_id FROM touchpoint WHERE email_id = :message AND account_id = :account";
    gboolean found;
    *ret_lead = 0;
    return keep_db_int(db, SQL, BIND(KI("message", e->open_message), KI("account", account_id)), ret_lead, &found, error);
}

typedef struct {
    gint64 id;
    Row row;
    char *texts[N_COLUMNS];
} Stored;

static void
free_stored(gpointer data)
{
    Stored *stored = data;
    for (int i = 0; i < N_COLUMNS; i++)
        g_free(stored->texts[i]);
    g_free(stored);
}

static Stored *
read_stored(KeepRows *rows)
{
    Stored *stored = g_new0(Stored, 1);
    stored->id = keep_rows_int(rows, 0);
    for (int i = 0; i < N_COLUMNS; i++) {
        KeepBind *bind = &stored->row[i];
        if (keep_rows_is_null(rows, i + 2))
            bind->type = KEEP_BIND_NULL;
        else if (keep_rows_is_text(rows, i + 2))
            *bind = (KeepBind)KT(NULL, stored->texts[i] = g_strdup(keep_rows_text(rows, i + 2)));
        else
            *bind = (KeepBind)KI(NULL, keep_rows_int(rows, i + 2));
    }
    return stored;
}

static GHashTable *
load_stored(KeepDb *db, gint64 account_id, GError **error)
{
    g_autoptr(GHashTable) stored = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_stored);
    g_autoptr(KeepRows) rows = keep_db_query(db, SELECT, BIND(KI("account", account_id)), error);
    if (!rows)
        return NULL;
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem))
        g_hash_table_insert(stored, g_strdup(keep_rows_text(rows, 1)), read_stored(rows));
    if (problem) {
        g_propagate_error(error, problem);
        return NULL;
    }
    return g_steal_pointer(&stored);
}

static gboolean
is_equal(const Row a, const Row b)
{
    for (int i = 0; i < N_COLUMNS; i++)
        if (a[i].type != b[i].type || a[i].i != b[i].i || g_strcmp0(a[i].t, b[i].t) != 0)
            return FALSE;
    return TRUE;
}

static gboolean
store_one(KeepDb *db, gint64 account_id, const Episode *e, GHashTable *stored, GError **error)
{
    Row row;
    gint64 lead_id;
    if (!find_lead(db, account_id, e, &lead_id, error))
        return FALSE;
    fill_opening(row, account_id, lead_id, e);
    fill_closing(row, e);
    row[N_COLUMNS] = (KeepBind)KT("episode_key", e->key);
    row[N_COLUMNS + 1] = row[N_COLUMNS + 2] = (KeepBind){ NULL, KEEP_BIND_NULL, 0, 0, NULL };
    const Stored *old = g_hash_table_lookup(stored, e->key);
    if (!old)
        return keep_db_run(db, INSERT, row, error);
    row[N_COLUMNS + 1] = (KeepBind)KI("id", old->id);
    gboolean ok = is_equal(row, old->row) || keep_db_run(db, UPDATE, row, error);
    g_hash_table_remove(stored, e->key);
    return ok;
}

static gboolean
delete_rest(KeepDb *db, GHashTable *stored, GError **error)
{
    GHashTableIter iter;
    gpointer old;
    g_hash_table_iter_init(&iter, stored);
    while (g_hash_table_iter_next(&iter, NULL, &old))
        if (!keep_db_run(db, "DELETE FROM response_episode WHERE id = :id", BIND(KI("id", ((Stored *)old)->id)), error))
            return FALSE;
    return TRUE;
}

gboolean
measure_episode_store(KeepDb *db, gint64 account_id, GPtrArray *episodes, GError **error)
{
    g_autoptr(GHashTable) stored = load_stored(db, account_id, error);
    if (!stored)
        return FALSE;
    for (guint i = 0; i < episodes->len; i++)
        if (!store_one(db, account_id, episodes->pdata[i], stored, error))
            return FALSE;
    return delete_rest(db, stored, error);
}

gboolean
measure_episode_shadow(KeepDb *db, GError **error)
{
    static const char BY_ACCOUNT[] = "CREATE INDEX temp.shadow_account ON response_episode(account_id, owed_by, opened_at)";
    static const char BY_DAY[] = "CREATE INDEX temp.shadow_day ON response_episode(owed_by, opened_day)";
    return keep_db_run(db, "DROP TABLE IF EXISTS temp.response_episode", NO_BIND, error) &&
           keep_db_run(db, SHADOW, NO_BIND, error) && keep_db_run(db, COPY, NO_BIND, error) &&
           keep_db_run(db, BY_ACCOUNT, NO_BIND, error) && keep_db_run(db, BY_DAY, NO_BIND, error);
}
