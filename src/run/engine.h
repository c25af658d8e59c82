/* SPDX-License-Identifier: MIT
 * The open database with everything that decides: what is stored is made into verdicts, episodes and signals here. Belongs to one
 * thread. */
#pragma once
#include "collect/source.h"
#include "identify/match.h"
#include "keep/mail.h"
#include "measure/due.h"
#include "run/profile.h"

typedef struct Engine Engine;
/* Opens the profile's database for writing and brings it up to the configuration: calendar, shipped defaults, own addresses.
 * NOW is the fixed instant of --now, or 0 for the clock. PROFILE must outlive the engine. */
Engine *run_engine_open(const Profile *profile, gint64 now, GError **error);
/* The same with another file, a copy to try something on. */
Engine *run_engine_open_file(const Profile *profile, const char *path, gint64 now, GError **error);
/* The same without following a configuration that has changed (run/follow.h): whoever opens it so does that himself. */
Engine *run_engine_open_as_it_is(const Profile *profile, gint64 now, GError **error);
void run_engine_free(Engine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Engine, run_engine_free)
/* From here on NOW is this instant, as if the engine had been opened with it. */
void run_engine_set_now(Engine *engine, gint64 now);
KeepDb *run_engine_db(Engine *engine);
gint64 run_engine_now(const Engine *engine);
MeasureContext run_engine_measure(const Engine *engine);
const Profile *run_engine_profile(const Engine *engine);

/* Stores one batch with its frontier in one transaction. IS_BACKFILL: what it brings is history (spec 01 §1.4). *RET_NEW counts the
 * messages that were not known. */
gboolean run_engine_store(Engine *engine, gint64 mailbox_id, const SourceBatch *batch, gboolean is_backfill, guint *ret_new,
                          GError **error);
/* [privacy] bodies = glance: which of MAILS (of Mail*, headers only) may be glanced at: human mail from or to somebody of an account. */
gboolean run_engine_glance(Engine *engine, FolderRole role, const GPtrArray *mails, gboolean *wanted, GError **error);
/* Some settling in one transaction: dirty threads, then dirty meetings, then dirty accounts; well under a second. *RET_MORE tells whether work is left. */
gboolean run_engine_settle(Engine *engine, gboolean *ret_more, GError **error);
/* The same with dirty threads only, while more of them come in: accounts wait until all is there. */
gboolean run_engine_settle_threads(Engine *engine, gboolean *ret_more, GError **error);
gboolean run_engine_settle_all(Engine *engine, GError **error);
/* Settles what has come true by itself since the last look: meetings that have ended. */
gboolean run_engine_wake(Engine *engine, GError **error);
/* Settles, closes follow-ups that were kept, evaluates every rule and stores the difference. NOTICES (of DueNotice) may be NULL, and so
 * may RET_ALERTS (of Alert*, owned by the caller; NULL if nothing was evaluated). With a
 * fixed NOW earlier than the last evaluation it does nothing (17-A2); what was stored for instants later than the clock's now is brought
 * back to now, so that a question about the future (or a clock that was wrong) does not keep the daemon from evaluating. */
gboolean run_engine_evaluate(Engine *engine, GArray *notices, GPtrArray **ret_alerts, GError **error);
/* The same of the accounts alone that were settled since the last evaluation by this engine; of everything where that cannot do: the first time of a
 * day, after the first reading of a source or an import, and when many were. What time alone brings about is found by evaluating everything now and
 * then. */
gboolean run_engine_evaluate_touched(Engine *engine, GArray *notices, GError **error);
