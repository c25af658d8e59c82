/* SPDX-License-Identifier: MIT
 * Rebuilds the episodes of dirty accounts, and shows those of another instant. */
#include "measure/episode.h"
#include "measure/episode-load.h"
#include "measure/episode-store.h"
#include "measure/sql.h"

typedef struct {
    KeepDb *db;
    const Calendar *calendar;
    EpisodeRules rules;
    EpisodePeople *people;
    EpisodeBounces *bounces;
    gint64 now;
} Rebuild;

static gboolean
rebuild_begin(Rebuild *rebuild, const Config *config, GError **error)
{
    rebuild->rules.fallback_days = (int)config_int(config, "reply", "fallback_days");
    rebuild->rules.accept_counts = config_bool(config, "reply", "invite_accept_counts");
    rebuild->people = measure_episode_people_new(rebuild->db, config, error);
    rebuild->bounces = rebuild->people ? measure_episode_bounces(rebuild->db, rebuild->now, error) : NULL;
    return rebuild->bounces != NULL;
}

static void
rebuild_end(Rebuild *rebuild)
{
    measure_episode_people_free(rebuild->people);
    measure_episode_bounces_free(rebuild->bounces);
}

static gboolean
rebuild_account(Rebuild *rebuild, gint64 account_id, const char *ext_id, GError **error)
{
    g_autoptr(EpisodeInput) input = measure_episode_load(rebuild->db, rebuild->people, rebuild->bounces, account_id, ext_id,
                                                         rebuild->now, error);
    if (!input)
        return FALSE;
    rebuild->rules.account = ext_id;
    g_autoptr(GPtrArray) episodes = measure_episode_machine(input, &rebuild->rules, rebuild->calendar);
    return measure_episode_store(rebuild->db, account_id, episodes, error);
}

typedef struct {
    gint64 id;
    char *ext_id;
} Account;

static void
clear_account(gpointer data)
{
    g_free(((Account *)data)->ext_id);
}

/* SQL selects id and ext_id. */
static GArray *
load_accounts(KeepDb *db, const char *sql, const KeepBind *binds, GError **error)
{
    g_autoptr(GArray) accounts = g_array_new(FALSE, FALSE, sizeof(Account));
    g_array_set_clear_func(accounts, clear_account);
    g_autoptr(KeepRows) rows = keep_db_query(db, sql, binds, error);
    if (!rows)
        return NULL;
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem)) {
        Account account = { keep_rows_int(rows, 0), g_strdup(keep_rows_text(rows, 1)) };
        g_array_append_val(accounts, account);
    }
    if (problem) {
        g_propagate_error(error, problem);
        return NULL;
    }
    return g_steal_pointer(&accounts);
}

static gboolean
refresh_caches(const Rebuild *rebuild, gint64 account_id, GError **error)
{
    gint32 today = calendar_day_of(rebuild->calendar, rebuild->now);
    return keep_db_run(rebuild->db, measure_sql("cache-account"), BIND(KI("account", account_id), KI("now", rebuild->now)), error) &&
           keep_db_run(rebuild->db, measure_sql("cache-lead"),
                       BIND(KI("account", account_id), KI("now", rebuild->now), KI("today", today)), error) &&
           keep_db_run(rebuild->db, "UPDATE account SET dirty = 0 WHERE id = :id", BIND(KI("id", account_id)), error);
}

static gboolean
refresh_each(Rebuild *rebuild, GArray *accounts, GError **error)
{
    for (guint i = 0; i < accounts->len; i++) {
        const Account *account = &g_array_index(accounts, Account, i);
        if (!rebuild_account(rebuild, account->id, account->ext_id, error) || !refresh_caches(rebuild, account->id, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
measure_episode_refresh(KeepDb *db, const Calendar *calendar, const Config *config, gint64 now, guint max, GArray *refreshed, guint *ret_left,
                        GError **error)
{
    static const char DIRTY[] = "SELECT id, ext_id FROM account WHERE dirty = 1 ORDER BY id LIMIT :max";
    g_autoptr(GArray) accounts = load_accounts(db, DIRTY, BIND(KI("max", max)), error);
    if (!accounts)
        return FALSE;
    if (accounts->len > 0) {
        Rebuild rebuild = { .db = db, .calendar = calendar, .now = now };
        gboolean ok = rebuild_begin(&rebuild, config, error) && refresh_each(&rebuild, accounts, error);
        rebuild_end(&rebuild);
        if (!ok)
            return FALSE;
    }
    for (guint i = 0; refreshed && i < accounts->len; i++)
        g_array_append_val(refreshed, g_array_index(accounts, Account, i).id);
    gint64 left = 0;
    if (!keep_db_int(db, "SELECT COUNT(*) FROM account WHERE dirty = 1", NO_BIND, &left, NULL, error))
        return FALSE;
    *ret_left = (guint)left;
    return TRUE;
}

gboolean
measure_episode_wake(KeepDb *db, gint64 then, gint64 now, GError **error)
{
    return keep_db_run(db, measure_sql("wake"), BIND(KI("then", then), KI("now", now)), error);
}

static gboolean
rebuild_affected(Rebuild *rebuild, const Config *config, GArray *accounts, GError **error)
{
    if (!rebuild_begin(rebuild, config, error))
        return FALSE;
    for (guint i = 0; i < accounts->len; i++) {
        const Account *account = &g_array_index(accounts, Account, i);
        if (!rebuild_account(rebuild, account->id, account->ext_id, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
measure_episode_as_of(KeepDb *db, const Calendar *calendar, const Config *config, gint64 now, GError **error)
{
    const KeepBind *binds = BIND(KI("now", now), KI("today", calendar_day_of(calendar, now)));
    g_autoptr(GArray) accounts = load_accounts(db, measure_sql("affected"), binds, error);
    if (!accounts)
        return FALSE;
    if (accounts->len == 0)
        return TRUE;
    Rebuild rebuild = { .db = db, .calendar = calendar, .now = now };
    gboolean ok = measure_episode_shadow(db, error) && keep_db_run(db, "SAVEPOINT episodes_as_of", NO_BIND, error);
    ok = ok && rebuild_affected(&rebuild, config, accounts, error);
    rebuild_end(&rebuild);
    return ok && keep_db_run(db, "RELEASE episodes_as_of", NO_BIND, error);
}
