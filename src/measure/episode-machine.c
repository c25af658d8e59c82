/* SPDX-License-Identifier: MIT
 * The rules by which mails, invitations, meetings and calls open and close episodes (spec 08 §8.4-8.5, 16-C). */
#include "measure/episode-machine.h"
#include <string.h>

#define SUPERSEDE_DAYS 14      /* 16-C08 */
#define SUBJECT_DAYS 14        /* 08 §8.5.3 */
#define SUBJECT_MIN_CHARS 8
#define BOUNCE_SECS (5 * 86400) /* 16-B12 */
#define FOLLOW_UP_WORKDAYS 5   /* 16-D03 */

typedef enum { NOBODY, US, THEM } Side;

typedef struct {
    GPtrArray *open; /* of Episode*, borrowed */
    Side last;       /* who wrote last: human, REQUEST or COUNTER (16-C02) */
    gboolean we_wrote; /* human or REQUEST (16-C04) */
} Thread;

typedef struct {
    EpisodeInput *input;
    const EpisodeRules *rules;
    const Calendar *calendar;
    GPtrArray *episodes;    /* owned, in order of opening */
    GPtrArray *open;        /* borrowed, in order of opening */
    GHashTable *threads;    /* gint64 -> Thread* */
    GHashTable *invites;    /* UID -> Episode* owed by them */
    GHashTable *requests;   /* UID -> Episode* owed by us */
    GHashTable *by_message; /* our message -> Episode* owed by them */
} Machine;

const char *
measure_episode_state_name(EpisodeState state)
{
    static const char *const names[] = { "open", "answered", "superseded", "bounced", "cancelled" };
    return names[state];
}

void
measure_episode_free(gpointer data)
{
    Episode *episode = data;
    g_free(episode->key);
    g_free(episode->contact_addr);
    g_free(episode->invite_uid);
    g_free(episode->subject);
    g_clear_pointer(&episode->persons, g_array_unref);
    g_clear_pointer(&episode->bounced, g_hash_table_unref);
    g_free(episode);
}

static void
free_thread(gpointer data)
{
    Thread *thread = data;
    g_ptr_array_unref(thread->open);
    g_free(thread);
}

static Thread *
thread_of(Machine *m, gint64 id)
{
    Thread *thread = g_hash_table_lookup(m->threads, &id);
    if (thread)
        return thread;
    thread = g_new0(Thread, 1);
    thread->open = g_ptr_array_new();
    g_hash_table_insert(m->threads, g_memdup2(&id, sizeof id), thread);
    return thread;
}

static const EpisodePerson *
person(const Machine *m, guint index)
{
    return &g_array_index(m->input->persons, EpisodePerson, index);
}

static guint
party(const Machine *m, const EpisodeEvent *event, guint i)
{
    return g_array_index(m->input->parties, guint, event->first_party + i);
}

/* TRUE if somebody of EVENT is a contact of EPISODE: all addresses of one contact are one person (16-C03). */
static gboolean
concerns(const Machine *m, const Episode *episode, const EpisodeEvent *event)
{
    for (guint i = 0; i < event->n_parties; i++)
        for (guint k = 0; k < episode->persons->len; k++)
            if (person(m, party(m, event, i))->who == person(m, g_array_index(episode->persons, guint, k))->who)
                return TRUE;
    return FALSE;
}

static gint32
day_of(const Machine *m, gint64 at)
{
    return calendar_day_of(m->calendar, at);
}

/* ---- closing ---- */

static void
end(Machine *m, Episode *episode, const EpisodeEvent *event, EpisodeState state)
{
    episode->state = state;
    episode->closed_at = MAX(episode->opened_at, event->at); /* their clock may be wrong (16-C16) */
    episode->closed_day = day_of(m, episode->closed_at);
    if (event->kind < EPISODE_MEETING)
        episode->close_message = event->id;
    g_ptr_array_remove(m->open, episode); /* keeps the order: the newest stands last */
    g_ptr_array_remove(thread_of(m, episode->thread)->open, episode);
}

static void
answer(Machine *m, Episode *episode, const EpisodeEvent *event, const char *closed_by, const char *match)
{
    end(m, episode, event, EPISODE_ANSWERED);
    episode->closed_by = closed_by;
    episode->match = match;
    episode->close_meeting = event->kind == EPISODE_MEETING ? event->id : 0;
    episode->close_touchpoint = event->kind == EPISODE_CALL ? event->id : 0;
    episode->has_time = event->kind < EPISODE_MEETING; /* a talk answers, but says nothing about time (08 §8.4) */
    if (!episode->has_time)
        return;
    episode->resp_secs = episode->closed_at - episode->opened_at;
    episode->resp_work_secs = calendar_work_between(m->calendar, episode->opened_at, episode->closed_at);
}

typedef gboolean (*Wanted)(const Machine *m, const Episode *episode, const EpisodeEvent *event);

static gboolean
is_theirs(const Machine *m G_GNUC_UNUSED, const Episode *episode, const EpisodeEvent *event G_GNUC_UNUSED)
{
    return !episode->is_ours;
}

static gboolean
is_ours(const Machine *m G_GNUC_UNUSED, const Episode *episode, const EpisodeEvent *event G_GNUC_UNUSED)
{
    return episode->is_ours;
}

static gboolean
answer_all(Machine *m, GPtrArray *from, Wanted wanted, const EpisodeEvent *event, const char *closed_by, const char *match)
{
    gboolean any = FALSE;
    for (guint i = from->len; i > 0; i--) {
        Episode *episode = from->pdata[i - 1];
        if (!wanted(m, episode, event))
            continue;
        answer(m, episode, event, closed_by, match);
        any = TRUE;
    }
    return any;
}

/* ---- opening ---- */

static void
add_persons(Machine *m, Episode *episode, const EpisodeEvent *event)
{
    for (guint i = 0; i < event->n_parties; i++) {
        guint index = party(m, event, i);
        gboolean known = FALSE;
        for (guint k = 0; k < episode->persons->len && !known; k++)
            known = g_array_index(episode->persons, guint, k) == index;
        if (!known)
            g_array_append_val(episode->persons, index);
    }
}

static char *
make_key(const Machine *m, const EpisodeEvent *event, gboolean ours)
{
    if (event->kind == EPISODE_OUR_REQUEST && event->uid)
        return g_strdup_printf("invite|%s|%s", m->rules->account, event->uid);
    return g_strdup_printf("%s|%s|%s", ours ? "us" : "them", m->rules->account, event->key);
}

static void
set_contact(Machine *m, Episode *episode)
{
    if (episode->persons->len == 0)
        return;
    const EpisodePerson *first = person(m, g_array_index(episode->persons, guint, 0));
    episode->contact_id = first->contact_id;
    episode->contact_addr = first->contact_id ? NULL : g_strdup(first->addr);
}

static Episode *
open_episode(Machine *m, Thread *thread, const EpisodeEvent *event, gboolean ours)
{
    Episode *episode = g_new0(Episode, 1);
    episode->key = make_key(m, event, ours);
    episode->is_ours = ours;
    episode->thread = event->thread;
    episode->opened_at = episode->last_attempt_at = event->at;
    episode->opened_day = day_of(m, event->at);
    episode->attempts = 1;
    episode->is_invite = event->kind == EPISODE_OUR_REQUEST;
    episode->is_request = event->kind == EPISODE_THEIR_REQUEST;
    episode->invite_uid = g_strdup(event->uid);
    episode->open_message = event->id;
    episode->subject = g_strdup(event->subject);
    episode->persons = g_array_new(FALSE, FALSE, sizeof(guint));
    const CalendarDay *day = calendar_day(m->calendar, episode->opened_day);
    episode->in_quiet = day && day->is_quiet;
    add_persons(m, episode, event);
    set_contact(m, episode);
    g_ptr_array_add(m->episodes, episode);
    g_ptr_array_add(m->open, episode);
    g_ptr_array_add(thread->open, episode);
    return episode;
}

static void
attempt(Machine *m, Episode *episode, const EpisodeEvent *event)
{
    episode->attempts++;
    episode->last_attempt_at = MAX(episode->last_attempt_at, event->at);
    if (episode->attempts == 2)
        episode->second_attempt_at = MAX(episode->opened_at, event->at);
    episode->is_followup = !episode->is_ours;
    if (!episode->is_ours)
        add_persons(m, episode, event);
}

static void
remember(Machine *m, const EpisodeEvent *event, Episode *episode)
{
    g_hash_table_insert(m->by_message, g_memdup2(&event->id, sizeof event->id), episode);
}

/* The open episode of a thread that mails, not invitations, keep open. */
static Episode *
open_by_mail(const Thread *thread, gboolean ours)
{
    for (guint i = 0; i < thread->open->len; i++) {
        Episode *episode = thread->open->pdata[i];
        if (episode->is_ours == ours && !episode->is_invite && !episode->is_request)
            return episode;
    }
    return NULL;
}

/* ---- ours ---- */

static gboolean
expects_reply(const Thread *thread, const EpisodeEvent *event)
{
    if (event->cue == EPISODE_UNREAD) /* 16-C02 */
        return thread->last == NOBODY || thread->last == (event->kind < EPISODE_IN ? US : THEM);
    if (event->kind == EPISODE_OUT)
        return thread->last == NOBODY || event->cue == EPISODE_ASKS;
    return event->cue != EPISODE_THANKS;
}

static void
take_out(Machine *m, Thread *thread, const EpisodeEvent *event)
{
    answer_all(m, thread->open, is_ours, event, "email", "thread");
    gboolean expects = expects_reply(thread, event);
    thread->last = US;
    thread->we_wrote = TRUE;
    if (event->is_copied || event->n_parties == 0)
        return;
    Episode *episode = open_by_mail(thread, FALSE);
    if (episode)
        attempt(m, episode, event);
    else if (expects)
        episode = open_episode(m, thread, event, FALSE);
    if (episode)
        remember(m, event, episode);
}

/* Their REQUEST or COUNTER is answered by whatever we send about the same UID (16-C09). */
static void
answer_request(Machine *m, const EpisodeEvent *event)
{
    Episode *episode = event->uid ? g_hash_table_lookup(m->requests, event->uid) : NULL;
    if (episode && episode->state == EPISODE_OPEN)
        answer(m, episode, event, "invite_reply", "thread");
}

static void
take_our_request(Machine *m, Thread *thread, const EpisodeEvent *event)
{
    answer_all(m, thread->open, is_ours, event, "email", "thread");
    answer_request(m, event);
    thread->last = US;
    thread->we_wrote = TRUE;
    Episode *episode = event->uid ? g_hash_table_lookup(m->invites, event->uid) : NULL;
    if (episode && episode->state == EPISODE_OPEN)
        attempt(m, episode, event);
    else if (!episode && event->n_parties > 0)
        episode = open_episode(m, thread, event, FALSE);
    if (!episode)
        return;
    remember(m, event, episode);
    if (event->uid)
        g_hash_table_insert(m->invites, (gpointer)event->uid, episode);
}

static void
take_our_cancel(Machine *m, const EpisodeEvent *event)
{
    answer_request(m, event);
    Episode *episode = event->uid ? g_hash_table_lookup(m->invites, event->uid) : NULL;
    if (episode && episode->state == EPISODE_OPEN)
        end(m, episode, event, EPISODE_CANCELLED);
}

/* ---- theirs ---- */

/* Local days from the last attempt to the inbound (16-C05). */
static int
distance(const Machine *m, const Episode *episode, const EpisodeEvent *event)
{
    return day_of(m, event->at) - day_of(m, episode->last_attempt_at);
}

static gboolean
may_fall_back(const Machine *m, const Episode *episode, const EpisodeEvent *event, int days)
{
    gboolean may_be_near = event->at - episode->last_attempt_at <= (gint64)(days + 2) * 86400; /* asking the calendar costs more */
    return may_be_near && !episode->is_ours && !episode->is_invite && episode->opened_at <= event->at && distance(m, episode, event) <= days;
}

/* 08 §8.5.2: the same person writes in a new thread. */
static gboolean
answer_by_contact(Machine *m, const EpisodeEvent *event)
{
    gboolean found = FALSE;
    for (guint i = m->open->len; i > 0; i--) {
        Episode *episode = m->open->pdata[i - 1];
        if (!may_fall_back(m, episode, event, m->rules->fallback_days) || !concerns(m, episode, event))
            continue;
        if (found)
            end(m, episode, event, EPISODE_SUPERSEDED);
        else
            answer(m, episode, event, "email", "contact");
        found = TRUE;
    }
    return found;
}

/* 08 §8.5.3: somebody else of the account takes up the subject. */
static gboolean
answer_by_subject(Machine *m, const EpisodeEvent *event)
{
    if (!event->subject || g_utf8_strlen(event->subject, -1) < SUBJECT_MIN_CHARS)
        return FALSE;
    for (guint i = m->open->len; i > 0; i--) {
        Episode *episode = m->open->pdata[i - 1];
        if (!may_fall_back(m, episode, event, SUBJECT_DAYS) || g_strcmp0(episode->subject, event->subject) != 0)
            continue;
        answer(m, episode, event, "email", "account_subject");
        return TRUE;
    }
    return FALSE;
}

static gboolean
answer_us(Machine *m, Thread *thread, const EpisodeEvent *event)
{
    if (answer_all(m, thread->open, is_theirs, event, "email", "thread"))
        return TRUE;
    if (thread->we_wrote) /* 16-C04 */
        return FALSE;
    return answer_by_contact(m, event) || answer_by_subject(m, event);
}

/* "If it expects a reply and none is open, open; else attempts + 1" (08 §8.4): whoever waits for us already has written once more, whatever
 * this letter answers elsewhere (16-C02 says only what opens). */
static void
owe(Machine *m, Thread *thread, const EpisodeEvent *event, gboolean expects)
{
    Episode *episode = open_by_mail(thread, TRUE);
    if (episode) {
        attempt(m, episode, event);
        if (event->n_parties > 0 && !concerns(m, episode, event))
            episode->heir = party(m, event, 0) + 1;
    } else if (expects)
        open_episode(m, thread, event, TRUE);
}

static void
take_in(Machine *m, Thread *thread, const EpisodeEvent *event)
{
    gboolean answered = answer_us(m, thread, event);
    gboolean expects = expects_reply(thread, event) && !(event->cue == EPISODE_UNREAD && answered);
    thread->last = THEM;
    owe(m, thread, event, expects);
}

/* One debt per UID: it is answered in the calendar, so a mail in the thread is a debt of its own. */
static void
take_their_request(Machine *m, Thread *thread, const EpisodeEvent *event)
{
    answer_us(m, thread, event);
    thread->last = THEM;
    Episode *episode = event->uid ? g_hash_table_lookup(m->requests, event->uid) : NULL;
    if (episode && episode->state == EPISODE_OPEN) {
        attempt(m, episode, event);
        return;
    }
    episode = open_episode(m, thread, event, TRUE);
    if (event->uid)
        g_hash_table_insert(m->requests, (gpointer)event->uid, episode);
}

/* A proposal of another time answers our invitation and asks for a new one. */
static void
take_their_counter(Machine *m, Thread *thread, const EpisodeEvent *event)
{
    Episode *invite = event->uid ? g_hash_table_lookup(m->invites, event->uid) : NULL;
    answer_us(m, thread, event);
    if (invite && invite->state == EPISODE_OPEN)
        answer(m, invite, event, "email", "thread");
    thread->last = THEM;
    owe(m, thread, event, TRUE);
    if (event->uid)
        g_hash_table_insert(m->requests, (gpointer)event->uid, open_by_mail(thread, TRUE));
}

static void
take_their_reply(Machine *m, const EpisodeEvent *event)
{
    Episode *invite = event->uid ? g_hash_table_lookup(m->invites, event->uid) : NULL;
    if (invite && invite->state == EPISODE_OPEN && m->rules->accept_counts)
        answer(m, invite, event, "invite_reply", "thread");
    if (!event->is_accept)
        return;
    for (guint i = m->open->len; i > 0; i--) { /* 16-C08 */
        Episode *episode = m->open->pdata[i - 1];
        if (!episode->is_ours && episode != invite && concerns(m, episode, event) &&
            day_of(m, event->at) - episode->opened_day <= SUPERSEDE_DAYS)
            end(m, episode, event, EPISODE_SUPERSEDED);
    }
}

/* 16-C11 */
static void
take_auto_reply(Machine *m, Thread *thread, const EpisodeEvent *event)
{
    gboolean found = FALSE;
    for (guint i = 0; i < thread->open->len; i++) {
        Episode *episode = thread->open->pdata[i];
        if (episode->is_ours)
            continue;
        episode->ooo_hit = TRUE;
        found = TRUE;
    }
    for (guint i = m->open->len; i > 0 && !found; i--) {
        Episode *episode = m->open->pdata[i - 1];
        if (episode->is_ours || !concerns(m, episode, event))
            continue;
        episode->ooo_hit = TRUE;
        found = TRUE;
    }
}

static gboolean
was_sent_to(const Machine *m, const Episode *episode, const EpisodeEvent *event)
{
    for (guint i = 0; i < event->n_parties; i++)
        for (guint k = 0; k < episode->persons->len; k++)
            if (party(m, event, i) == g_array_index(episode->persons, guint, k))
                return TRUE;
    return FALSE;
}

/* 16-B12: the newest mail of the last five days to one of the addresses that failed. */
static Episode *
find_bounced(Machine *m, const EpisodeEvent *event)
{
    if (event->target)
        return g_hash_table_lookup(m->by_message, &event->target);
    for (guint i = m->open->len; i > 0; i--) {
        Episode *episode = m->open->pdata[i - 1];
        if (!episode->is_ours && event->at - episode->last_attempt_at <= BOUNCE_SECS && was_sent_to(m, episode, event))
            return episode;
    }
    return NULL;
}

/* 16-C10: with several addresses the episode ends only when all of them failed. */
static void
take_bounce(Machine *m, const EpisodeEvent *event)
{
    Episode *episode = find_bounced(m, event);
    if (!episode || episode->state != EPISODE_OPEN)
        return;
    if (!episode->bounced)
        episode->bounced = g_hash_table_new(NULL, NULL);
    gboolean all = event->n_parties == 0 || episode->persons->len == 1; /* forwarded addresses fail under other names */
    for (guint i = 0; i < event->n_parties; i++)
        g_hash_table_add(episode->bounced, GUINT_TO_POINTER(party(m, event, i)));
    gboolean rest = FALSE;
    for (guint k = 0; k < episode->persons->len && !rest; k++)
        rest = !g_hash_table_contains(episode->bounced, GUINT_TO_POINTER(g_array_index(episode->persons, guint, k)));
    if (all || !rest)
        end(m, episode, event, EPISODE_BOUNCED);
}

/* 16-C07 */
static gboolean
was_talked_over(const Machine *m, const Episode *episode, const EpisodeEvent *event)
{
    return event->at > episode->opened_at && concerns(m, episode, event);
}

static void
take_done(Machine *m, const EpisodeEvent *event)
{
    for (guint i = 0; i < m->open->len; i++) {
        Episode *episode = m->open->pdata[i];
        if (g_strcmp0(episode->key, event->key) != 0)
            continue;
        end(m, episode, event, EPISODE_CANCELLED);
        return;
    }
}

/* What we owed the person is owed to whoever else waits for it, or to nobody. */
static void
take_forgotten(Machine *m, const EpisodeEvent *event)
{
    for (guint i = m->open->len; i > 0; i--) {
        Episode *episode = m->open->pdata[i - 1];
        guint heir = episode->heir;
        if (!episode->is_ours)
            continue;
        if (heir > 0 && person(m, heir - 1)->who == person(m, party(m, event, 0))->who)
            heir = episode->heir = 0;
        if (!concerns(m, episode, event))
            continue;
        if (heir == 0) {
            end(m, episode, event, EPISODE_CANCELLED);
            continue;
        }
        g_array_index(episode->persons, guint, 0) = heir - 1;
        episode->heir = 0;
        g_clear_pointer(&episode->contact_addr, g_free);
        set_contact(m, episode);
    }
}

static void
take(Machine *m, const EpisodeEvent *event)
{
    Thread *thread = thread_of(m, event->thread);
    switch (event->kind) {
    case EPISODE_OUT:
        take_out(m, thread, event);
        return;
    case EPISODE_OUR_REQUEST:
        take_our_request(m, thread, event);
        return;
    case EPISODE_OUR_REPLY:
        answer_request(m, event);
        return;
    case EPISODE_OUR_CANCEL:
        take_our_cancel(m, event);
        return;
    case EPISODE_IN:
        take_in(m, thread, event);
        return;
    case EPISODE_THEIR_REQUEST:
        take_their_request(m, thread, event);
        return;
    case EPISODE_THEIR_COUNTER:
        take_their_counter(m, thread, event);
        return;
    case EPISODE_THEIR_REPLY:
        take_their_reply(m, event);
        return;
    case EPISODE_AUTO_REPLY:
        take_auto_reply(m, thread, event);
        return;
    case EPISODE_BOUNCE:
        take_bounce(m, event);
        return;
    case EPISODE_MEETING:
        answer_all(m, m->open, was_talked_over, event, "meeting", NULL);
        return;
    case EPISODE_CALL:
        answer_all(m, m->open, was_talked_over, event, "call", NULL);
        return;
    case EPISODE_DONE:
        take_done(m, event);
        return;
    case EPISODE_FORGOTTEN:
        take_forgotten(m, event);
        return;
    }
}

/* ---- the follow-up mail (16-D03) ---- */

static int
compare_occasions(gconstpointer a, gconstpointer b)
{
    const EpisodeOccasion *x = a, *y = b;
    return x->end_at != y->end_at ? (x->end_at < y->end_at ? -1 : 1) : (x->day > y->day) - (x->day < y->day);
}

/* The last occasion that had ended by AT, or NULL. */
static const EpisodeOccasion *
last_occasion(const GArray *occasions, gint64 at)
{
    guint low = 0, high = occasions->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(occasions, EpisodeOccasion, middle).end_at <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? NULL : &g_array_index(occasions, EpisodeOccasion, low - 1);
}

static void
set_follow_up(Machine *m, Episode *episode)
{
    if (episode->is_ours || episode->is_invite)
        return;
    const EpisodeOccasion *occasion = last_occasion(m->input->occasions, episode->opened_at);
    gboolean soon = occasion && calendar_workdays_between(m->calendar, occasion->day, episode->opened_day) <= FOLLOW_UP_WORKDAYS;
    episode->first_follow_up_at = soon ? episode->opened_at : episode->second_attempt_at;
    if (episode->first_follow_up_at)
        episode->first_follow_up_day = day_of(m, episode->first_follow_up_at);
}

GPtrArray *
measure_episode_machine(EpisodeInput *input, const EpisodeRules *rules, const Calendar *calendar)
{
    Machine m = { .input = input, .rules = rules, .calendar = calendar };
    m.episodes = g_ptr_array_new_with_free_func(measure_episode_free);
    m.open = g_ptr_array_new();
    m.threads = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_thread);
    m.invites = g_hash_table_new(g_str_hash, g_str_equal);
    m.requests = g_hash_table_new(g_str_hash, g_str_equal);
    m.by_message = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

    measure_episode_order(input->events);
    g_array_sort(input->occasions, compare_occasions);
    for (guint i = 0; i < input->events->len; i++)
        take(&m, &g_array_index(input->events, EpisodeEvent, i));
    for (guint i = 0; i < m.episodes->len; i++)
        set_follow_up(&m, m.episodes->pdata[i]);

    g_ptr_array_unref(m.open);
    g_hash_table_unref(m.threads);
    g_hash_table_unref(m.invites);
    g_hash_table_unref(m.requests);
    g_hash_table_unref(m.by_message);
    return m.episodes;
}
