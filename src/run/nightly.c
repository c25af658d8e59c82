/* SPDX-License-Identifier: MIT
 * The nightly round: holes, snapshots, what is kept no longer; `status` shows when it was and what it found. */
#include "run/nightly.h"
#include <glib/gi18n.h>
#include "keep/proof.h"
#include "keep/retention.h"
#include "keep/setting.h"
#include "measure/snapshot.h"

#define BEGINS_SECONDS (3 * 3600) /* after midnight */
#define DAY_SETTING "nightly.day"

static gint32
today(const Engine *engine)
{
    return calendar_day_of(run_engine_profile(engine)->calendar, run_engine_now(engine));
}

static gboolean
set_number(Engine *engine, const char *key, gint64 number, GError **error)
{
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, number);
    return keep_setting_set(run_engine_db(engine), key, text, run_engine_now(engine), error);
}

gboolean
run_nightly_is_due(Engine *engine)
{
    gint32 day = today(engine);
    g_autofree char *last = keep_setting_get(run_engine_db(engine), DAY_SETTING, NULL);
    if (last == NULL) {
        set_number(engine, DAY_SETTING, day, NULL);
        return FALSE;
    }
    return g_ascii_strtoll(last, NULL, 10) < day &&
           run_engine_now(engine) >= calendar_day_start(run_engine_profile(engine)->calendar, day) + BEGINS_SECONDS;
}

static gboolean
look_for_holes(Engine *engine, gboolean *ret_missing, GError **error)
{
    g_autoptr(GPtrArray) found = keep_proof_light(run_engine_db(engine), run_engine_now(engine), error);
    if (found == NULL)
        return FALSE;
    for (guint i = 0; i < found->len; i++)
        g_message("verify: missing in %s", (const char *)found->pdata[i]);
    *ret_missing = found->len > 0;
    return set_number(engine, "verify.missing", found->len, error);
}

static const struct { const char *class; KeepRetention how; } retentions[] = {
    { "human", KEEP_RETENTION_CLEAR },      { "unmatched", KEEP_RETENTION_REMOVE }, { "bulk", KEEP_RETENTION_REMOVE },
    { "system", KEEP_RETENTION_REMOVE },    { "auto_reply", KEEP_RETENTION_CLEAR }, { "bounce", KEEP_RETENTION_CLEAR },
    { "receipt", KEEP_RETENTION_CLEAR },    { "calendar", KEEP_RETENTION_CLEAR },
};

static gboolean
apply_retention(Engine *engine, gint64 *ret_n, GError **error)
{
    const Profile *profile = run_engine_profile(engine);
    for (gsize i = 0; i < G_N_ELEMENTS(retentions); i++) {
        gint64 days = config_int(profile->config, "retention", retentions[i].class);
        gint64 before = calendar_day_start(profile->calendar, today(engine) - (gint32)days);
        if (days > 0 && !keep_retention_apply(run_engine_db(engine), retentions[i].class, retentions[i].how, before, ret_n, error))
            return FALSE;
    }
    return TRUE;
}

/* What is removed is overwritten; the log is emptied as soon as nobody reads it. */
static gboolean
keep_no_longer(Engine *engine, GError **error)
{
    KeepDb *db = run_engine_db(engine);
    gint64 n = 0;
    if (!keep_db_run(db, "PRAGMA secure_delete = ON", NO_BIND, error) || !keep_db_begin(db, error))
        return FALSE;
    if (!apply_retention(engine, &n, error) || !set_number(engine, "retention.erased", n, error)) {
        keep_db_rollback(db);
        return FALSE;
    }
    gboolean good = keep_db_commit(db, error) && run_engine_settle_all(engine, error);
    if (good && n > 0)
        keep_db_run(db, "PRAGMA wal_checkpoint(TRUNCATE)", NO_BIND, NULL);
    return keep_db_run(db, "PRAGMA secure_delete = OFF", NO_BIND, good ? error : NULL) && good;
}

gboolean
run_nightly_light(Engine *engine, gboolean *ret_missing, gboolean *ret_more, GError **error)
{
    const MeasureContext context = run_engine_measure(engine);
    *ret_missing = FALSE;
    if (!measure_snapshot(&context, ret_more, error))
        return FALSE;
    return *ret_more || (look_for_holes(engine, ret_missing, error) && keep_no_longer(engine, error) &&
                         set_number(engine, "verify.at", run_engine_now(engine), error) && set_number(engine, DAY_SETTING, today(engine), error));
}

gboolean
run_nightly_drift(Engine *engine, const GPtrArray *drifts, GError **error)
{
    if (drifts->len > 0)
        g_warning("verify: %u stored values did not follow from the facts and were worked out again, first %s of %s", drifts->len,
                  ((const Drift *)drifts->pdata[0])->what, ((const Drift *)drifts->pdata[0])->row);
    return set_number(engine, "verify.drift", drifts->len, error) && (drifts->len == 0 || keep_proof_recompute(run_engine_db(engine), error));
}
