/* SPDX-License-Identifier: MIT
 * The episode machine on scripts of mails, invitations and meetings (spec 08 §8.4-8.5, 12 E3 E5, 16-C). */
#include "measure/episode-machine.h"
#include "base/clock.h"
#include <string.h>

static Calendar *
swedish(void)
{
    static const char *const days_off[] = { "midsummer_eve", "christmas_eve", "new_year_eve", NULL };
    static const char *const quiet[] = { "W28-W31", "12-22..01-06", NULL };
    g_autoptr(GError) error = NULL;
    Calendar *calendar = calendar_new("Europe/Stockholm", "Mon-Fri 08:00-17:00", "SE", days_off, quiet, &error);
    g_assert_no_error(error);
    return calendar;
}

typedef struct {
    EpisodeEventKind kind;
    const char *at;      /* local time */
    int id, thread;
    const char *who;     /* blank-separated: "anna", "bo" are contacts 1 and 2; the rest are addresses */
    const char *uid;     /* iMIP */
    const char *subject;
    EpisodeCue cue;
    int parent, target;
    gboolean is_copied, is_accept;
} Step;
#define OUT EPISODE_OUT
#define IN EPISODE_IN

static gint64
instant(const Calendar *calendar, const char *text)
{
    gint64 at;
    gboolean had_offset;
    g_assert_true(clock_parse_instant(text, calendar_zone(calendar), &at, &had_offset));
    return at;
}

static guint
someone(EpisodeInput *input, const char *who)
{
    gint64 contact = g_str_has_prefix(who, "anna") ? 1 : g_str_has_prefix(who, "bo") ? 2 : 0;
    return measure_episode_input_person(input, who, contact);
}

static void
add_step(EpisodeInput *input, const Calendar *calendar, const Step *step)
{
    g_autofree char *key = g_strdup_printf("m%d", step->id);
    const char *name = step->kind == EPISODE_DONE ? step->subject : key;
    EpisodeEvent *event = measure_episode_input_event(input, step->kind, instant(calendar, step->at), step->id, name);
    event->thread = step->thread;
    event->uid = measure_episode_input_text(input, step->uid);
    event->subject = measure_episode_input_text(input, step->subject);
    event->cue = step->cue;
    event->parent = step->parent;
    event->target = step->target;
    event->is_copied = step->is_copied;
    event->is_accept = step->is_accept;
    g_auto(GStrv) people = g_strsplit(step->who ? step->who : "", " ", -1);
    for (char **person = people; *person; person++)
        if (**person)
            measure_episode_input_party(input, someone(input, *person));
}

static GPtrArray *
run_steps(const Calendar *calendar, const Step *steps, gsize n, const guint *order)
{
    g_autoptr(EpisodeInput) input = measure_episode_input_new();
    for (gsize i = 0; i < n; i++)
        add_step(input, calendar, &steps[order ? order[i] : i]);
    EpisodeRules rules = { .account = "A1", .fallback_days = 7, .accept_counts = TRUE };
    return measure_episode_machine(input, &rules, calendar);
}

/* "them m1 answered email thread 2" style, so that a table can say what is expected. */
static char *
describe(const Episode *e)
{
    GString *text = g_string_new(e->is_ours ? "us" : "them");
    g_string_append_printf(text, " m%" G_GINT64_FORMAT " %s", e->open_message, measure_episode_state_name(e->state));
    if (e->closed_by)
        g_string_append_printf(text, " by %s", e->closed_by);
    if (e->match)
        g_string_append_printf(text, " %s", e->match);
    if (e->close_message)
        g_string_append_printf(text, " m%" G_GINT64_FORMAT, e->close_message);
    g_string_append_printf(text, " x%d", e->attempts);
    if (e->is_followup)
        g_string_append(text, " follow-up");
    if (e->is_invite)
        g_string_append(text, " invite");
    if (e->is_request)
        g_string_append(text, " request");
    if (e->ooo_hit)
        g_string_append(text, " ooo");
    if (e->has_time)
        g_string_append_printf(text, " %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, e->resp_secs, e->resp_work_secs);
    return g_string_free(text, FALSE);
}

static char *
describe_all(GPtrArray *episodes)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < episodes->len; i++) {
        g_autofree char *one = describe(episodes->pdata[i]);
        g_string_append_printf(text, "%s%s", i ? "\n" : "", one);
    }
    return g_string_free(text, FALSE);
}

typedef struct {
    const char *name;
    Step steps[12];
    const char *expect;
} Case;

static const Case cases[] = {
    { "E5 glance: reminder, auto-reply, answer, our thanks",
      { { OUT, "2026-03-02T09:00", 1, 1, "anna@a", .cue = EPISODE_ASKS },
        { EPISODE_AUTO_REPLY, "2026-03-02T09:01", 2, 1, .who = "anna@a" },
        { OUT, "2026-03-09T09:00", 3, 1, "anna@a", .cue = EPISODE_TELLS },
        { IN, "2026-03-10T10:00", 4, 1, "anna@a", .cue = EPISODE_ASKS },
        { OUT, "2026-03-10T15:30", 5, 1, "anna@a", .cue = EPISODE_TELLS } },
      "them m1 answered by email thread m4 x2 follow-up ooo 694800/198000\n"
      "us m4 answered by email thread m5 x1 19800/19800" },
    { "E5 headers only: the answer opens no debt (C02)",
      { { OUT, "2026-03-02T09:00", 1, 1, .who = "anna@a" },
        { OUT, "2026-03-09T09:00", 3, 1, .who = "anna@a" },
        { IN, "2026-03-10T10:00", 4, 1, .who = "anna@a" },
        { OUT, "2026-03-10T15:30", 5, 1, .who = "anna@a" } },
      "them m1 answered by email thread m4 x2 follow-up 694800/198000" },
    { "E5 new thread from the same contact; the invitation supersedes the rest",
      { { OUT, "2026-03-11T09:00", 1, 2, .who = "anna@a" },
        { OUT, "2026-03-11T09:05", 2, 3, .who = "bo@a" },
        { IN, "2026-03-12T11:00", 3, 4, .who = "anna@a" },
        { EPISODE_OUR_REQUEST, "2026-03-16T09:00", 4, 6, "bo@a", .uid = "u6" },
        { EPISODE_THEIR_REPLY, "2026-03-16T13:00", 5, 6, "bo@a", .uid = "u6", .is_accept = TRUE } },
      "them m1 answered by email contact m3 x1 93600/39600\n"
      "them m2 superseded m5 x1\n"
      "them m4 answered by invite_reply thread m5 x1 invite 14400/14400" },
    { "E5 bounce five seconds later",
      { { OUT, "2026-03-13T09:00", 1, 5, .who = "cia@a" }, { EPISODE_BOUNCE, "2026-03-13T09:00:05", 2, 5, .target = 1 } },
      "them m1 bounced m2 x1" },
    { "C10 two addresses, one bounces: still open; both: bounced",
      { { OUT, "2026-03-13T09:00", 1, 5, .who = "cia@a dan@a" },
        { EPISODE_BOUNCE, "2026-03-13T09:01", 2, 5, "cia@a", .target = 1 },
        { OUT, "2026-03-13T10:00", 3, 7, .who = "eva@a fia@a" },
        { EPISODE_BOUNCE, "2026-03-13T10:01", 4, 7, "eva@a", .target = 3 },
        { EPISODE_BOUNCE, "2026-03-13T10:02", 5, 7, "fia@a", .target = 3 } },
      "them m1 open x1\nthem m3 bounced m5 x1" },
    { "B12 only the recipient tells: the newest of the last five days",
      { { OUT, "2026-03-02T09:00", 1, 1, .who = "cia@a" },
        { OUT, "2026-03-09T09:00", 2, 2, .who = "cia@a" },
        { EPISODE_BOUNCE, "2026-03-13T09:00", 3, 3, .who = "cia@a" } },
      "them m1 open x1\nthem m2 bounced m3 x1" },
    { "a bounce after the answer changes nothing",
      { { OUT, "2026-03-02T09:00", 1, 1, .who = "cia@a" },
        { IN, "2026-03-02T10:00", 2, 1, .who = "cia@a" },
        { EPISODE_BOUNCE, "2026-03-02T11:00", 3, 1, .target = 1 } },
      "them m1 answered by email thread m2 x1 3600/3600" },
    { "inbound first: two attempts, then our answer",
      { { IN, "2026-03-02T09:00", 1, 1, .who = "anna@a" },
        { IN, "2026-03-03T09:00", 2, 1, .who = "anna@a" },
        { OUT, "2026-03-03T10:00", 3, 1, .who = "anna@a" } },
      "us m1 answered by email thread m3 x2 90000/36000" },
    { "a second word is an attempt, even one that answers us in another thread",
      { { IN, "2026-03-02T09:00", 1, 1, .who = "anna@a" },
        { OUT, "2026-03-02T10:00", 2, 2, .who = "bo@a" },
        { IN, "2026-03-03T09:00", 3, 1, .who = "bo@a" } },
      "us m1 open x2\nthem m2 answered by email contact m3 x1 82800/28800" },
    { "glance: thanks open no debt, but are a second word where one is open",
      { { IN, "2026-03-02T09:00", 1, 1, .who = "anna@a", .cue = EPISODE_ASKS },
        { IN, "2026-03-03T09:00", 2, 1, .who = "anna@a", .cue = EPISODE_THANKS },
        { IN, "2026-03-03T09:00", 3, 2, .who = "anna@a", .cue = EPISODE_THANKS } },
      "us m1 open x2" },
    { "our answer opens nothing, our next word does",
      { { IN, "2026-03-02T09:00", 1, 1, .who = "anna@a" },
        { OUT, "2026-03-02T10:00", 2, 1, .who = "anna@a" },
        { OUT, "2026-03-05T10:00", 3, 1, .who = "anna@a" } },
      "us m1 answered by email thread m2 x1 3600/3600\nthem m3 open x1" },
    { "C17 only copied: pays the debt, asks for nothing",
      { { IN, "2026-03-02T09:00", 1, 1, .who = "anna@a" },
        { OUT, "2026-03-02T10:00", 2, 1, NULL, .is_copied = TRUE },
        { OUT, "2026-03-02T11:00", 3, 2, NULL, .is_copied = TRUE } },
      "us m1 answered by email thread m2 x1 3600/3600" },
    { "C06 our answer in a new thread leaves the debt",
      { { IN, "2026-03-02T09:00", 1, 1, .who = "anna@a" }, { OUT, "2026-03-02T10:00", 2, 2, .who = "anna@a" } },
      "us m1 open x1\nthem m2 open x1" },
    { "C04 no fallback from a thread of ours",
      { { OUT, "2026-03-02T09:00", 1, 1, .who = "anna@a" },
        { IN, "2026-03-02T10:00", 2, 1, .who = "anna@a" },
        { OUT, "2026-03-03T09:00", 3, 2, .who = "anna@a" },
        { IN, "2026-03-03T10:00", 4, 1, .who = "anna@a" } },
      "them m1 answered by email thread m2 x1 3600/3600\nthem m3 open x1\nus m4 open x1" },
    { "C05 seven days are near, eight are not",
      { { OUT, "2026-03-02T09:00", 1, 1, .who = "anna@a" },
        { OUT, "2026-03-03T23:30", 2, 2, .who = "anna@a" },
        { IN, "2026-03-10T00:30", 3, 3, .who = "anna@a" } },
      "them m1 open x1\nthem m2 answered by email contact m3 x1 522000/129600" },
    { "C05 the contact's others are superseded; another address is the same contact",
      { { OUT, "2026-03-02T09:00", 1, 1, .who = "anna@a" },
        { OUT, "2026-03-03T09:00", 2, 2, .who = "anna.p@home" },
        { IN, "2026-03-03T10:00", 3, 3, .who = "anna@a" } },
      "them m1 superseded m3 x1\nthem m2 answered by email contact m3 x1 3600/3600" },
    { "C05 a colleague takes up the subject within 14 days",
      { { OUT, "2026-03-02T09:00", 1, 1, "anna@a", .subject = "offert 2026" },
        { OUT, "2026-03-02T09:30", 2, 2, "anna@a", .subject = "möte" },
        { IN, "2026-03-16T09:00", 3, 3, "bo@a", .subject = "offert 2026" } },
      "them m1 answered by email account_subject m3 x1 1209600/324000\nthem m2 open x1" },
    { "C05 fifteen days are too far, seven characters too few",
      { { OUT, "2026-03-02T09:00", 1, 1, "anna@a", .subject = "offert 2026" },
        { IN, "2026-03-17T09:00", 2, 2, "bo@a", .subject = "offert 2026" },
        { OUT, "2026-03-20T09:00", 3, 3, "anna@a", .subject = "offerta" },
        { IN, "2026-03-20T10:00", 4, 4, "bo@a", .subject = "offerta" } },
      "them m1 open x1\nus m2 open x1\nthem m3 open x1\nus m4 open x1" },
    { "C07 a meeting closes both sides of its contact only",
      { { OUT, "2026-03-02T09:00", 1, 1, .who = "anna@a" },
        { IN, "2026-03-02T10:00", 2, 2, "anna@a", .subject = "x" },
        { OUT, "2026-03-02T11:00", 3, 3, .who = "anna@a" },
        { OUT, "2026-03-02T12:00", 4, 4, .who = "bo@a" },
        { EPISODE_MEETING, "2026-03-05T13:00", 9, 0, .who = "anna@a" } },
      "them m1 answered by email contact m2 x1 3600/3600\nthem m3 answered by meeting x1\nthem m4 open x1" },
    { "C07 a debt is talked over; what opened at its start is not",
      { { IN, "2026-03-02T10:00", 1, 1, .who = "anna@a" },
        { OUT, "2026-03-05T13:00", 2, 2, .who = "anna@a" },
        { EPISODE_MEETING, "2026-03-05T13:00", 9, 0, .who = "anna@a" } },
      "us m1 answered by meeting x1\nthem m2 open x1" },
    { "a connected call closes",
      { { OUT, "2026-03-02T09:00", 1, 1, .who = "anna@a" }, { EPISODE_CALL, "2026-03-03T09:00", 9, 0, .who = "anna@a" } },
      "them m1 answered by call x1" },
    { "C08 update adds an attempt, cancel cancels",
      { { EPISODE_OUR_REQUEST, "2026-03-02T09:00", 1, 1, "anna@a", .uid = "u" },
        { EPISODE_OUR_REQUEST, "2026-03-03T09:00", 2, 2, "anna@a", .uid = "u" },
        { EPISODE_OUR_CANCEL, "2026-03-04T09:00", 3, 3, "anna@a", .uid = "u" } },
      "them m1 cancelled m3 x2 follow-up invite" },
    { "C08 a decline answers whatever the thread; it supersedes nothing",
      { { OUT, "2026-03-01T09:00", 1, 1, .who = "anna@a" },
        { EPISODE_OUR_REQUEST, "2026-03-02T09:00", 2, 2, "anna@a bo@a", .uid = "u" },
        { EPISODE_THEIR_REPLY, "2026-03-02T10:00", 3, 8, "bo@a", .uid = "u" } },
      "them m1 open x1\nthem m2 answered by invite_reply thread m3 x1 invite 3600/3600" },
    { "C08 fifteen days before the accept is too far to be superseded",
      { { OUT, "2026-03-01T09:00", 1, 1, .who = "anna@a" },
        { OUT, "2026-03-02T23:59", 2, 2, .who = "anna@a" },
        { EPISODE_OUR_REQUEST, "2026-03-10T09:00", 3, 3, "anna@a", .uid = "u" },
        { EPISODE_THEIR_REPLY, "2026-03-16T00:01", 4, 3, "anna@a", .uid = "u", .is_accept = TRUE } },
      "them m1 open x1\nthem m2 superseded m4 x1\n"
      "them m3 answered by invite_reply thread m4 x1 invite 486060/126000" },
    { "C09 their request, our reply",
      { { EPISODE_THEIR_REQUEST, "2026-03-02T09:00", 1, 1, "anna@a", .uid = "u" },
        { EPISODE_OUR_REPLY, "2026-03-02T09:30", 2, 7, "anna@a", .uid = "u" } },
      "us m1 answered by invite_reply thread m2 x1 request 1800/1800" },
    { "C09 any out in the thread answers their request too",
      { { EPISODE_THEIR_REQUEST, "2026-03-02T09:00", 1, 1, "anna@a", .uid = "u" },
        { OUT, "2026-03-02T10:00", 2, 1, .who = "anna@a" } },
      "us m1 answered by email thread m2 x1 request 3600/3600" },
    { "their request always asks, even as an answer",
      { { OUT, "2026-03-02T09:00", 1, 1, .who = "anna@a" },
        { EPISODE_THEIR_REQUEST, "2026-03-02T10:00", 2, 1, "anna@a", .uid = "u" } },
      "them m1 answered by email thread m2 x1 3600/3600\nus m2 open x1 request" },
    { "a counter answers our invitation and asks for another",
      { { EPISODE_OUR_REQUEST, "2026-03-02T09:00", 1, 1, "anna@a", .uid = "u" },
        { EPISODE_THEIR_COUNTER, "2026-03-02T10:00", 2, 5, "anna@a", .uid = "u" },
        { EPISODE_OUR_REQUEST, "2026-03-02T11:00", 3, 6, "anna@a", .uid = "u" } },
      "them m1 answered by email thread m2 x1 invite 3600/3600\nus m2 answered by invite_reply thread m3 x1 3600/3600" },
    { "C11 auto-reply without thread: the sender's newest",
      { { OUT, "2026-03-02T09:00", 1, 1, .who = "anna@a" },
        { OUT, "2026-03-02T09:10", 2, 2, .who = "anna@a" },
        { OUT, "2026-03-02T09:20", 3, 3, .who = "bo@a" },
        { EPISODE_AUTO_REPLY, "2026-03-02T09:21", 4, 4, .who = "anna@a" } },
      "them m1 open x1\nthem m2 open x1 ooo\nthem m3 open x1" },
    { "C12 same second: inbound after outbound",
      { { IN, "2026-03-02T09:00", 1, 1, .who = "anna@a" }, { OUT, "2026-03-02T09:00", 2, 1, .who = "anna@a" } },
      "them m2 answered by email thread m1 x1 0/0" },
    { "C16 their clock is four minutes late",
      { { OUT, "2026-03-02T09:00", 1, 1, .who = "anna@a" }, { IN, "2026-03-02T08:56", 2, 1, "anna@a", .parent = 1 } },
      "them m1 answered by email thread m2 x1 0/0" },
    { "C16 a whole chain is behind, and a circle does not hang",
      { { OUT, "2026-03-02T09:00", 1, 1, .who = "anna@a" },
        { IN, "2026-03-02T08:00", 2, 1, "anna@a", .parent = 1 },
        { OUT, "2026-03-02T07:00", 3, 1, "anna@a", .parent = 2 },
        { IN, "2026-03-02T10:00", 4, 2, "bo@a", .parent = 5 },
        { IN, "2026-03-02T11:00", 5, 2, "bo@a", .parent = 4 } },
      "them m1 answered by email thread m2 x1 0/0\nus m5 open x2" },
    { "17-B1 answered otherwise; what comes later opens anew",
      { { IN, "2026-03-02T09:00", 1, 1, .who = "anna@a" },
        { EPISODE_DONE, "2026-03-02T12:00", 0, 0, .subject = "us|A1|m1" },
        { IN, "2026-03-03T09:00", 2, 1, .who = "anna@a" } },
      "us m1 cancelled x1\nus m2 open x1" },
    { "forgotten: we owe that person nothing any more, they go on owing us",
      { { IN, "2026-03-02T09:00", 1, 1, .who = "anna@a anna@b" },
        { OUT, "2026-03-02T09:10", 2, 2, .who = "anna@a" },
        { IN, "2026-03-02T09:20", 3, 3, .who = "bo@a" },
        { EPISODE_FORGOTTEN, "2026-03-03T09:00", 0, 0, .who = "anna@a" } },
      "us m1 cancelled x1\nthem m2 open x1\nus m3 open x1" },
    { "forgotten: whoever else wrote in the thread still waits",
      { { IN, "2026-03-02T09:00", 1, 1, .who = "x@a" },
        { IN, "2026-03-02T09:10", 2, 1, .who = "bo@a" },
        { EPISODE_FORGOTTEN, "2026-03-03T09:00", 0, 0, .who = "x@a" },
        { IN, "2026-03-02T09:00", 3, 2, .who = "x@a" },
        { IN, "2026-03-02T09:10", 4, 2, .who = "y@a" },
        { EPISODE_FORGOTTEN, "2026-03-03T08:00", 0, 0, .who = "y@a" } },
      "us m1 open x2\nus m3 cancelled x2" },
    { "forgotten: what was answered before stays answered",
      { { IN, "2026-03-02T09:00", 1, 1, .who = "x@a" },
        { OUT, "2026-03-02T11:00", 2, 1, .who = "x@a" },
        { EPISODE_FORGOTTEN, "2026-03-03T09:00", 0, 0, .who = "x@a" } },
      "us m1 answered by email thread m2 x1 7200/7200" },
};

static gsize
n_steps(const Case *c)
{
    gsize n = 0;
    while (n < G_N_ELEMENTS(c->steps) && c->steps[n].at)
        n++;
    return n;
}

static void
test_case(gconstpointer data)
{
    const Case *c = data;
    g_autoptr(Calendar) calendar = swedish();
    g_autoptr(GPtrArray) episodes = run_steps(calendar, c->steps, n_steps(c), NULL);
    g_autofree char *text = describe_all(episodes);
    g_assert_cmpstr(text, ==, c->expect);
}

static void
shuffle(guint *order, gsize n, GRand *rand)
{
    for (gsize i = n; i > 1; i--) {
        gsize k = (gsize)g_rand_int_range(rand, 0, (gint32)i);
        guint swap = order[i - 1];
        order[i - 1] = order[k];
        order[k] = swap;
    }
}

/* Whatever the order of arrival, the episodes are the same. */
static void
test_any_order(void)
{
    g_autoptr(Calendar) calendar = swedish();
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gsize n = n_steps(&cases[i]);
        guint order[12];
        for (guint k = 0; k < n; k++)
            order[k] = k;
        for (int round = 0; round < 30; round++) {
            shuffle(order, n, rand);
            g_autoptr(GPtrArray) episodes = run_steps(calendar, cases[i].steps, n, order);
            g_autofree char *text = describe_all(episodes);
            g_assert_cmpstr(text, ==, cases[i].expect);
        }
    }
}

static void
add_random(EpisodeInput *input, guint i, gint64 start)
{
    guint seed = i * 2654435761u;
    EpisodeEvent *event = measure_episode_input_event(input, seed % 5 < 3 ? OUT : IN, start + (seed >> 7) % 40000000, i + 1, "k");
    g_autofree char *key = g_strdup_printf("k%u", i);
    event->key = measure_episode_input_text(input, key);
    event->thread = 1 + (seed >> 11) % 4000;
    event->parent = i > 10 && seed % 3 == 0 ? i - seed % 10 : 0;
    g_autofree char *who = g_strdup_printf("p%u@a", (seed >> 3) % 40);
    measure_episode_input_party(input, measure_episode_input_person(input, who, 0));
}

static GPtrArray *
run_random(const Calendar *calendar, guint n, guint stride)
{
    g_autoptr(EpisodeInput) input = measure_episode_input_new();
    for (guint i = 0; i < n; i++)
        add_random(input, (guint)(((guint64)i * stride) % n), instant(calendar, "2025-01-01T00:00"));
    EpisodeRules rules = { .account = "A1", .fallback_days = 7, .accept_counts = TRUE };
    return measure_episode_machine(input, &rules, calendar);
}

/* 10,000 messages of one account in any order: the same, and no quadratic blow-up. */
static void
test_large(void)
{
    g_autoptr(Calendar) calendar = swedish();
    gint64 before = g_get_monotonic_time();
    g_autoptr(GPtrArray) one = run_random(calendar, 10000, 1);
    gint64 took = g_get_monotonic_time() - before;
    g_autoptr(GPtrArray) other = run_random(calendar, 10000, 7919);
    g_autofree char *a = describe_all(one);
    g_autofree char *b = describe_all(other);
    g_assert_cmpstr(a, ==, b);
    g_assert_cmpuint(one->len, >, 1000);
    g_test_message("10,000 messages took %" G_GINT64_FORMAT " us", took);
}

static void
test_keys_and_quiet(void)
{
    static const Step steps[] = {
        { OUT, "2026-07-08T09:00", 1, 1, .who = "cia@a" },
        { EPISODE_OUR_REQUEST, "2026-08-05T09:00", 2, 2, "anna@a", .uid = "uid-1" },
        { IN, "2026-08-06T09:00", 3, 3, .who = "bo@a" },
    };
    g_autoptr(Calendar) calendar = swedish();
    g_autoptr(GPtrArray) episodes = run_steps(calendar, steps, G_N_ELEMENTS(steps), NULL);
    g_assert_cmpuint(episodes->len, ==, 3);
    const Episode *mail = episodes->pdata[0], *invite = episodes->pdata[1], *debt = episodes->pdata[2];
    g_assert_cmpstr(mail->key, ==, "them|A1|m1");
    g_assert_true(mail->in_quiet);
    g_assert_cmpstr(mail->contact_addr, ==, "cia@a");
    g_assert_cmpstr(invite->key, ==, "invite|A1|uid-1");
    g_assert_false(invite->in_quiet);
    g_assert_cmpint(invite->contact_id, ==, 1);
    g_assert_null(invite->contact_addr);
    g_assert_cmpstr(debt->key, ==, "us|A1|m3");
}

/* 16-D03: five workdays after the meeting, over a weekend. */
static void
test_follow_up(void)
{
    static const struct { const char *met, *mailed; gboolean is_follow_up; } table[] = {
        { "2026-03-02T10:00", "2026-03-02T12:00", TRUE },
        { "2026-03-02T10:00", "2026-03-09T23:00", TRUE },
        { "2026-03-02T10:00", "2026-03-10T08:00", FALSE },
        { "2026-03-02T10:00", "2026-03-02T09:00", FALSE },
        { "2026-04-02T10:00", "2026-04-10T10:00", TRUE }, /* Good Friday and Easter Monday are no workdays */
    };
    g_autoptr(Calendar) calendar = swedish();
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++) {
        g_autoptr(EpisodeInput) input = measure_episode_input_new();
        gint64 met = instant(calendar, table[i].met);
        measure_episode_input_occasion(input, met, calendar_day_of(calendar, met));
        Step step = { OUT, table[i].mailed, 1, 1, .who = "anna@a" };
        add_step(input, calendar, &step);
        EpisodeRules rules = { .account = "A1", .fallback_days = 7, .accept_counts = TRUE };
        g_autoptr(GPtrArray) episodes = measure_episode_machine(input, &rules, calendar);
        const Episode *e = episodes->pdata[0];
        g_assert_cmpint(e->first_follow_up_at, ==, table[i].is_follow_up ? e->opened_at : 0);
    }
}

static void
test_second_attempt_is_follow_up(void)
{
    static const Step steps[] = { { OUT, "2026-03-02T09:00", 1, 1, .who = "anna@a" }, { OUT, "2026-03-09T09:00", 2, 1, .who = "anna@a" },
                                  { OUT, "2026-03-16T09:00", 3, 1, .who = "anna@a" } };
    g_autoptr(Calendar) calendar = swedish();
    g_autoptr(GPtrArray) episodes = run_steps(calendar, steps, 3, NULL);
    const Episode *e = episodes->pdata[0];
    g_assert_cmpint(e->first_follow_up_at, ==, instant(calendar, "2026-03-09T09:00"));
    g_assert_cmpint(e->last_attempt_at, ==, instant(calendar, "2026-03-16T09:00"));
    g_assert_cmpint(e->attempts, ==, 3);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strdup_printf("/measure/episode/%02zu %s", i, cases[i].name);
        g_strdelimit(path + strlen("/measure/episode/"), "/", '-');
        g_test_add_data_func(path, &cases[i], test_case);
    }
    g_test_add_func("/measure/episode/any-order", test_any_order);
    g_test_add_func("/measure/episode/large", test_large);
    g_test_add_func("/measure/episode/keys-and-quiet", test_keys_and_quiet);
    g_test_add_func("/measure/episode/follow-up-after-meeting", test_follow_up);
    g_test_add_func("/measure/episode/second-attempt", test_second_attempt_is_follow_up);
    return g_test_run();
}
