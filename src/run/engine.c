/* SPDX-License-Identifier: MIT
 * The open database with everything that decides. */
#include "run/engine.h"
#include "base/address.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "identify/absence.h"
#include "identify/cue.h"
#include "identify/departure.h"
#include "identify/keyword.h"
#include "identify/message.h"
#include "identify/promise.h"
#include "keep/competitor.h"
#include "keep/defaults.h"
#include "keep/meeting.h"
#include "keep/promise.h"
#include "keep/setting.h"
#include "measure/episode.h"
#include "measure/follow-up.h"
#include "measure/review.h"
#include "run/follow.h"
#include "run/ladder.h"
#include "run/meeting.h"
#include "run/tomb.h"

#define COMPETITOR_LETTERS_MIN 3 /* shorter names are words of every letter */
#define COMPETITOR_WEIGHT 2       /* one mention is a sign (17-L1) */
#define SETTLE_THREADS 64 /* a slice: some milliseconds, and as much memory as its mails */
#define SETTLE_MEETINGS 500
#define SETTLE_ACCOUNTS 20
#define SETTLE_SHORT_US 50000    /* the daemon has other things to do as well */
#define SETTLE_LONG_US 1000000   /* nobody waits: fewer transactions write fewer pages */

struct Engine {
    const Profile *profile;
    KeepDb *db;
    gint64 fixed_now;
    IdentifyKeywords *keywords; /* NULL = to be read */
    IdentifyIndex *index; /* NULL = to be built; dropped whenever a burst of settling ends */
};

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
    return (MeasureContext){ engine->db, engine->profile->calendar, engine->profile->config, run_engine_now(engine) };
}

void
run_engine_free(Engine *engine)
{
    if (engine == NULL)
        return;
    identify_index_free(engine->index);
    identify_keywords_free(engine->keywords);
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

/* --- storing --------------------------------------------------------------------------------------------------------- */

/* What a Sent copy teaches holds at once: its thread may be settled before the index is next built. */
static void
learn(Engine *engine, const KeepFolder *folder, const Mail *mail)
{
    const MailParty *from = folder->role == FOLDER_SENT ? mail_from(mail) : NULL;
    if (from != NULL)
        identify_index_add_learned(engine->index, from->addr);
}

/* A competitor's name, however it is spelt, is a word of its own (spec 09 §9.7). */
static gboolean
ensure_keywords(Engine *engine, GError **error)
{
    static const char KEYWORDS[] = "SELECT category, pattern, weight FROM signal_keyword WHERE enabled = 1 ORDER BY 1, 2";
    g_autoptr(GError) failure = NULL;
    if (engine->keywords != NULL)
        return TRUE;
    g_autoptr(KeepRows) rows = keep_db_query(engine->db, KEYWORDS, NO_BIND, error);
    g_autoptr(GPtrArray) competitors = rows != NULL ? keep_competitor_words(engine->db, error) : NULL;
    engine->keywords = identify_keywords_new();
    while (competitors != NULL && keep_rows_next(rows, &failure))
        identify_keywords_add(engine->keywords, keep_rows_text(rows, 0), keep_rows_text(rows, 1), (int)keep_rows_int(rows, 2));
    for (guint i = 0; competitors != NULL && i < competitors->len; i++)
        if (g_utf8_strlen(competitors->pdata[i], -1) >= COMPETITOR_LETTERS_MIN)
            identify_keywords_add(engine->keywords, "competitor", competitors->pdata[i], COMPETITOR_WEIGHT);
    if (competitors != NULL && failure == NULL)
        return TRUE;
    if (failure != NULL)
        g_propagate_error(error, g_steal_pointer(&failure));
    g_clear_pointer(&engine->keywords, identify_keywords_free);
    return FALSE;
}

/* Only what they write themselves: neither ours nor what they quote (spec 09 §9.7). */
static gboolean
store_words(Engine *engine, const KeepFolder *folder, guint32 uidvalidity, const Mail *mail, GError **error)
{
    g_autofree char *mine = identify_cue_new_text(mail->text);
    g_autofree char *text = g_strjoin("\n", mail->subject != NULL ? mail->subject : "", mine, NULL);
    if (!ensure_keywords(engine, error))
        return FALSE;
    g_autoptr(GArray) found = identify_keywords_scan(engine->keywords, text);
    for (guint i = 0; i < found->len; i++) {
        const IdentifyKeyword *word = &g_array_index(found, IdentifyKeyword, i);
        if (!keep_mail_word(engine->db, folder, uidvalidity, mail->uid, word->category, word->pattern, word->weight, error))
            return FALSE;
    }
    return TRUE;
}

static gint32
day_of(const Engine *engine, const Mail *mail)
{
    return calendar_day_of(engine->profile->calendar, mail_occurred_at(mail->has_date, mail->date_at, mail->arrived_at, run_engine_now(engine)));
}

/* What one of us promises for a day is suggested as a follow-up, and never more than that (spec 09 §9.3). */
static gboolean
store_promise(Engine *engine, const KeepFolder *folder, guint32 uidvalidity, const Mail *mail, GError **error)
{
    g_autofree char *mine = identify_cue_new_text(mail->text);
    const char *pattern;
    gint32 due;
    return !identify_promise(mine, day_of(engine, mail), &due, &pattern) ||
           keep_promise_note(engine->db, folder, uidvalidity, mail->uid, due, pattern, error);
}

/* What is read of the text is said in a few bits and words of our own; the text goes with the mail. */
static gboolean
glance(Engine *engine, const KeepFolder *folder, guint32 uidvalidity, const Mail *mail, GError **error)
{
    const MailParty *from = mail_from(mail);
    gboolean is_ours = folder->role == FOLDER_SENT || from == NULL || identify_index_is_own(engine->index, from->addr);
    return keep_mail_cue(engine->db, folder, uidvalidity, mail->uid, identify_cue(mail->text), error) &&
           (is_ours ? store_promise(engine, folder, uidvalidity, mail, error) : store_words(engine, folder, uidvalidity, mail, error));
}

/* Whoever is forgotten or skipped is nobody's colleague. */
static char *
colleague_in(const Engine *engine, const KeepTombs *tombs, const Mail *mail, const char *text)
{
    const MailParty *from = mail_from(mail);
    g_autofree char *address = from != NULL ? identify_colleague(text, from->addr) : NULL;
    gboolean is_nobody = address == NULL || keep_tombs_has(tombs, address) || identify_index_is_skipped(engine->index, address);
    return is_nobody ? NULL : g_steal_pointer(&address);
}

/* An automatic answer says in its subject, or in its text where that is read, when somebody is back, or that nobody will be, and whom to
 * write to instead (17-L7, 09 §9.7). */
static gboolean
store_away(Engine *engine, const KeepTombs *tombs, const KeepFolder *folder, guint32 uidvalidity, const Mail *mail, GError **error)
{
    const char *subject = mail->subject != NULL ? mail->subject : "";
    g_autofree char *mine = mail->text != NULL ? identify_cue_new_text(mail->text) : g_strdup("");
    g_autofree char *colleague = colleague_in(engine, tombs, mail, mine);
    gint32 day = day_of(engine, mail), until;
    gboolean has_left = identify_departure(subject) || identify_departure(mine);
    if ((has_left || colleague != NULL) && !keep_mail_left(engine->db, folder, uidvalidity, mail->uid, has_left, colleague, error))
        return FALSE;
    return !(identify_absence(subject, day, &until) || identify_absence(mine, day, &until)) ||
           keep_mail_away(engine->db, folder, uidvalidity, mail->uid, until, error);
}

static gboolean
store_mail(Engine *engine, const KeepTombs *tombs, const KeepFolder *folder, guint32 uidvalidity, Mail *mail, const char *ingest, guint *new_count,
           GError **error)
{
    if (identify_is_never(engine->index, mail))
        return keep_mail_note(engine->db, folder, uidvalidity, mail->uid, "never_log", NULL, mail->local_key, error);
    if (run_tomb_mail(tombs, engine->index, mail))
        return keep_mail_note(engine->db, folder, uidvalidity, mail->uid, "forgotten", NULL, mail->local_key, error);
    IdentifyReading reading;
    identify_read(mail, &reading);
    const KeepReading kept = { reading.in.class, reading.reply.class, reading.out.class,
                               reading.in.because, reading.reply.because, reading.out.because };
    gboolean is_new = FALSE;
    if (!keep_mail_store(engine->db, folder, uidvalidity, mail, &kept, engine->profile->calendar, ingest,
                         run_engine_now(engine), &is_new, error))
        return FALSE;
    learn(engine, folder, mail);
    *new_count += is_new;
    if (reading.in.class == MAIL_AUTO_REPLY && folder->role != FOLDER_SENT && !store_away(engine, tombs, folder, uidvalidity, mail, error))
        return FALSE;
    return mail->text == NULL || glance(engine, folder, uidvalidity, mail, error);
}

static const char *
note_state(SourceNoteKind kind)
{
    switch (kind) {
    case SOURCE_UID_NEVER_LOG:
        return "never_log";
    case SOURCE_UID_OUTSIDE:
        return "outside";
    case SOURCE_UID_QUARANTINED:
        break;
    }
    g_assert_not_reached();
}

static gboolean
store_note(Engine *engine, const KeepFolder *folder, guint32 uidvalidity, const SourceNote *note, GError **error)
{
    if (note->kind == SOURCE_UID_QUARANTINED)
        return keep_mail_quarantine(engine->db, folder, uidvalidity, note->uid, note->reason, PACKAGE_VERSION,
                                    run_engine_now(engine), error);
    return keep_mail_note(engine->db, folder, uidvalidity, note->uid, note_state(note->kind), note->reason, NULL, error);
}

/* One look for the whole of a batch whose UIDs ascend, as those of a server do. */
static gboolean
look_ahead(Engine *engine, KeepFolder *folder, const SourceBatch *batch, GError **error)
{
    guint32 first = 0, last = 0;
    for (guint i = 0; i < batch->mails->len; i++) {
        guint32 uid = ((const Mail *)batch->mails->pdata[i])->uid;
        if (uid <= last)
            return TRUE;
        first = i == 0 ? uid : first;
        last = uid;
    }
    return batch->mails->len < 2 || keep_folder_look_ahead(engine->db, folder, batch->uidvalidity, first, last, error);
}

static gboolean
store_rows(Engine *engine, KeepFolder *folder, const SourceBatch *batch, const char *ingest, guint *new_count, GError **error)
{
    if (folder->uidvalidity != batch->uidvalidity) {
        if (!keep_folder_validity(engine->db, folder->id, batch->uidvalidity, run_engine_now(engine), error))
            return FALSE;
        folder->uidvalidity = batch->uidvalidity;
    }
    g_autoptr(KeepTombs) tombs = keep_tombs_load(engine->db, error);
    if (tombs == NULL || !look_ahead(engine, folder, batch, error))
        return FALSE;
    for (guint i = 0; i < batch->mails->len; i++)
        if (!store_mail(engine, tombs, folder, batch->uidvalidity, batch->mails->pdata[i], ingest, new_count, error))
            return FALSE;
    for (guint i = 0; i < batch->notes->len; i++)
        if (!store_note(engine, folder, batch->uidvalidity, &g_array_index(batch->notes, SourceNote, i), error))
            return FALSE;
    for (guint i = 0; i < batch->gone->len; i++)
        if (!keep_mail_gone(engine->db, folder->id, batch->uidvalidity, g_array_index(batch->gone, guint32, i),
                            run_engine_now(engine), error))
            return FALSE;
    return keep_folder_frontier(engine->db, folder->id, batch->frontier.frontier_up, batch->frontier.frontier_down,
                                batch->frontier.backfill_done, run_engine_now(engine), error) &&
           keep_folder_mark(engine->db, folder->id, batch->frontier.mark, error) &&
           (batch->server_count < 0 || keep_folder_server_count(engine->db, folder->id, batch->server_count, error));
}

static gboolean ensure_index(Engine *engine, GError **error);

gboolean
run_engine_store(Engine *engine, gint64 mailbox_id, const SourceBatch *batch, gboolean is_backfill, guint *ret_new, GError **error)
{
    if (!ensure_index(engine, error) || !keep_db_begin(engine->db, error))
        return FALSE;
    guint new_count = 0;
    g_autoptr(KeepFolder) folder = keep_folder_ensure(engine->db, mailbox_id, batch->folder->raw_name, batch->folder->name,
                                                      batch->folder->role, error);
    if (folder == NULL ||
        !store_rows(engine, folder, batch, is_backfill ? "backfill" : "auto", &new_count, error)) {
        keep_db_rollback(engine->db);
        g_clear_pointer(&engine->index, identify_index_free);
        return FALSE;
    }
    *ret_new = new_count;
    return keep_db_commit(engine->db, error);
}

/* --- the index of the ladder ------------------------------------------------------------------------------------------ */

#define NAMES "decisions.names" /* setting: the accounts by which titles of meetings were read, as a digest */

static gboolean
follow_names(Engine *engine, GError **error)
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

static gboolean
ensure_index(Engine *engine, GError **error)
{
    if (engine->index != NULL)
        return TRUE;
    if (!follow_names(engine, error))
        return FALSE;
    engine->index = run_ladder_index(engine->db, engine->profile->config, error);
    return engine->index != NULL;
}

/* --- glancing --------------------------------------------------------------------------------------------------------- */

static gboolean
may_glance(const IdentifyIndex *index, const KeepTombs *tombs, FolderRole role, const Mail *mail)
{
    IdentifyReading reading;
    IdentifyMatch match;
    const MailParty *from = mail_from(mail);
    if (from == NULL || identify_is_never(index, mail) || keep_tombs_has(tombs, from->addr) || identify_index_is_skipped(index, from->addr))
        return FALSE;
    identify_read(mail, &reading);
    gboolean is_ours = role == FOLDER_SENT || identify_index_is_own(index, from->addr);
    gboolean may_answer = reading.reply.class == MAIL_HUMAN && mail->references->len > 0; /* through a list (16-B09) */
    if (!is_ours)
        return (reading.in.class == MAIL_HUMAN || reading.in.class == MAIL_AUTO_REPLY || may_answer) && identify_address(index, from->addr, &match);
    for (guint i = 0; reading.out.class == MAIL_HUMAN && i < mail->parties->len; i++) {
        const MailParty *party = mail->parties->pdata[i];
        if (party->role >= PARTY_TO && identify_address(index, party->addr, &match))
            return TRUE;
    }
    return FALSE;
}

gboolean
run_engine_glance(Engine *engine, FolderRole role, const GPtrArray *mails, gboolean *wanted, GError **error)
{
    g_autoptr(KeepTombs) tombs = keep_tombs_load(engine->db, error);
    if (tombs == NULL || !ensure_index(engine, error))
        return FALSE;
    for (guint i = 0; i < mails->len; i++)
        wanted[i] = may_glance(engine->index, tombs, role, mails->pdata[i]);
    return TRUE;
}

/* --- settling --------------------------------------------------------------------------------------------------------- */

static gboolean
save_verdict(Engine *engine, const KeepMessage *kept, const IdentifyMessage *message, GError **error)
{
    g_autoptr(GArray) matches = g_array_new(FALSE, TRUE, sizeof(KeepMatch));
    for (guint i = 0; message->matches != NULL && i < message->matches->len; i++) {
        const IdentifyFound *found = &g_array_index(message->matches, IdentifyFound, i);
        const KeepMatch match = { found->match.account_id, found->match.contact_id, found->addr, found->match.method,
                                  found->match.rule, found->match.confidence, found->is_copied };
        g_array_append_val(matches, match);
    }
    const KeepVerdict verdict = { message->direction, message->verdict.class, message->verdict.because, message->is_skipped,
                                  matches };
    return keep_mail_settle(engine->db, kept, &verdict, error);
}

/* N messages of one thread. */
static gboolean
settle_thread(Engine *engine, KeepMessage *const *kept, guint n, GError **error)
{
    g_autofree IdentifyMessage *messages = g_new0(IdentifyMessage, n);
    for (guint i = 0; i < n; i++)
        run_ladder_message(kept[i], &messages[i]);
    identify_thread(engine->index, messages, n, (int)config_int(engine->profile->config, "reply", "bulk_max_accounts"));
    gboolean good = TRUE;
    for (guint i = 0; i < n; i++) {
        good = good && save_verdict(engine, kept[i], &messages[i], error);
        identify_message_clear(&messages[i]);
    }
    return good;
}

static guint
thread_length(KeepMessage *const *kept, guint n)
{
    guint length = 1;
    while (length < n && kept[length]->thread_id == kept[0]->thread_id)
        length++;
    return length;
}

/* *RET_DID: something was settled, so there may be more. */
static gboolean
settle_threads(Engine *engine, gboolean *ret_did, GError **error)
{
    g_autoptr(GArray) dirty = keep_thread_dirty(engine->db, SETTLE_THREADS, error);
    g_autoptr(GPtrArray) kept = dirty != NULL ? keep_thread_load(engine->db, dirty, error) : NULL;
    if (kept == NULL)
        return FALSE;
    for (guint i = 0, n = 0; i < kept->len; i += n) {
        KeepMessage *const *thread = (KeepMessage *const *)&kept->pdata[i];
        n = thread_length(thread, kept->len - i);
        if (!settle_thread(engine, thread, n, error))
            return FALSE;
    }
    *ret_did = dirty->len > 0;
    return keep_thread_clean(engine->db, dirty, error);
}

#define AWAKE "settled.until" /* setting: meetings that ended up to then have their touchpoints */

static gint64
awake_until(const Engine *engine)
{
    g_autofree char *text = keep_setting_get(engine->db, AWAKE, NULL);
    return text != NULL ? g_ascii_strtoll(text, NULL, 10) : 0;
}

/* Who asks about an instant before the last one that was asked about finds the store as it was left, and leaves it so: as of the later one. */
static gint64
settling_moment(const Engine *engine)
{
    gint64 now = run_engine_now(engine);
    return engine->fixed_now != 0 ? MAX(now, awake_until(engine)) : now;
}

static gboolean
settle_accounts(Engine *engine, gboolean *ret_more, GError **error)
{
    guint left = 0;
    if (!measure_episode_refresh(engine->db, engine->profile->calendar, engine->profile->config, settling_moment(engine),
                                 SETTLE_ACCOUNTS, &left, error))
        return FALSE;
    *ret_more = left > 0;
    return TRUE;
}

/* Accounts wait until no thread or meeting is dirty: an account is rebuilt once, not once per slice. */
static gboolean
settle_slice(Engine *engine, gboolean *ret_more, GError **error)
{
    if (!settle_threads(engine, ret_more, error))
        return FALSE;
    if (*ret_more)
        return TRUE;
    if (!run_meeting_settle(engine->db, engine->index, settling_moment(engine), SETTLE_MEETINGS, ret_more,
                            error))
        return FALSE;
    return *ret_more || settle_accounts(engine, ret_more, error);
}

typedef gboolean (*Slice)(Engine *engine, gboolean *ret_more, GError **error);

static gboolean
settle_slices(Engine *engine, Slice slice, gint64 budget_us, gboolean *ret_more, GError **error)
{
    gint64 end = g_get_monotonic_time() + budget_us;
    gboolean good = TRUE;
    for (*ret_more = TRUE; good && *ret_more && g_get_monotonic_time() < end;)
        good = slice(engine, ret_more, error);
    return good;
}

/* One transaction. */
static gboolean
settle_for(Engine *engine, Slice slice, gint64 budget_us, gboolean *ret_more, GError **error)
{
    if (!ensure_index(engine, error) || !keep_db_begin(engine->db, error))
        return FALSE;
    if (!settle_slices(engine, slice, budget_us, ret_more, error)) {
        keep_db_rollback(engine->db);
        g_clear_pointer(&engine->index, identify_index_free);
        return FALSE;
    }
    if (!*ret_more && slice == settle_slice) { /* accounts, own addresses and competitors may change before the next burst */
        g_clear_pointer(&engine->index, identify_index_free);
        g_clear_pointer(&engine->keywords, identify_keywords_free);
    }
    return keep_db_commit(engine->db, error);
}

gboolean
run_engine_settle(Engine *engine, gboolean *ret_more, GError **error)
{
    return settle_for(engine, settle_slice, SETTLE_SHORT_US, ret_more, error);
}

gboolean
run_engine_settle_threads(Engine *engine, gboolean *ret_more, GError **error)
{
    return settle_for(engine, settle_threads, SETTLE_SHORT_US, ret_more, error);
}

gboolean
run_engine_settle_all(Engine *engine, GError **error)
{
    for (gboolean more = TRUE; more;)
        if (!settle_for(engine, settle_slice, SETTLE_LONG_US, &more, error))
            return FALSE;
    return TRUE;
}

/* --- what is due ------------------------------------------------------------------------------------------------------ */

/* Time itself changes things: a meeting that ended since the last look was held. And when the clock says that it is earlier than what
 * was looked at (somebody asked about the future, or the clock was wrong), such a meeting has not been held yet. */
static gboolean
wake(Engine *engine, GError **error)
{
    gint64 now = run_engine_now(engine), then = awake_until(engine);
    if (then == now || (then > now && engine->fixed_now != 0))
        return TRUE;
    g_autofree char *until = g_strdup_printf("%" G_GINT64_FORMAT, now);
    return keep_meeting_wake(engine->db, MIN(then, now), MAX(then, now), error) &&
           measure_episode_wake(engine->db, MIN(then, now), MAX(then, now), error) &&
           keep_setting_set(engine->db, AWAKE, until, now, error);
}

gboolean
run_engine_wake(Engine *engine, GError **error)
{
    return wake(engine, error) && run_engine_settle_all(engine, error);
}

/* *RET_IS_PAST: a question about an instant before the last evaluation, for which nothing is stored (17-A2). */
static gboolean
look_back(const Engine *engine, const MeasureContext *measure, gboolean *ret_is_past, GError **error)
{
    gint64 last;
    if ((engine->fixed_now == 0 && !measure_due_forget_later(measure, error)) || !measure_due_evaluated(measure, &last, error))
        return FALSE;
    *ret_is_past = measure->now < last;
    return TRUE;
}

gboolean
run_engine_evaluate(Engine *engine, GArray *notices, GPtrArray **ret_alerts, GError **error)
{
    const MeasureContext measure = run_engine_measure(engine);
    gboolean is_past;
    if (!look_back(engine, &measure, &is_past, error))
        return FALSE;
    if (is_past)
        return TRUE;
    if (!run_engine_wake(engine, error) || !measure_review_record(&measure, error) ||
        !measure_follow_up_auto_close(&measure, error) || !run_engine_settle_all(engine, error))
        return FALSE;
    g_autoptr(GPtrArray) alerts = measure_due_evaluate(&measure, error);
    if (alerts == NULL || !measure_due_apply(&measure, alerts, notices, error))
        return FALSE;
    if (ret_alerts != NULL)
        *ret_alerts = g_steal_pointer(&alerts);
    return TRUE;
}
