/* SPDX-License-Identifier: MIT
 * What comes from mailboxes goes into the database, and what of it is worth a glance. */
#include "run/engine-parts.h"
#include "identify/absence.h"
#include "identify/cue.h"
#include "identify/departure.h"
#include "identify/message.h"
#include "identify/promise.h"
#include "keep/competitor.h"
#include "keep/meeting.h"
#include "keep/promise.h"
#include "run/ladder.h"
#include "run/meeting.h"
#include "run/tomb.h"

#define COMPETITOR_LETTERS_MIN 3 /* shorter names are words of every letter */
#define COMPETITOR_WEIGHT 2       /* one mention is a sign (17-L1) */

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


gboolean
run_engine_store(Engine *engine, gint64 mailbox_id, const SourceBatch *batch, gboolean is_backfill, guint *ret_new, GError **error)
{
    if (!run_engine_ensure_index(engine, error) || !keep_db_begin(engine->db, error))
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
    if (tombs == NULL || !run_engine_ensure_index(engine, error))
        return FALSE;
    for (guint i = 0; i < mails->len; i++)
        wanted[i] = may_glance(engine->index, tombs, role, mails->pdata[i]);
    return TRUE;
}
