/* SPDX-License-Identifier: MIT
 * Episodes in the database: loaded, stored by difference, seen as of another instant; and the lists that show them. */
#include "measure/episode.h"
#include "measure/list.h"
#include "scratch.h"

typedef struct {
    char *directory;
    KeepDb *db;
    sqlite3 *handle;
    Calendar *calendar;
    Config *config;
} Scene;

static void
run_sql(Scene *scene, const char *sql)
{
    scratch_exec(scene->handle, scene->calendar, sql);
}

static void
scene_open(Scene *scene, gconstpointer config)
{
    scene->directory = scratch_directory();
    scene->db = scratch_db(scene->directory);
    scene->handle = scratch_handle(scene->directory);
    scene->calendar = scratch_calendar();
    scene->config = scratch_config(config ? config : "");
    scratch_fill_days(scene->handle, scene->calendar);
    static const char *const words[][2] = { { "kpi", "words.sql" }, { "measure", "mail-words.sql" } };
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *path = g_test_build_filename(G_TEST_DIST, words[i][0], words[i][1], NULL);
        scratch_exec_file(scene->handle, scene->calendar, path);
    }
    run_sql(scene, "INSERT INTO an_account (ext, lifecycle, tier) VALUES ('A1', 'customer', 1), ('A2', 'prospect', NULL);"
                   "INSERT INTO account_domain (domain, account_id) VALUES ('a.example', 1), ('b.example', 2);"
                   "INSERT INTO a_contact (ext, account) VALUES ('anna', 'A1'), ('bo', 'A1');"
                   "INSERT INTO contact_address (kind, value, contact_id) VALUES ('email', 'anna@a.example', 1),"
                   " ('email', 'anna@home.example', 1), ('email', 'bo@a.example', 2)");
}

static void
scene_close(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    sqlite3_close(scene->handle);
    keep_db_free(scene->db);
    calendar_free(scene->calendar);
    config_free(scene->config);
    scratch_remove(scene->directory);
    g_free(scene->directory);
}

static gint64
instant(Scene *scene, const char *text)
{
    return scratch_instant(scene->calendar, text);
}

static gint64
one(Scene *scene, const char *sql)
{
    g_autoptr(GError) error = NULL;
    gint64 value = -1;
    gboolean found;
    g_autofree char *text = scratch_expand(scene->calendar, sql);
    KeepRows *rows = keep_db_query_text(scene->db, text, NO_BIND, FALSE, &error);
    g_assert_no_error(error);
    found = keep_rows_next(rows, &error);
    g_assert_no_error(error);
    if (found && !keep_rows_is_null(rows, 0))
        value = keep_rows_int(rows, 0);
    keep_rows_free(rows);
    return value;
}

static void
refresh(Scene *scene, const char *now)
{
    g_autoptr(GError) error = NULL;
    guint left = 99;
    gboolean ok = keep_db_begin(scene->db, &error) &&
                  measure_episode_refresh(scene->db, scene->calendar, scene->config, instant(scene, now), 100, NULL, &left, &error) &&
                  keep_db_commit(scene->db, &error);
    g_assert_no_error(error);
    g_assert_true(ok);
    g_assert_cmpuint(left, ==, 0);
}

/* "them|A1|m1 answered email m2; ..." by key. */
static char *
episodes(Scene *scene)
{
    static const char SQL[] =
        "SELECT e.episode_key, e.state, e.closed_by, y.value, e.attempts, e.ooo_hit FROM response_episode e"
        " LEFT JOIN message q ON q.id = e.close_message_id LEFT JOIN msgid y ON y.id = q.msgid_id ORDER BY e.episode_key";
    g_autoptr(GError) error = NULL;
    g_autoptr(KeepRows) rows = keep_db_query_text(scene->db, SQL, NO_BIND, FALSE, &error);
    g_assert_no_error(error);
    GString *text = g_string_new(NULL);
    while (keep_rows_next(rows, &error)) {
        g_string_append_printf(text, "%s%s %s", text->len ? "; " : "", keep_rows_text(rows, 0), keep_rows_text(rows, 1));
        for (int i = 2; i < 4; i++)
            if (keep_rows_text(rows, i))
                g_string_append_printf(text, " %s", keep_rows_text(rows, i));
        g_string_append_printf(text, " x%d%s", (int)keep_rows_int(rows, 4), keep_rows_int(rows, 5) ? " ooo" : "");
    }
    g_assert_no_error(error);
    return g_string_free(text, FALSE);
}

#define ASSERT_EPISODES(scene, expected)                                                                                       \
    do {                                                                                                                       \
        g_autofree char *found_ = episodes(scene);                                                                             \
        g_assert_cmpstr(found_, ==, expected);                                                                                 \
    } while (0)

static void
test_refresh(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    run_sql(scene, "INSERT INTO a_mail (id, at, direction, thread, account, who, subject, parent) VALUES"
                   " ('m1', @2026-03-02T09:00@, 'out', 1, 'A1', 'anna@a.example', 'Offert 2026', NULL),"
                   " ('m2', @2026-03-03T09:00@, 'in', 1, 'A1', 'anna@a.example', 'Sv: Offert 2026', 'm1'),"
                   " ('m3', @2026-03-04T09:00@, 'in', 2, 'A1', 'bo@a.example', 'Hej', NULL)");
    refresh(scene, "2026-03-05T12:00");
    ASSERT_EPISODES(scene, "them|A1|m1 answered email m2 x1; us|A1|m3 open x1");
    g_assert_cmpint(one(scene, "SELECT resp_secs FROM response_episode WHERE owed_by = 'them'"), ==, 86400);
    g_assert_cmpint(one(scene, "SELECT contact_id FROM response_episode WHERE owed_by = 'us'"), ==, 2);
    g_assert_cmpint(one(scene, "SELECT ball = 'us' FROM account WHERE id = 1"), ==, 1);
    g_assert_cmpint(one(scene, "SELECT ball_since_at FROM account WHERE id = 1"), ==, instant(scene, "2026-03-04T09:00"));
    g_assert_cmpint(one(scene, "SELECT last_in_at FROM account WHERE id = 1"), ==, instant(scene, "2026-03-04T09:00"));
    g_assert_cmpint(one(scene, "SELECT last_out_at FROM account WHERE id = 1"), ==, instant(scene, "2026-03-02T09:00"));

    /* Ids stay; nothing is written when nothing has changed. */
    gint64 id = one(scene, "SELECT id FROM response_episode WHERE owed_by = 'us'");
    run_sql(scene, "UPDATE account SET dirty = 1");
    int before = sqlite3_total_changes(scene->handle);
    gint64 version = one(scene, "PRAGMA data_version");
    refresh(scene, "2026-03-05T12:01");
    g_assert_cmpint(before, ==, sqlite3_total_changes(scene->handle));
    g_assert_cmpint(version, ==, one(scene, "PRAGMA data_version"));
    g_assert_cmpint(id, ==, one(scene, "SELECT id FROM response_episode WHERE owed_by = 'us'"));

    /* A message that arrives late becomes the opening one: one key goes, another comes. */
    run_sql(scene, "INSERT INTO a_mail (id, at, direction, thread, account, who, subject) VALUES"
                   " ('m0', @2026-03-01T09:00@, 'out', 1, 'A1', 'anna@a.example', 'Offert 2026')");
    refresh(scene, "2026-03-05T12:00");
    ASSERT_EPISODES(scene, "them|A1|m0 answered email m2 x2; us|A1|m3 open x1");
}

static void
test_people(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    /* C01: two accounts in one mail; C05: another address of the same contact; thread inheritance: nobody's address counts. */
    run_sql(scene, "INSERT INTO a_mail (id, at, direction, thread, account, who, also) VALUES"
                   " ('m1', @2026-03-02T09:00@, 'out', 1, 'A1', 'anna@a.example', 'cia@b.example');"
                   "INSERT INTO message_account SELECT 1, 2, NULL, NULL, 'domain', 80, NULL, 0;"
                   "INSERT INTO a_mail (id, at, direction, thread, account, who, method) VALUES"
                   " ('m2', @2026-03-03T09:00@, 'in', 2, 'A1', 'anna@home.example', 'address'),"
                   " ('m3', @2026-03-04T09:00@, 'out', 3, 'A1', 'nobody@gmail.com', 'thread');"
                   "UPDATE account SET dirty = 1");
    refresh(scene, "2026-03-05T12:00");
    ASSERT_EPISODES(scene, "them|A1|m1 answered email m2 x1; them|A1|m3 open x1; them|A2|m1 open x1");
    g_assert_cmpint(one(scene, "SELECT contact_addr = 'cia@b.example' FROM response_episode WHERE account_id = 2"), ==, 1);
    g_assert_cmpint(one(scene, "SELECT contact_addr = 'nobody@gmail.com' FROM response_episode WHERE episode_key = 'them|A1|m3'"), ==, 1);
}

static void
test_skip_person(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    run_sql(scene, "INSERT INTO a_mail (id, at, direction, thread, account, who, also, skipped) VALUES"
                   " ('m1', @2026-03-02T09:00@, 'out', 1, 'A1', 'friend@a.example', 'bo@a.example', 0),"
                   " ('m2', @2026-03-03T09:00@, 'in', 1, 'A1', 'friend@a.example', NULL, 1)");
    refresh(scene, "2026-03-05T12:00");
    ASSERT_EPISODES(scene, "them|A1|m1 open x1");
    g_assert_cmpint(one(scene, "SELECT contact_id FROM response_episode"), ==, 2);
}

static void
test_bounces(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    run_sql(scene, "INSERT INTO a_mail (id, at, direction, thread, account, who, also, class) VALUES"
                   " ('m1', @2026-03-02T09:00@, 'out', 1, 'A1', 'x@a.example', NULL, NULL),"
                   " ('m2', @2026-03-02T10:00@, 'out', 2, 'A1', 'y@a.example', 'z@a.example', NULL),"
                   " ('m3', @2026-03-02T11:00@, 'out', 3, 'A1', 'v@a.example', NULL, NULL),"
                   " ('m4', @2026-03-02T12:00@, 'out', 4, 'A1', 'w@a.example', NULL, NULL),"
                   " ('b1', @2026-03-02T09:01@, 'in', 1, NULL, 'mailer-daemon@us.example', NULL, 'bounce'),"
                   " ('b2', @2026-03-02T10:01@, 'in', 5, NULL, 'mailer-daemon@us.example', NULL, 'bounce'),"
                   " ('b3', @2026-03-02T11:01@, 'in', 6, NULL, 'mailer-daemon@us.example', NULL, 'bounce');"
                   "INSERT INTO message_ref SELECT m.id, i.id FROM message m, msgid i WHERE m.copy_key = 'b1' AND i.value = 'm1';"
                   "INSERT INTO report SELECT id, 'delivery-status', '5.1.1', 'm2' FROM message WHERE copy_key = 'b2';"
                   "INSERT INTO report_recipient SELECT id, 'y@a.example' FROM message WHERE copy_key = 'b2';"
                   "INSERT INTO report_recipient SELECT id, 'v@a.example' FROM message WHERE copy_key = 'b3'");
    refresh(scene, "2026-03-05T12:00");
    ASSERT_EPISODES(scene, "them|A1|m1 bounced b1 x1; them|A1|m2 open x1; them|A1|m3 bounced b3 x1; them|A1|m4 open x1");
}

static void
test_invites(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    run_sql(scene, "INSERT INTO a_mail (id, at, direction, thread, account, who, class, invite, uid, partstat) VALUES"
                   " ('q1', @2026-03-16T09:00@, 'out', 1, 'A1', 'bo@a.example', 'calendar', 'REQUEST', 'u6', 'needs_action'),"
                   " ('q2', @2026-03-16T13:00@, 'in', 9, 'A1', 'bo@a.example', 'calendar', 'REPLY', 'u6', 'accepted'),"
                   " ('q3', @2026-03-16T09:00@, 'out', 2, 'A1', 'room@a.example', 'calendar', 'REQUEST', 'u7', 'needs_action'),"
                   " ('q4', @2026-03-17T09:00@, 'in', 3, 'A1', 'bo@a.example', 'calendar', 'REQUEST', 'u8', 'needs_action'),"
                   " ('q5', @2026-03-17T10:00@, 'out', 4, 'A1', 'bo@a.example', 'calendar', 'REPLY', 'u8', 'accepted'),"
                   " ('q6', @2026-03-18T09:00@, 'out', 5, 'A1', 'bo@a.example', 'calendar', 'REQUEST', 'u9', 'needs_action'),"
                   " ('q7', @2026-03-18T10:00@, 'in', 5, 'A1', 'bo@a.example', 'calendar', 'REPLY', 'u9', 'delegated');"
                   "UPDATE invite_attendee SET is_resource = 1 WHERE addr = 'room@a.example'");
    refresh(scene, "2026-03-20T12:00");
    ASSERT_EPISODES(scene, "invite|A1|u6 answered invite_reply q2 x1; invite|A1|u9 open x1; us|A1|q4 answered invite_reply q5 x1");
}

static void
test_talks(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    run_sql(scene, "INSERT INTO calendar_source (name, last_ok_at) VALUES ('work', 1);"
                   "INSERT INTO a_mail (id, at, direction, thread, account, who) VALUES"
                   " ('m1', @2026-03-02T09:00@, 'out', 1, 'A1', 'anna@home.example'),"
                   " ('m2', @2026-03-02T10:00@, 'in', 2, 'A1', 'anna@a.example'),"
                   " ('m3', @2026-03-02T11:00@, 'out', 3, 'A1', 'bo@a.example'),"
                   " ('m4', @2026-03-02T12:00@, 'out', 4, 'A2', 'cia@b.example');"
                   "INSERT INTO a_meeting (uid, start, booked, account, contact, addr) VALUES"
                   " ('u1', @2026-03-04T10:00@, @2026-03-01T10:00@, 'A1', 'bo', 'bo@a.example');"
                   "INSERT INTO a_touch (kind, direction, account, at, addr, outcome) VALUES"
                   " ('call', 'out', 'A2', @2026-03-03T10:00@, 'cia@b.example', 'connected')");
    /* While the meeting lasts it is not held; afterwards somebody has to be told. */
    refresh(scene, "2026-03-04T10:30");
    ASSERT_EPISODES(scene, "them|A1|m1 answered email m2 x1; them|A1|m3 open x1; them|A2|m4 answered call x1");
    g_autoptr(GError) error = NULL;
    g_assert_true(measure_episode_wake(scene->db, instant(scene, "2026-03-04T10:30"), instant(scene, "2026-03-04T10:59"), &error));
    g_assert_cmpint(one(scene, "SELECT COUNT(*) FROM account WHERE dirty = 1"), ==, 1);
    refresh(scene, "2026-03-04T10:59");
    ASSERT_EPISODES(scene, "them|A1|m1 answered email m2 x1; them|A1|m3 open x1; them|A2|m4 answered call x1");
    g_assert_true(measure_episode_wake(scene->db, instant(scene, "2026-03-04T10:59"), instant(scene, "2026-03-04T11:00"), &error));
    refresh(scene, "2026-03-04T11:00");
    ASSERT_EPISODES(scene, "them|A1|m1 answered email m2 x1; them|A1|m3 answered meeting x1; them|A2|m4 answered call x1");
    g_assert_cmpint(one(scene, "SELECT last_meeting_at FROM account WHERE id = 1"), ==, instant(scene, "2026-03-04T10:00"));
    g_assert_true(measure_episode_wake(scene->db, instant(scene, "2026-03-14T11:00"), instant(scene, "2026-03-15T11:00"), &error));
    g_assert_cmpint(one(scene, "SELECT COUNT(*) FROM account WHERE dirty = 1"), ==, 0);
}

static void
as_of(Scene *scene, const char *now)
{
    g_autoptr(GError) error = NULL;
    measure_episode_as_of(scene->db, scene->calendar, scene->config, instant(scene, now), &error);
    g_assert_no_error(error);
}

static void
reopen_read_only(Scene *scene)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_strdup(keep_db_path(scene->db));
    keep_db_free(scene->db);
    scene->db = keep_db_open(path, KEEP_READ_ONLY, &error);
    g_assert_no_error(error);
}

static void
test_as_of(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    run_sql(scene, "INSERT INTO a_mail (id, at, direction, thread, account, who) VALUES"
                   " ('m1', @2026-03-02T09:00@, 'in', 1, 'A1', 'anna@a.example'),"
                   " ('m2', @2026-03-03T09:00@, 'in', 1, 'A1', 'anna@a.example'),"
                   " ('m3', @2026-03-04T09:00@, 'out', 1, 'A1', 'anna@a.example'),"
                   " ('m4', @2026-03-02T09:00@, 'in', 2, 'A2', 'cia@b.example')");
    refresh(scene, "2026-03-10T12:00");
    gint64 id = one(scene, "SELECT id FROM response_episode WHERE account_id = 1");
    reopen_read_only(scene);
    as_of(scene, "2026-03-10T12:00"); /* nothing is later: no shadow */
    g_assert_cmpint(one(scene, "SELECT COUNT(*) FROM sqlite_temp_master"), ==, 0);
    ASSERT_EPISODES(scene, "us|A1|m1 answered email m3 x2; us|A2|m4 open x1");
    as_of(scene, "2026-03-03T08:59");
    ASSERT_EPISODES(scene, "us|A1|m1 open x1; us|A2|m4 open x1");
    g_assert_cmpint(id, ==, one(scene, "SELECT id FROM response_episode WHERE account_id = 1"));
    as_of(scene, "2026-03-01T00:00");
    ASSERT_EPISODES(scene, "");
    reopen_read_only(scene); /* the stored ones are as they were */
    ASSERT_EPISODES(scene, "us|A1|m1 answered email m3 x2; us|A2|m4 open x1");
}

static void
test_done(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    run_sql(scene, "INSERT INTO a_mail (id, at, direction, thread, account, who) VALUES"
                   " ('m1', @2026-03-02T09:00@, 'in', 1, 'A1', 'anna@a.example');"
                   "INSERT INTO episode_decision (episode_key, decision, at) VALUES ('us|A1|m1', 'cancelled', @2026-03-03T09:00@)");
    refresh(scene, "2026-03-02T12:00");
    ASSERT_EPISODES(scene, "us|A1|m1 open x1");
    run_sql(scene, "UPDATE account SET dirty = 1");
    refresh(scene, "2026-03-03T12:00");
    ASSERT_EPISODES(scene, "us|A1|m1 cancelled x1");
}

static void
test_lead_cache(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    run_sql(scene, "INSERT INTO a_lead (ext, account, created, stage) VALUES ('L1', 'A1', @2026-01-05T10:00@, 'contacted');"
                   "INSERT INTO a_touch (kind, direction, account, at, lead, outcome, human) VALUES"
                   " ('email', 'in', 'A1', @2026-03-01T10:00@, 'L1', NULL, 1),"
                   " ('call', 'out', 'A1', @2026-03-02T10:00@, 'L1', 'no_answer', 1), ('call', 'out', 'A1', @2026-03-02T11:00@, 'L1', NULL, 1),"
                   " ('email', 'out', 'A1', @2026-03-03T10:00@, 'L1', NULL, 1), ('email', 'out', 'A1', @2026-03-03T11:00@, 'L1', NULL, 1),"
                   " ('note', 'out', 'A1', @2026-03-04T11:00@, 'L1', NULL, 1);"
                   "INSERT INTO a_promise (ext, account, created, due, lead) VALUES ('F1', 'A1', @2026-03-01T09:00@, #2026-03-20#, 'L1');"
                   "UPDATE account SET dirty = 1");
    refresh(scene, "2026-03-05T12:00");
    g_assert_cmpint(one(scene, "SELECT unanswered_attempts FROM lead"), ==, 3);
    g_assert_cmpint(one(scene, "SELECT last_activity_at FROM lead"), ==, instant(scene, "2026-03-03T11:00"));
    g_assert_cmpint(one(scene, "SELECT last_activity_day FROM lead"), ==, scratch_day("2026-03-03"));
    g_assert_cmpint(one(scene, "SELECT first_contact_at FROM lead"), ==, instant(scene, "2026-03-01T10:00"));
    g_assert_cmpint(one(scene, "SELECT last_in_at FROM lead"), ==, instant(scene, "2026-03-01T10:00"));
    g_assert_cmpint(one(scene, "SELECT next_planned_day FROM lead"), ==, scratch_day("2026-03-20"));
    g_assert_cmpint(one(scene, "SELECT last_progress_day FROM lead"), ==, scratch_day("2026-01-05"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    static const struct { const char *path, *config; void (*test)(Scene *, gconstpointer); } tests[] = {
        { "/measure/episode/refresh", NULL, test_refresh },
        { "/measure/episode/people", NULL, test_people },
        { "/measure/episode/skip-person", "[privacy]\nskip_person = friend@a.example\n", test_skip_person },
        { "/measure/episode/bounces", NULL, test_bounces },
        { "/measure/episode/invites", NULL, test_invites },
        { "/measure/episode/talks", NULL, test_talks },
        { "/measure/episode/as-of", NULL, test_as_of },
        { "/measure/episode/done", NULL, test_done },
        { "/measure/episode/lead-cache", NULL, test_lead_cache },
    };
    for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add(tests[i].path, Scene, tests[i].config, scene_open, tests[i].test, scene_close);
    return g_test_run();
}
