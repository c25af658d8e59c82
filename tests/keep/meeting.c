/* SPDX-License-Identifier: MIT
 * Feeds become meetings, meetings become touchpoints; servers forget, move and say things twice (16-A06, ../notes calendar §7). */
#include "keep/calendar.h"
#include "keep/meeting.h"
#include "base/error.h"
#include "letter.h"
#include "scratch.h"

#define NOW 1774958400 /* 2026-03-31 12:00 UTC */
#define HOUR 3600
#define DAY (24 * HOUR)

typedef struct {
    KeepDb *db;
    char *directory;
    Calendar *calendar;
    gint64 work, home; /* feeds */
} Office;

static void
office_open(Office *office)
{
    g_autoptr(GError) error = NULL;
    office->directory = scratch_directory();
    office->db = scratch_db(office->directory);
    office->calendar = letter_calendar();
    keep_calendar_ensure(office->db, "work", 0, &office->work, &error);
    keep_calendar_ensure(office->db, "home", 1, &office->home, &error);
    for (int i = 1; i <= 2; i++)
        keep_db_run(office->db,
                    "INSERT INTO account (id, name, ext_id, created_at, updated_at) VALUES (:id, 'Kund', 'A' || :id, 0, 0)",
                    BIND(KI("id", i)), &error);
    g_assert_no_error(error);
}

static void
office_close(Office *office)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(keep_db_check(office->db, &error));
    g_assert_no_error(error);
    calendar_free(office->calendar);
    keep_db_free(office->db);
    scratch_remove(office->directory);
    g_free(office->directory);
}

static gint64
int_of(KeepDb *db, const char *sql)
{
    g_autoptr(GError) error = NULL;
    gint64 value = -1;
    keep_db_int(db, sql, NO_BIND, &value, NULL, &error);
    g_assert_no_error(error);
    return value;
}

static Event *
event_of(const char *uid, const char *recurrence, gint64 start, const char *summary, const char *attendees)
{
    Event *event = event_new();
    event->uid = g_strdup(uid);
    event->recurrence_id = g_strdup(recurrence);
    event->start_at = start;
    event->end_at = start + HOUR;
    event->summary = g_strdup(summary);
    event->status = "confirmed";
    event->dtstamp = NOW - 10 * DAY;
    event->created = NOW - 20 * DAY;
    g_auto(GStrv) list = g_strsplit(attendees, " ", -1);
    for (guint i = 0; list[i]; i++) {
        EventAttendee *attendee = g_new0(EventAttendee, 1);
        attendee->addr = g_strdup(list[i]);
        attendee->role = "req";
        attendee->partstat = "accepted";
        g_ptr_array_add(event->attendees, attendee);
    }
    return event;
}

/* A group of one UID from EVENTS (borrowed, ended by NULL). */
typedef struct {
    KeepGroup group;
    GPtrArray *events;
} Group;
static void
group_clear(Group *group)
{
    g_clear_pointer(&group->events, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Group, group_clear)

static Group
group_of(const char *hash, Event *first, ...)
{
    Group group = {{first->uid, hash, "text", NULL, FALSE}, g_ptr_array_new_with_free_func((GDestroyNotify)event_free)};
    va_list rest;
    va_start(rest, first);
    for (Event *event = first; event; event = va_arg(rest, Event *))
        g_ptr_array_add(group.events, event);
    va_end(rest);
    group.group.occurrences = group.events;
    return group;
}

typedef struct { /* an array of groups, one after the other */
    const KeepGroup *groups;
    gsize n, at;
} List;

static gboolean
list_rewind(gpointer data, GError **error)
{
    (void)error;
    ((List *)data)->at = 0;
    return TRUE;
}

static gboolean
list_next(gpointer data, KeepGroup *ret, GError **error)
{
    (void)error;
    List *list = data;
    if (list->at == list->n)
        return FALSE;
    *ret = list->groups[list->at++];
    return TRUE;
}

static KeepPoll
poll(Office *office, gint64 feed, gint64 now, const KeepGroup *groups, gsize n)
{
    g_autoptr(GError) error = NULL;
    KeepPoll result;
    List list = {groups, n, 0};
    const KeepGroups all = {list_rewind, list_next, &list};
    keep_calendar_store(office->db, feed, &all, NOW - 800 * DAY, NOW + 400 * DAY, office->calendar, now, &result, &error);
    g_assert_no_error(error);
    return result;
}

/* @us.example is us, "x@domain.N.example" account N. */
static void
settle(Office *office, gint64 now)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) meetings = keep_meeting_dirty(office->db, 1000, NULL, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < meetings->len; i++) {
        const KeepMeeting *meeting = g_ptr_array_index(meetings, i);
        g_autofree KeepAttendeeVerdict *verdicts = g_new0(KeepAttendeeVerdict, meeting->attendees->len + 1);
        for (guint a = 0; a < meeting->attendees->len; a++) {
            const KeepAttendee *attendee = g_ptr_array_index(meeting->attendees, a);
            const char *domain = strstr(attendee->addr, "@domain.");
            verdicts[a].addr = attendee->addr;
            verdicts[a].is_own = g_str_has_suffix(attendee->addr, "@us.example");
            verdicts[a].account_id = domain ? g_ascii_strtoll(domain + 8, NULL, 10) : 0;
            verdicts[a].method = "domain";
            verdicts[a].confidence = 80;
        }
        keep_meeting_settle(office->db, meeting, verdicts, meeting->attendees->len, now, &error);
        g_assert_no_error(error);
    }
}

static void
test_touchpoints(void)
{
    Office office;
    office_open(&office);
    g_auto(Group) past = group_of("1", event_of("past", NULL, NOW - DAY, "Möte", "anna@us.example bo@domain.1.example eva@domain.2.example x@domain.1.example"), NULL);
    g_auto(Group) next = group_of("1", event_of("next", NULL, NOW + DAY, "Möte", "anna@us.example bo@domain.1.example"), NULL);
    g_auto(Group) inner = group_of("1", event_of("inner", NULL, NOW - DAY, "Vi", "anna@us.example"), NULL);
    const KeepGroup groups[] = {past.group, next.group, inner.group};
    KeepPoll result = poll(&office, office.work, NOW, groups, 3);
    g_assert_cmpuint(result.new_meetings, ==, 3);
    settle(&office, NOW);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM touchpoint"), ==, 2);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM touchpoint WHERE direction = 'both' AND method = 'attendee' AND ingest = 'backfill' AND duration_s = 3600"), ==, 2);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting WHERE has_external = 1"), ==, 2);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting WHERE dirty = 1"), ==, 0);
    /* tomorrow it has been held, and was seen before: logged, not history */
    g_autoptr(GError) error = NULL;
    g_assert_true(keep_meeting_wake(office.db, NOW, NOW + 2 * DAY, &error));
    settle(&office, NOW + 2 * DAY);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM touchpoint WHERE ingest = 'auto'"), ==, 1);
    /* somebody says that it was not held */
    g_assert_true(keep_meeting_outcome(office.db, int_of(office.db, "SELECT id FROM meeting WHERE uid = 'next'"), "no_show", &error));
    settle(&office, NOW + 2 * DAY);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM touchpoint"), ==, 2);
    g_assert_false(keep_meeting_outcome(office.db, 999, "held", &error));
    office_close(&office);
}

static void
test_declined(void)
{
    Office office;
    office_open(&office);
    Event *theirs = event_of("a", NULL, NOW - DAY, "A", "anna@us.example bo@domain.1.example");
    ((EventAttendee *)g_ptr_array_index(theirs->attendees, 1))->partstat = "declined";
    Event *ours = event_of("b", NULL, NOW - DAY, "B", "anna@us.example bo@domain.1.example");
    ((EventAttendee *)g_ptr_array_index(ours->attendees, 0))->partstat = "declined";
    Event *room = event_of("c", NULL, NOW - DAY, "C", "anna@us.example sal@domain.1.example");
    ((EventAttendee *)g_ptr_array_index(room->attendees, 1))->role = "resource";
    Event *cancelled = event_of("d", NULL, NOW - DAY, "D", "anna@us.example bo@domain.1.example");
    cancelled->status = "cancelled";
    Event *day = event_of("e", NULL, NOW - DAY, "E", "anna@us.example bo@domain.1.example");
    day->all_day = TRUE;
    day->start_day = 20542;
    day->end_day = 20543;
    g_auto(Group) a = group_of("1", theirs, NULL);
    g_auto(Group) b = group_of("1", ours, NULL);
    g_auto(Group) c = group_of("1", room, NULL);
    g_auto(Group) d = group_of("1", cancelled, NULL);
    g_auto(Group) e = group_of("1", day, NULL);
    const KeepGroup groups[] = {a.group, b.group, c.group, d.group, e.group};
    poll(&office, office.work, NOW, groups, 5);
    settle(&office, NOW);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM touchpoint"), ==, 0);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting WHERE own_partstat = 'declined'"), ==, 1);
    g_assert_cmpint(int_of(office.db, "SELECT has_external FROM meeting WHERE uid = 'c'"), ==, 0);
    g_assert_cmpint(int_of(office.db, "SELECT has_external FROM meeting WHERE uid = 'e'"), ==, 0);
    g_assert_cmpint(int_of(office.db, "SELECT cancelled_at FROM meeting WHERE uid = 'd'"), ==, NOW - 10 * DAY);
    office_close(&office);
}

static void
test_two_feeds(void)
{
    for (int turn = 0; turn < 2; turn++) { /* in either order */
        Office office;
        office_open(&office);
        Event *old = event_of("u", NULL, NOW + DAY, "Gammal", "bo@domain.1.example");
        Event *new = event_of("u", NULL, NOW + 2 * DAY, "Ny", "bo@domain.1.example eva@domain.2.example");
        new->sequence = 3;
        g_auto(Group) one = group_of("1", old, NULL);
        g_auto(Group) two = group_of("2", new, NULL);
        poll(&office, turn ? office.home : office.work, NOW, turn ? &two.group : &one.group, 1);
        poll(&office, turn ? office.work : office.home, NOW, turn ? &one.group : &two.group, 1);
        g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting"), ==, 1);
        g_assert_cmpint(int_of(office.db, "SELECT start_at FROM meeting"), ==, NOW + 2 * DAY);
        g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting_attendee"), ==, 2);
        g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting_feed"), ==, 2);
        office_close(&office);
    }
}

static void
test_unchanged(void)
{
    Office office;
    office_open(&office);
    g_auto(Group) first = group_of("1", event_of("u", NULL, NOW + DAY, "Möte", "bo@domain.1.example"), NULL);
    poll(&office, office.work, NOW, &first.group, 1);
    settle(&office, NOW);
    g_autoptr(GError) error = NULL;
    keep_meeting_purpose(office.db, 1, "demo", &error);
    settle(&office, NOW);
    Event *stamped = event_of("u", NULL, NOW + DAY, "Möte", "bo@domain.1.example");
    stamped->dtstamp = NOW;
    stamped->sequence = 1;
    g_auto(Group) again = group_of("2", stamped, NULL);
    KeepPoll result = poll(&office, office.work, NOW + 60, &again.group, 1);
    g_assert_cmpuint(result.changed_meetings, ==, 0);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting WHERE dirty = 1"), ==, 0);
    g_auto(Group) moved = group_of("3", event_of("u", NULL, NOW + 3 * DAY, "Möte", "bo@domain.1.example"), NULL);
    result = poll(&office, office.work, NOW + 120, &moved.group, 1);
    g_assert_cmpuint(result.changed_meetings, ==, 1);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting"), ==, 1); /* moved, not a second one */
    g_assert_cmpint(int_of(office.db, "SELECT purpose_by = 'user' AND purpose = 'demo' FROM meeting"), ==, 1);
    g_assert_cmpint(int_of(office.db, "SELECT booked_at FROM meeting"), ==, NOW - 20 * DAY);
    g_autoptr(GHashTable) hashes = keep_calendar_hashes(office.db, office.work, &error);
    g_assert_cmpstr(g_hash_table_lookup(hashes, "u"), ==, "3");
    office_close(&office);
}

static void
test_exception(void)
{
    Office office;
    office_open(&office);
    g_auto(Group) series = group_of("1", event_of("s", "a", NOW - 7 * DAY, "V", "bo@domain.1.example"),
                                    event_of("s", "b", NOW + DAY, "V", "bo@domain.1.example"),
                                    event_of("s", "c", NOW + 8 * DAY, "V", "bo@domain.1.example"), NULL);
    poll(&office, office.work, NOW, &series.group, 1);
    g_auto(Group) less = group_of("2", event_of("s", "c", NOW + 8 * DAY, "V", "bo@domain.1.example"), NULL);
    KeepPoll result = poll(&office, office.work, NOW + 60, &less.group, 1);
    g_assert_cmpuint(result.cancelled_meetings, ==, 1);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting WHERE recurrence_id = 'b' AND status = 'cancelled' AND cancelled_at IS NOT NULL"), ==, 1);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting WHERE recurrence_id = 'a' AND status = 'confirmed'"), ==, 1); /* what is past stays */
    office_close(&office);
}

static void
test_vanished(void)
{
    Office office;
    office_open(&office);
    g_auto(Group) stays = group_of("1", event_of("stays", NULL, NOW + DAY, "A", "bo@domain.1.example"), NULL);
    g_auto(Group) goes = group_of("1", event_of("goes", NULL, NOW + 9 * DAY, "B", "bo@domain.1.example"), NULL);
    const KeepGroup both[] = {stays.group, goes.group};
    const KeepGroup known = {"stays", "1", NULL, NULL, FALSE};
    poll(&office, office.work, NOW, both, 2);
    poll(&office, office.work, NOW + HOUR, &known, 1);
    g_autoptr(GError) error = NULL;
    g_autoptr(GHashTable) hashes = keep_calendar_hashes(office.db, office.work, &error);
    g_assert_false(g_hash_table_contains(hashes, "goes"));
    poll(&office, office.work, NOW + 2 * HOUR, &known, 1);
    KeepPoll result = poll(&office, office.work, NOW + 3 * HOUR, &known, 1); /* three polls, but not six hours */
    g_assert_cmpuint(result.cancelled_meetings, ==, 0);
    result = poll(&office, office.work, NOW + 8 * HOUR, &known, 1);
    g_assert_cmpuint(result.cancelled_meetings, ==, 1);
    g_assert_cmpint(int_of(office.db, "SELECT status = 'cancelled' FROM meeting WHERE uid = 'goes'"), ==, 1);
    result = poll(&office, office.work, NOW + 9 * HOUR, both, 2); /* and it comes back */
    g_assert_cmpint(int_of(office.db, "SELECT status = 'confirmed' AND cancelled_at IS NULL AND missing_since IS NULL FROM meeting WHERE uid = 'goes'"), ==, 1);
    office_close(&office);
}

static void
test_mass(void)
{
    Office office;
    office_open(&office);
    Group groups[10];
    KeepGroup list[10];
    for (int i = 0; i < 10; i++) {
        g_autofree char *uid = g_strdup_printf("u%d", i);
        groups[i] = group_of("1", event_of(uid, NULL, NOW + (i + 1) * DAY, "M", "bo@domain.1.example"), NULL);
        list[i] = groups[i].group;
    }
    poll(&office, office.work, NOW, list, 10);
    for (int i = 1; i <= 5; i++) {
        KeepPoll result = poll(&office, office.work, NOW + i * 4 * HOUR, NULL, 0);
        g_assert_true(result.is_suspect);
    }
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting WHERE status = 'cancelled'"), ==, 0);
    KeepPoll result = poll(&office, office.work, NOW + 8 * DAY, NULL, 0); /* a week of it is believed, for what is still to come */
    g_assert_false(result.is_suspect);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting WHERE status = 'cancelled'"), ==, 2);
    for (int i = 0; i < 10; i++)
        group_clear(&groups[i]);
    office_close(&office);
}

static KeepPoll
poll_unchanged(Office *office, gint64 now)
{
    g_autoptr(GError) error = NULL;
    KeepPoll result;
    g_assert_true(keep_calendar_unchanged(office->db, office->work, office->calendar, now, &result, &error));
    g_assert_no_error(error);
    return result;
}

/* That nothing has changed is said of what is missing too. */
static void
test_unchanged_absence(void)
{
    Office office;
    office_open(&office);
    g_auto(Group) stays = group_of("1", event_of("stays", NULL, NOW + DAY, "A", "bo@domain.1.example"), NULL);
    g_auto(Group) goes = group_of("1", event_of("goes", NULL, NOW + 9 * DAY, "B", "bo@domain.1.example"), NULL);
    const KeepGroup both[] = {stays.group, goes.group};
    poll(&office, office.work, NOW, both, 2);
    poll(&office, office.work, NOW + HOUR, both, 1);
    g_assert_cmpuint(poll_unchanged(&office, NOW + 2 * HOUR).cancelled_meetings, ==, 0);
    g_assert_cmpuint(poll_unchanged(&office, NOW + 3 * HOUR).cancelled_meetings, ==, 0);
    g_assert_cmpuint(poll_unchanged(&office, NOW + 8 * HOUR).cancelled_meetings, ==, 1);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting WHERE status = 'cancelled' AND uid = 'goes'"), ==, 1);
    gint64 settled = int_of(office.db, "SELECT total_changes()");
    poll_unchanged(&office, NOW + 9 * HOUR);
    g_assert_cmpint(int_of(office.db, "SELECT total_changes()"), ==, settled);
    office_close(&office);
}

static void
mass_open(Office *office, Group *groups, KeepGroup *list)
{
    office_open(office);
    for (int i = 0; i < 10; i++) {
        g_autofree char *uid = g_strdup_printf("u%d", i);
        groups[i] = group_of("1", event_of(uid, NULL, NOW + (i + 1) * 40 * DAY, "M", "bo@domain.1.example"), NULL);
        list[i] = groups[i].group;
    }
    poll(office, office->work, NOW, list, 10);
}

static void
mass_close(Office *office, Group *groups)
{
    for (int i = 0; i < 10; i++)
        group_clear(&groups[i]);
    office_close(office);
}

/* A person believes a calendar that has lost most of what was to come, also far ahead; what comes back is back. */
static void
test_accept(void)
{
    Office office;
    Group groups[10];
    KeepGroup list[10];
    g_autoptr(GError) error = NULL;
    mass_open(&office, groups, list);
    g_assert_false(keep_calendar_accept(office.db, "work", NOW, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_true(poll(&office, office.work, NOW + HOUR, list, 2).is_suspect);
    g_assert_true(poll_unchanged(&office, NOW + 2 * HOUR).is_suspect);
    g_assert_true(keep_calendar_accept(office.db, "work", NOW + 3 * HOUR, &error));
    g_assert_no_error(error);
    KeepPoll result = poll_unchanged(&office, NOW + 3 * HOUR);
    g_assert_false(result.is_suspect);
    g_assert_cmpuint(result.cancelled_meetings, ==, 8);
    g_assert_false(keep_calendar_accept(office.db, "work", NOW + 4 * HOUR, NULL));
    result = poll(&office, office.work, NOW + 5 * HOUR, list, 10);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting WHERE status = 'confirmed'"), ==, 10);
    mass_close(&office, groups);
}

/* The window of a server ends where its last event does: later ones are not missing. */
static void
test_window_shrinks(void)
{
    Office office;
    Group groups[10];
    KeepGroup list[10];
    mass_open(&office, groups, list);
    poll(&office, office.work, NOW + HOUR, list, 9);
    poll(&office, office.work, NOW + 8 * HOUR, list, 9);
    g_assert_cmpuint(poll(&office, office.work, NOW + 9 * HOUR, list, 9).cancelled_meetings, ==, 0);
    mass_close(&office, groups);
}

static GHashTable *
churn(Office *office, const KeepGroup *groups, gsize n)
{
    g_autoptr(GError) error = NULL;
    List list = {groups, n, 0};
    const KeepGroups all = {list_rewind, list_next, &list};
    GHashTable *renamed = keep_churn_find(office->db, office->work, &all, &error);
    g_assert_no_error(error);
    return renamed;
}

/* New UIDs at each download: by the text, and where that changed too by time and title. */
static void
test_churn(void)
{
    static const char *const titles[] = {"A", "B", "C", "D", "E"};
    Office office;
    Group old[5], new[5];
    KeepGroup was[5], is[5];
    office_open(&office);
    for (int i = 0; i < 5; i++) {
        g_autofree char *uid = g_strdup_printf("old%d", i), *uid_new = g_strdup_printf("new%d", i);
        old[i] = group_of(titles[i], event_of(uid, NULL, NOW + (i + 1) * DAY, titles[i], "bo@domain.1.example"), NULL);
        new[i] = group_of(i == 4 ? "changed" : titles[i], event_of(uid_new, NULL, NOW + (i + 1) * DAY, titles[i], "bo@domain.1.example"), NULL);
        was[i] = old[i].group;
        is[i] = new[i].group;
    }
    poll(&office, office.work, NOW, was, 5);
    g_autoptr(GHashTable) same = churn(&office, was, 5);
    g_assert_cmpuint(g_hash_table_size(same), ==, 0);
    g_autoptr(GHashTable) all = churn(&office, is, 5);
    g_assert_cmpuint(g_hash_table_size(all), ==, 5);
    g_assert_cmpstr(g_hash_table_lookup(all, "new0"), ==, "old0");
    g_assert_cmpstr(g_hash_table_lookup(all, "new4"), ==, "old4");
    const KeepGroup few[] = {was[0], was[1], was[2], is[3]};
    g_autoptr(GHashTable) before = churn(&office, few, 4);
    g_assert_cmpuint(g_hash_table_size(before), ==, 0);
    g_assert_true(keep_churn_note(office.db, office.work, NULL));
    g_autoptr(GHashTable) after = churn(&office, few, 4);
    g_assert_cmpstr(g_hash_table_lookup(after, "new3"), ==, "old3");
    for (int i = 0; i < 5; i++) {
        group_clear(&old[i]);
        group_clear(&new[i]);
    }
    office_close(&office);
}

/* Another calendar at the same address is not taken for the old one. */
static void
test_no_churn(void)
{
    Office office;
    office_open(&office);
    g_auto(Group) a = group_of("1", event_of("a", NULL, NOW + DAY, "A", "bo@domain.1.example"), NULL);
    g_auto(Group) b = group_of("2", event_of("b", NULL, NOW + 2 * DAY, "B", "bo@domain.1.example"), NULL);
    g_auto(Group) c = group_of("3", event_of("c", NULL, NOW + 3 * DAY, "A", "bo@domain.1.example"), NULL);
    g_auto(Group) d = group_of("2", event_of("d", NULL, NOW + 2 * DAY, "B", "bo@domain.1.example"), NULL);
    const KeepGroup was[] = {a.group, b.group}, is[] = {c.group, d.group};
    poll(&office, office.work, NOW, was, 2);
    g_autoptr(GHashTable) renamed = churn(&office, is, 2);
    g_assert_cmpuint(g_hash_table_size(renamed), ==, 0);
    office_close(&office);
}

static gboolean
count_text(gpointer data, const char *uid, const char *hash, const char *raw, GError **error)
{
    (void)error;
    g_assert_cmpstr(uid, ==, "u");
    g_assert_cmpstr(hash, ==, "1");
    g_assert_cmpstr(raw, ==, "text");
    ++*(int *)data;
    return TRUE;
}

static void
test_window(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    g_auto(Group) group = group_of("1", event_of("u", "a", NOW + DAY, "V", "bo@domain.1.example"), NULL);
    poll(&office, office.work, NOW, &group.group, 1);
    int count = 0;
    g_assert_true(keep_calendar_texts(office.db, office.work, count_text, &count, &error));
    g_assert_cmpint(count, ==, 1);
    g_auto(Group) later = group_of("1", event_of("u", "a", NOW + DAY, "V", "bo@domain.1.example"),
                                   event_of("u", "z", NOW + 401 * DAY, "V", "bo@domain.1.example"), NULL);
    KeepPoll result;
    List list = {&later.group, 1, 0};
    const KeepGroups all = {list_rewind, list_next, &list};
    g_assert_true(keep_calendar_expand(office.db, office.work, &all, NOW - 799 * DAY, NOW + 402 * DAY, office.calendar,
                                       NOW + 2 * DAY, &result, &error));
    g_assert_cmpuint(result.new_meetings, ==, 1);
    g_autoptr(KeepCalendar) stored = keep_calendar_load(office.db, office.work, &error);
    g_assert_cmpint(stored->expanded_to_at, ==, NOW + 402 * DAY);
    g_assert_true(keep_calendar_validators(office.db, office.work, "\"e\"", NULL, "abc", 900, NOW + 900, &error));
    g_autoptr(KeepCalendar) again = keep_calendar_load(office.db, office.work, &error);
    g_assert_cmpstr(again->etag, ==, "\"e\"");
    g_assert_cmpint(again->next_poll_at, ==, NOW + 900);
    office_close(&office);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/keep/meeting/touchpoints", test_touchpoints);
    g_test_add_func("/keep/meeting/declined", test_declined);
    g_test_add_func("/keep/meeting/two-feeds", test_two_feeds);
    g_test_add_func("/keep/meeting/unchanged", test_unchanged);
    g_test_add_func("/keep/meeting/exception", test_exception);
    g_test_add_func("/keep/meeting/vanished", test_vanished);
    g_test_add_func("/keep/meeting/mass", test_mass);
    g_test_add_func("/keep/meeting/unchanged-absence", test_unchanged_absence);
    g_test_add_func("/keep/meeting/accept", test_accept);
    g_test_add_func("/keep/meeting/window-shrinks", test_window_shrinks);
    g_test_add_func("/keep/meeting/churn", test_churn);
    g_test_add_func("/keep/meeting/no-churn", test_no_churn);
    g_test_add_func("/keep/meeting/window", test_window);
    return g_test_run();
}
