/* SPDX-License-Identifier: MIT
 * The open database with everything that decides. */
#include "run/engine-parts.h"
#include "base/clock.h"
#include "keep/defaults.h"
#include "keep/meeting.h"
#include "keep/setting.h"
#include "run/follow.h"
#include "run/ladder.h"

KeepDb *
run_engine_db(Engine *engine)
{
    return engine->db;
}

void
run_engine_set_now(Engine *engine, gint64 now)
{
    engine->fixed_now = now;
}

gint64
run_engine_now(const Engine *engine)
{
    return engine->fixed_now != 0 ? engine->fixed_now : clock_now();
}

const Profile *
run_engine_profile(const Engine *engine)
{
    return engine->profile;
}

MeasureContext
run_engine_measure(const Engine *engine)
{
    return (MeasureContext){ engine->db, engine->profile->calendar, engine->profile->config, run_engine_now(engine), 0, NULL };
}

void
run_engine_free(Engine *engine)
{
    if (engine == NULL)
        return;
    identify_index_free(engine->index);
    identify_keywords_free(engine->keywords);
    g_array_unref(engine->touched);
    keep_db_free(engine->db);
    g_free(engine);
}

static gboolean
prepare(Engine *engine, gboolean follow, GError **error)
{
    gint64 now = run_engine_now(engine);
    if (!keep_db_begin(engine->db, error))
        return FALSE;
    if (keep_defaults_install(engine->db, engine->profile->calendar, now, error) &&
        keep_calendar_fill(engine->db, engine->profile->calendar, error) &&
        (!follow || run_follow(engine->db, engine->profile, now, error)))
        return keep_db_commit(engine->db, error);
    keep_db_rollback(engine->db);
    return FALSE;
}

static Engine *
open_engine(const Profile *profile, const char *path, gint64 now, gboolean follow, GError **error)
{
    g_autoptr(KeepDb) db = keep_db_open(path, KEEP_READ_WRITE, error);
    if (db == NULL)
        return NULL;
    g_autoptr(Engine) engine = g_new0(Engine, 1);
    engine->profile = profile;
    engine->db = g_steal_pointer(&db);
    engine->fixed_now = now;
    engine->touched = g_array_new(FALSE, FALSE, sizeof(gint64));
    return prepare(engine, follow, error) ? g_steal_pointer(&engine) : NULL;
}

Engine *
run_engine_open(const Profile *profile, gint64 now, GError **error)
{
    return open_engine(profile, profile->store_path, now, TRUE, error);
}

Engine *
run_engine_open_file(const Profile *profile, const char *path, gint64 now, GError **error)
{
    return open_engine(profile, path, now, TRUE, error);
}

Engine *
run_engine_open_as_it_is(const Profile *profile, gint64 now, GError **error)
{
    return open_engine(profile, profile->store_path, now, FALSE, error);
}

/* --- the index of the ladder ------------------------------------------------------------------------------------------ */

#define NAMES "decisions.names" /* setting: the accounts by which titles of meetings were read, as a digest */

gboolean
run_engine_follow_names(Engine *engine, GError **error)
{
    GError *failure = NULL;
    g_autofree char *names = run_ladder_names(engine->db, error);
    g_autofree char *stored = names != NULL ? keep_setting_get(engine->db, NAMES, &failure) : NULL;
    if (names == NULL || failure != NULL) {
        if (failure != NULL)
            g_propagate_error(error, failure);
        return FALSE;
    }
    return g_strcmp0(names, stored) == 0 ||
           (keep_meeting_mark_bare(engine->db, error) && keep_setting_set(engine->db, NAMES, names, run_engine_now(engine), error));
}

gboolean
run_engine_ensure_index(Engine *engine, GError **error)
{
    if (engine->index != NULL)
        return TRUE;
    if (!run_engine_follow_names(engine, error))
        return FALSE;
    engine->index = run_ladder_index(engine->db, engine->profile->config, error);
    return engine->index != NULL;
}
