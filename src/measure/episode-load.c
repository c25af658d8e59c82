/* SPDX-License-Identifier: MIT
 * Loads one account: three cursors in step (messages, their To, the attendees of their invitations), then meetings, calls,
 * bounces and what a person decided. */
#include "measure/episode-load.h"
#include "base/mail.h"
#include <string.h>

typedef struct { /* a query ordered by message, read in step with the messages */
    KeepRows *rows;
    gboolean has_row;
} Cursor;

typedef struct {
    KeepDb *db;
    EpisodePeople *people;
    EpisodeInput *input;
    gint64 account_id, now;
    Cursor to, attendees;
    GHashTable *messages;  /* msgid row -> message row of this account; parents are found by it */
    GHashTable *loaded;    /* set of message rows */
} Load;

static gboolean
finish(GError *problem, GError **error)
{
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

static gboolean
step(Cursor *cursor, GError **error)
{
    GError *problem = NULL;
    cursor->has_row = keep_rows_next(cursor->rows, &problem);
    return finish(problem, error);
}

static gboolean
open_cursor(Load *load, Cursor *cursor, const char *sql, GError **error)
{
    cursor->rows = keep_db_query(load->db, sql, BIND(KI("account", load->account_id), KI("now", load->now)), error);
    return cursor->rows && step(cursor, error);
}

/* Moves to the rows of MESSAGE; FALSE when there are no more of it. */
static gboolean
is_at(Cursor *cursor, gint64 message, GError **error)
{
    while (cursor->has_row && keep_rows_int(cursor->rows, 0) < message)
        if (!step(cursor, error))
            return FALSE;
    return cursor->has_row && keep_rows_int(cursor->rows, 0) == message;
}

/* ---- messages ---- */

static const char MESSAGES[] =
    "SELECT m.id, m.occurred_at, m.thread_id, m.direction, m.auto_class, x.value, m.twin, m.msgid_id,"
    " COALESCE(m.in_reply_to, 0), m.subject_norm, ma.is_copied, COALESCE(ma.contact_id, 0), f.addr, g.addr, ma.method,"
    " i.method, i.uid, COALESCE(m.cue, -1)"
    " FROM message_account ma JOIN message m ON m.id = ma.message_id JOIN msgid x ON x.id = m.msgid_id"
    " LEFT JOIN address f ON f.id = m.from_id LEFT JOIN address g ON g.id = ma.address_id"
    " LEFT JOIN invite i ON i.message_id = m.id"
    " WHERE ma.account_id = :account AND m.occurred_at <= :now AND m.is_skipped = 0 AND m.direction IN ('in', 'out')"
    " AND m.auto_class IN ('human', 'calendar', 'auto_reply') ORDER BY ma.message_id";
static const char TO[] =
    "SELECT p.message_id, a.addr"
    " FROM message_account ma JOIN message m ON m.id = ma.message_id"
    " JOIN message_party p ON p.message_id = ma.message_id AND p.role = 'to' JOIN address a ON a.id = p.address_id"
    " WHERE ma.account_id = :account AND m.occurred_at <= :now AND m.direction = 'out'"
    " ORDER BY ma.message_id, p.position";
static const char ATTENDEES[] =
    "SELECT i.message_id, ia.addr, ia.partstat, ia.is_resource"
    " FROM message_account ma JOIN invite i ON i.message_id = ma.message_id"
    " JOIN message m ON m.id = ma.message_id JOIN invite_attendee ia ON ia.invite_id = i.id"
    " WHERE ma.account_id = :account AND m.occurred_at <= :now ORDER BY ma.message_id, ia.addr";

/* ADDR takes part if it is this account's, or nobody's while the message was given to the account as a whole (16-B03). */
static gboolean
add_addr(Load *load, const char *addr, gboolean as_whole, GError **error)
{
    const EpisodeWhose *whose = measure_episode_whose(load->people, addr, error);
    if (!whose)
        return FALSE;
    gboolean is_this = whose->account_id == load->account_id;
    if (!whose->is_absent && (is_this || (as_whole && whose->account_id == 0)))
        measure_episode_input_party(load->input,
                                    measure_episode_input_person(load->input, addr, is_this ? whose->contact_id : 0));
    return TRUE;
}

static gboolean
add_to(Load *load, gint64 message, gboolean as_whole, GError **error)
{
    GError *problem = NULL;
    while (is_at(&load->to, message, &problem)) {
        if (!add_addr(load, keep_rows_text(load->to.rows, 1), as_whole, error) || !step(&load->to, error))
            return FALSE;
    }
    return finish(problem, error);
}

typedef struct {
    GHashTable *resources; /* set of addresses: rooms owe no answer (08 §8.4) */
    GPtrArray *people;
    char *partstat;        /* of the sender, else of the first */
} Attendees;

static void
attendees_clear(Attendees *attendees)
{
    g_hash_table_unref(attendees->resources);
    g_ptr_array_unref(attendees->people);
    g_free(attendees->partstat);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Attendees, attendees_clear)

static gboolean
read_attendees(Load *load, gint64 message, const char *sender, Attendees *ret, GError **error)
{
    GError *problem = NULL;
    while (is_at(&load->attendees, message, &problem)) {
        const char *addr = keep_rows_text(load->attendees.rows, 1);
        if (!ret->partstat || g_strcmp0(addr, sender) == 0) {
            g_free(ret->partstat);
            ret->partstat = g_strdup(keep_rows_text(load->attendees.rows, 2));
        }
        if (keep_rows_int(load->attendees.rows, 3))
            g_hash_table_add(ret->resources, g_strdup(addr));
        else
            g_ptr_array_add(ret->people, g_strdup(addr));
        if (!step(&load->attendees, error))
            return FALSE;
    }
    return finish(problem, error);
}

/* Rooms that stand in To as well are taken out again. */
static void
drop_resources(Load *load, EpisodeEvent *event, GHashTable *resources)
{
    guint kept = event->first_party;
    for (guint i = event->first_party; i < load->input->parties->len; i++) {
        guint index = g_array_index(load->input->parties, guint, i);
        const char *addr = g_array_index(load->input->persons, EpisodePerson, index).addr;
        if (!addr || !g_hash_table_contains(resources, addr))
            g_array_index(load->input->parties, guint, kept++) = index;
    }
    g_array_set_size(load->input->parties, kept);
    event->n_parties = kept - event->first_party;
}

static gboolean
add_out_parties(Load *load, KeepRows *rows, EpisodeEvent *event, const Attendees *attendees, GError **error)
{
    const char *method = keep_rows_text(rows, 14);
    gboolean as_whole = g_str_equal(method, "thread") || g_str_equal(method, "manual");
    if (!add_to(load, event->id, as_whole, error))
        return FALSE;
    for (guint i = 0; event->kind == EPISODE_OUR_REQUEST && i < attendees->people->len; i++)
        if (!add_addr(load, attendees->people->pdata[i], FALSE, error))
            return FALSE;
    drop_resources(load, event, attendees->resources);
    const char *matched = keep_rows_text(rows, 13);
    if (event->n_parties == 0 && event->kind == EPISODE_OUT && !event->is_copied && matched) /* the contact has moved since */
        measure_episode_input_party(load->input, measure_episode_input_person(load->input, matched, keep_rows_int(rows, 11)));
    return TRUE;
}

static gboolean
add_sender(Load *load, KeepRows *rows, GError **error)
{
    const char *from = keep_rows_text(rows, 12);
    if (!from)
        return TRUE;
    const EpisodeWhose *whose = measure_episode_whose(load->people, from, error);
    if (!whose)
        return FALSE;
    gint64 contact = whose->account_id == load->account_id ? whose->contact_id : keep_rows_int(rows, 11);
    measure_episode_input_party(load->input, measure_episode_input_person(load->input, from, contact));
    return TRUE;
}

/* FALSE: a message that acts on no episode. */
static gboolean
kind_of(const char *class, gboolean is_out, const char *method, EpisodeEventKind *ret)
{
    static const struct { const char *method; EpisodeEventKind ours, theirs; } calendar[] = {
        { "REQUEST", EPISODE_OUR_REQUEST, EPISODE_THEIR_REQUEST },
        { "COUNTER", EPISODE_DONE, EPISODE_THEIR_COUNTER },
        { "REPLY", EPISODE_OUR_REPLY, EPISODE_THEIR_REPLY },
        { "CANCEL", EPISODE_OUR_CANCEL, EPISODE_DONE },
    };
    *ret = EPISODE_DONE;
    if (g_str_equal(class, "human"))
        *ret = is_out ? EPISODE_OUT : EPISODE_IN;
    else if (g_str_equal(class, "auto_reply"))
        *ret = is_out ? EPISODE_DONE : EPISODE_AUTO_REPLY;
    for (guint i = 0; g_str_equal(class, "calendar") && method && i < G_N_ELEMENTS(calendar); i++)
        if (g_str_equal(method, calendar[i].method))
            *ret = is_out ? calendar[i].ours : calendar[i].theirs;
    return *ret != EPISODE_DONE;
}

static gboolean
answers_invite(const char *partstat)
{
    return partstat && (g_str_equal(partstat, "accepted") || g_str_equal(partstat, "declined") ||
                        g_str_equal(partstat, "tentative"));
}

static char *
public_id(KeepRows *rows, int value, int twin)
{
    gint64 number = keep_rows_int(rows, twin);
    return number > 1 ? g_strdup_printf("%s#%" G_GINT64_FORMAT, keep_rows_text(rows, value), number)
                      : g_strdup(keep_rows_text(rows, value));
}

static void
remember(Load *load, gint64 msgid, gint64 message)
{
    if (!g_hash_table_contains(load->messages, &msgid))
        g_hash_table_insert(load->messages, g_memdup2(&msgid, sizeof msgid), g_memdup2(&message, sizeof message));
    g_hash_table_add(load->loaded, g_memdup2(&message, sizeof message));
}

/* CUE is -1 of a text that was not read; calendar mails are judged by their method. */
static EpisodeCue
cue_of(EpisodeEventKind kind, gint64 cue)
{
    if (cue < 0 || (kind != EPISODE_OUT && kind != EPISODE_IN))
        return EPISODE_UNREAD;
    if (kind == EPISODE_IN)
        return cue & MAIL_CUE_THANKS ? EPISODE_THANKS : EPISODE_TELLS;
    return cue & MAIL_CUE_ASKS ? EPISODE_ASKS : EPISODE_TELLS;
}

static gboolean
add_message(Load *load, KeepRows *rows, GError **error)
{
    gint64 id = keep_rows_int(rows, 0);
    gboolean is_out = g_str_equal(keep_rows_text(rows, 3), "out");
    EpisodeEventKind kind;
    g_auto(Attendees) attendees = { g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                                    g_ptr_array_new_with_free_func(g_free), NULL };
    if (!read_attendees(load, id, keep_rows_text(rows, 12), &attendees, error))
        return FALSE;
    gboolean is_copied = keep_rows_int(rows, 10) != 0;
    if (!kind_of(keep_rows_text(rows, 4), is_out, keep_rows_text(rows, 15), &kind) || (!is_out && is_copied) ||
        (kind == EPISODE_THEIR_REPLY && !answers_invite(attendees.partstat)))
        return TRUE;
    g_autofree char *key = public_id(rows, 5, 6);
    EpisodeEvent *event = measure_episode_input_event(load->input, kind, keep_rows_int(rows, 1), id, key);
    event->thread = keep_rows_int(rows, 2);
    event->cue = cue_of(kind, keep_rows_int(rows, 17));
    event->parent = keep_rows_int(rows, 8); /* a msgid row until all are known */
    event->subject = measure_episode_input_text(load->input, keep_rows_text(rows, 9));
    event->is_copied = is_copied;
    event->uid = measure_episode_input_text(load->input, keep_rows_text(rows, 16));
    event->is_accept = g_strcmp0(attendees.partstat, "accepted") == 0;
    remember(load, keep_rows_int(rows, 7), id);
    return is_out ? add_out_parties(load, rows, event, &attendees, error) : add_sender(load, rows, error);
}

static void
link_parents(Load *load)
{
    for (guint i = 0; i < load->input->events->len; i++) {
        EpisodeEvent *event = &g_array_index(load->input->events, EpisodeEvent, i);
        const gint64 *message = event->parent ? g_hash_table_lookup(load->messages, &event->parent) : NULL;
        event->parent = message && *message != event->id ? *message : 0;
    }
}

static gboolean
load_messages(Load *load, GError **error)
{
    if (!open_cursor(load, &load->to, TO, error) || !open_cursor(load, &load->attendees, ATTENDEES, error))
        return FALSE;
    g_autoptr(KeepRows) rows =
        keep_db_query(load->db, MESSAGES, BIND(KI("account", load->account_id), KI("now", load->now)), error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem))
        if (!add_message(load, rows, error))
            return FALSE;
    link_parents(load);
    return finish(problem, error);
}

/* ---- meetings and calls ---- */

/* Held for this account: somebody of it has not declined (16-D05). */
static const char MEETINGS[] =
    "SELECT m.id, m.start_at, m.end_at, m.local_day, m.uid, m.recurrence_id, ma.addr, COALESCE(ma.contact_id, 0)"
    " FROM meeting_attendee ma JOIN meeting m ON m.id = ma.meeting_id"
    " WHERE ma.account_id = :account AND ma.partstat <> 'declined' AND ma.role <> 'resource' AND ma.is_own = 0"
    " AND m.has_external = 1 AND m.all_day = 0 AND m.end_at <= :now AND m.outcome IN ('assumed_held', 'held')"
    " AND (m.outcome = 'held' OR m.status <> 'cancelled' OR m.cancelled_at > :now) AND COALESCE(m.own_partstat, '') <> 'declined'"
    " ORDER BY m.id, ma.addr";
/* Talks that no calendar knows: connected calls, and meetings noted by hand or imported (15 B11, C19). */
static const char TALKS[] =
    "SELECT t.id, t.occurred_at, t.occurred_at + COALESCE(t.duration_s, 0), t.local_day, t.kind, t.src_key, t.contact_addr,"
    " COALESCE(t.contact_id, 0)"
    " FROM touchpoint t WHERE t.account_id = :account AND t.meeting_id IS NULL AND t.is_human = 1 AND ("
    " t.kind = 'meeting' AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now"
    " OR t.kind = 'call' AND t.occurred_at <= :now AND (t.outcome IN ('connected', 'right_person', 'interested', 'booked')"
    " OR t.outcome IS NULL AND t.direction = 'in'))";

static gboolean
load_meetings(Load *load, GError **error)
{
    g_autoptr(KeepRows) rows =
        keep_db_query(load->db, MEETINGS, BIND(KI("account", load->account_id), KI("now", load->now)), error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    gint64 last = 0;
    while (keep_rows_next(rows, &problem)) {
        gint64 id = keep_rows_int(rows, 0);
        if (id != last) {
            g_autofree char *key = g_strdup_printf("e:%s|%s", keep_rows_text(rows, 4), keep_rows_text(rows, 5));
            measure_episode_input_event(load->input, EPISODE_MEETING, keep_rows_int(rows, 1), id, key);
            measure_episode_input_occasion(load->input, keep_rows_int(rows, 2), keep_rows_int(rows, 3));
        }
        last = id;
        measure_episode_input_party(
            load->input, measure_episode_input_person(load->input, keep_rows_text(rows, 6), keep_rows_int(rows, 7)));
    }
    return finish(problem, error);
}

static gboolean
load_talks(Load *load, GError **error)
{
    g_autoptr(KeepRows) rows =
        keep_db_query(load->db, TALKS, BIND(KI("account", load->account_id), KI("now", load->now)), error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem)) {
        gboolean is_meeting = g_str_equal(keep_rows_text(rows, 4), "meeting");
        if (is_meeting)
            measure_episode_input_occasion(load->input, keep_rows_int(rows, 2), keep_rows_int(rows, 3));
        const char *addr = keep_rows_text(rows, 6);
        gint64 contact = keep_rows_int(rows, 7);
        if (!addr && !contact)
            continue;
        measure_episode_input_event(load->input, is_meeting ? EPISODE_MEETING : EPISODE_CALL, keep_rows_int(rows, 1),
                                    is_meeting ? 0 : keep_rows_int(rows, 0), keep_rows_text(rows, 5));
        measure_episode_input_party(load->input, measure_episode_input_person(load->input, addr, contact));
    }
    return finish(problem, error);
}

static gboolean
load_proposals(Load *load, GError **error)
{
    static const char SQL[] =
        "SELECT p.presented_at, p.presented_day FROM lead l JOIN proposal p ON p.lead_id = l.id"
        " WHERE l.account_id = :account AND p.presented_at <= :now AND p.presented_day IS NOT NULL";
    g_autoptr(KeepRows) rows =
        keep_db_query(load->db, SQL, BIND(KI("account", load->account_id), KI("now", load->now)), error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem))
        measure_episode_input_occasion(load->input, keep_rows_int(rows, 0), keep_rows_int(rows, 1));
    return finish(problem, error);
}

static gboolean
load_decisions(Load *load, const char *side, const char *ext_id, GError **error)
{
    static const char SQL[] =
        "SELECT episode_key, at FROM episode_decision WHERE episode_key >= :from AND episode_key < :until AND at <= :now";
    g_autofree char *from = g_strdup_printf("%s|%s|", side, ext_id);
    g_autofree char *until = g_strdup_printf("%s|%s}", side, ext_id); /* '}' is the byte after '|' */
    g_autoptr(KeepRows) rows =
        keep_db_query(load->db, SQL, BIND(KT("from", from), KT("until", until), KI("now", load->now)), error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem))
        measure_episode_input_event(load->input, EPISODE_DONE, keep_rows_int(rows, 1), 0, keep_rows_text(rows, 0));
    return finish(problem, error);
}

/* Last of all, when everybody is known who takes part. */
static gboolean
load_forgotten(Load *load, GError **error)
{
    static const char SQL[] = "SELECT DISTINCT alias, at FROM forgotten WHERE alias <> '' AND at <= :now";
    g_autoptr(KeepRows) rows = keep_db_query(load->db, SQL, BIND(KI("now", load->now)), error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem)) {
        const char *alias = keep_rows_text(rows, 0);
        if (!g_hash_table_contains(load->input->by_addr, alias))
            continue;
        measure_episode_input_event(load->input, EPISODE_FORGOTTEN, keep_rows_int(rows, 1), 0, alias);
        measure_episode_input_party(load->input, measure_episode_input_person(load->input, alias, 0));
    }
    return finish(problem, error);
}

/* ---- bounces ---- */

typedef struct {
    gint64 id, at, target; /* target 0: only the recipients tell */
    char *key;
    GPtrArray *failed;     /* of char* */
} Bounce;

struct EpisodeBounces {
    GPtrArray *list; /* of Bounce*, in order of id */
};

static void
free_bounce(gpointer data)
{
    Bounce *bounce = data;
    g_free(bounce->key);
    g_ptr_array_unref(bounce->failed);
    g_free(bounce);
}

void
measure_episode_bounces_free(EpisodeBounces *bounces)
{
    if (!bounces)
        return;
    g_ptr_array_unref(bounces->list);
    g_free(bounces);
}

static gboolean
load_bounces(KeepDb *db, GPtrArray *list, gint64 now, GError **error)
{
    static const char SQL[] =
        "SELECT b.id, b.occurred_at, x.value, b.twin, COALESCE("
        " (SELECT t.id FROM message t WHERE t.msgid_id = b.in_reply_to AND t.direction = 'out' ORDER BY t.id LIMIT 1),"
        " (SELECT t.id FROM message_ref r JOIN message t ON t.msgid_id = r.msgid_id AND t.direction = 'out'"
        "  WHERE r.message_id = b.id ORDER BY t.occurred_at DESC, t.id LIMIT 1),"
        " (SELECT t.id FROM report p JOIN msgid y ON y.value = p.original_id"
        "  JOIN message t ON t.msgid_id = y.id AND t.direction = 'out' WHERE p.message_id = b.id ORDER BY t.id LIMIT 1), 0)"
        " FROM message b JOIN msgid x ON x.id = b.msgid_id WHERE b.auto_class = 'bounce' AND b.occurred_at <= :now"
        " AND NOT EXISTS (SELECT 1 FROM report d WHERE d.message_id = b.id AND d.status NOT LIKE '5%'" /* delayed, delivered */
        "  AND NOT EXISTS (SELECT 1 FROM report_recipient f WHERE f.message_id = b.id))"
        " ORDER BY b.id";
    g_autoptr(KeepRows) rows = keep_db_query(db, SQL, BIND(KI("now", now)), error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem)) {
        Bounce *bounce = g_new0(Bounce, 1);
        bounce->id = keep_rows_int(rows, 0);
        bounce->at = keep_rows_int(rows, 1);
        bounce->key = public_id(rows, 2, 3);
        bounce->target = keep_rows_int(rows, 4);
        bounce->failed = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(list, bounce);
    }
    return finish(problem, error);
}

static gboolean
load_failed(KeepDb *db, GPtrArray *list, GError **error)
{
    static const char SQL[] = "SELECT message_id, addr FROM report_recipient ORDER BY message_id, addr";
    g_autoptr(KeepRows) rows = keep_db_query(db, SQL, NO_BIND, error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    guint i = 0;
    while (keep_rows_next(rows, &problem)) {
        while (i < list->len && ((Bounce *)list->pdata[i])->id < keep_rows_int(rows, 0))
            i++;
        if (i < list->len && ((Bounce *)list->pdata[i])->id == keep_rows_int(rows, 0))
            g_ptr_array_add(((Bounce *)list->pdata[i])->failed, g_strdup(keep_rows_text(rows, 1)));
    }
    return finish(problem, error);
}

EpisodeBounces *
measure_episode_bounces(KeepDb *db, gint64 now, GError **error)
{
    g_autoptr(EpisodeBounces) bounces = g_new0(EpisodeBounces, 1);
    bounces->list = g_ptr_array_new_with_free_func(free_bounce);
    if (!load_bounces(db, bounces->list, now, error) || !load_failed(db, bounces->list, error))
        return NULL;
    return g_steal_pointer(&bounces);
}

/* Persons of this account among the failed recipients. */
static gboolean
find_failed(Load *load, const Bounce *bounce, GArray *persons, GError **error)
{
    for (guint i = 0; i < bounce->failed->len; i++) {
        const char *addr = bounce->failed->pdata[i];
        const EpisodeWhose *whose = measure_episode_whose(load->people, addr, error);
        if (!whose)
            return FALSE;
        gboolean is_this = whose->account_id == load->account_id;
        gboolean is_alias = bounce->target && whose->account_id == 0 && !whose->is_absent; /* where a To was forwarded */
        if (!is_this && !is_alias && !g_hash_table_contains(load->input->by_addr, addr))
            continue;
        guint person = measure_episode_input_person(load->input, addr, is_this ? whose->contact_id : 0);
        g_array_append_val(persons, person);
    }
    return TRUE;
}

static gboolean
add_bounce(Load *load, const Bounce *bounce, GError **error)
{
    if (bounce->target && !g_hash_table_contains(load->loaded, &bounce->target))
        return TRUE;
    g_autoptr(GArray) persons = g_array_new(FALSE, FALSE, sizeof(guint));
    if (!find_failed(load, bounce, persons, error))
        return FALSE;
    if (persons->len == 0 && (!bounce->target || bounce->failed->len > 0)) /* somebody else's address failed */
        return TRUE;
    EpisodeEvent *event = measure_episode_input_event(load->input, EPISODE_BOUNCE, bounce->at, bounce->id, bounce->key);
    event->target = bounce->target;
    for (guint i = 0; i < persons->len; i++)
        measure_episode_input_party(load->input, g_array_index(persons, guint, i));
    return TRUE;
}

static gboolean
add_bounces(Load *load, const EpisodeBounces *bounces, GError **error)
{
    for (guint i = 0; i < bounces->list->len; i++)
        if (!add_bounce(load, bounces->list->pdata[i], error))
            return FALSE;
    return TRUE;
}

static gboolean
load_all(Load *load, const EpisodeBounces *bounces, const char *ext_id, GError **error)
{
    return load_messages(load, error) && load_meetings(load, error) && load_talks(load, error) &&
           load_proposals(load, error) && load_decisions(load, "us", ext_id, error) &&
           load_decisions(load, "them", ext_id, error) && load_decisions(load, "invite", ext_id, error) &&
           add_bounces(load, bounces, error) && load_forgotten(load, error);
}

EpisodeInput *
measure_episode_load(KeepDb *db, EpisodePeople *people, const EpisodeBounces *bounces, gint64 account_id, const char *ext_id,
                     gint64 now, GError **error)
{
    g_autoptr(EpisodeInput) input = measure_episode_input_new();
    Load load = { .db = db, .people = people, .input = input, .account_id = account_id, .now = now };
    load.messages = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    load.loaded = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    gboolean ok = load_all(&load, bounces, ext_id, error);
    g_clear_pointer(&load.to.rows, keep_rows_free);
    g_clear_pointer(&load.attendees.rows, keep_rows_free);
    g_hash_table_unref(load.messages);
    g_hash_table_unref(load.loaded);
    return ok ? g_steal_pointer(&input) : NULL;
}
