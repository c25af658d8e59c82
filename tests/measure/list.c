/* SPDX-License-Identifier: MIT
 * The lists of the command line: exactly the keys of spec 00 §6, 16 A01-A06 and 17-H, oldest first, nothing later than now. */
#include "measure/list.h"
#include "scratch.h"

typedef struct {
    char *directory;
    KeepDb *db;
    Calendar *calendar;
    Config *config;
    MeasureContext context;
} Scene;

static const char GIVEN[] =
    "INSERT INTO an_account (ext, lifecycle, tier) VALUES ('A1', 'customer', 1), ('A2', 'prospect', NULL);"
    "INSERT INTO account_domain (domain, account_id) VALUES ('a.example', 1), ('aa.example', 1);"
    "INSERT INTO a_contact (ext, account) VALUES ('anna', 'A1');"
    "INSERT INTO contact_address (kind, value, contact_id) VALUES ('email', 'anna@a.example', 1), ('phone', '+46701234567', 1);"
    "INSERT INTO calendar_source (name, state, last_ok_at) VALUES ('cal', 'failing', @2026-03-30T11:00@);"
    "INSERT INTO a_mail (id, at, direction, thread, account, who, subject, class) VALUES"
    " ('m1', @2026-03-29T01:30@, 'out', 1, 'A1', 'anna@a.example', 'Offert', NULL),"
    " ('m2', @2026-03-29T03:30@, 'in', 1, 'A1', 'anna@a.example', 'Sv: Offert', NULL),"
    " ('m3', @2026-03-30T10:00@, 'in', 2, NULL, 'stranger@x.example', 'Hej', NULL),"
    " ('m4', @2026-03-30T11:00@, 'in', 3, NULL, 'news@y.example', 'Nyheter', 'bulk'),"
    " ('m5', @2026-03-30T10:30@, 'out', 2, NULL, 'stranger@x.example', 'Sv: Hej', NULL),"
    " ('m6', @2026-03-30T10:40@, 'in', 4, NULL, 'often@z.example', 'Ett', NULL),"
    " ('m7', @2026-03-30T10:41@, 'in', 4, NULL, 'often@z.example', 'Två', NULL),"
    " ('m8', @2026-03-30T10:42@, 'in', 5, NULL, 'ignored@i.example', 'x', NULL),"
    " ('m9', @2026-04-01T10:00@, 'in', 6, NULL, 'later@l.example', 'x', NULL);"
    "UPDATE message SET twin = 2 WHERE copy_key = 'm2';"
    "INSERT INTO triage_decision (pattern, decision, at) VALUES ('@i.example', 'ignore', 0);"
    "INSERT INTO ledger (folder_id, uidvalidity, uid, state, reason) VALUES (1, 7, 90, 'never_log', 'lawyer'), (1, 7, 91, 'outside', 'window'),"
    " (1, 7, 92, 'quarantined', 'broken header');"
    "UPDATE ledger SET gone_at = 1 WHERE uid = 4;"
    "INSERT INTO a_touch (kind, direction, account, at, outcome) VALUES ('call', 'out', 'A2', @2026-03-30T09:00@, 'connected');"
    "INSERT INTO a_meeting (uid, recurrence, start, booked, account, addr) VALUES"
    " ('u1', '2026-04-02T08:00:00Z', @2026-04-02T10:00@, @2026-03-01T10:00@, 'A1', 'anna@a.example'),"
    " ('u2', NULL, @2026-03-31T09:00@, @2026-03-01T10:00@, NULL, 'x@x.example');"
    "INSERT INTO a_meeting (uid, start, booked, account, all_day) VALUES ('u3', @2026-04-03T00:00@, @2026-03-01T10:00@, 'A2', 1);"
    "UPDATE meeting SET start_day = #2026-04-03#, end_day = #2026-04-04# WHERE uid = 'u3';"
    "INSERT INTO an_episode (key, owed_by, account, opened, closed, contact, thread) VALUES"
    " ('them|A1|m1', 'them', 'A1', @2026-03-29T01:30@, @2026-03-29T03:30@, 'anna', 1);"
    "UPDATE response_episode SET open_message_id = 1, close_message_id = 2, match = 'thread';"
    "INSERT INTO a_lead (ext, account, created, stage) VALUES ('L1', 'A1', @2026-03-01T10:00@, 'prospect');"
    "INSERT INTO a_move (lead, stage, at) VALUES ('L1', 'active', @2026-04-05T10:00@);"
    "INSERT INTO a_promise (ext, account, created, due, done) VALUES ('F1', 'A1', @2026-03-01T10:00@, #2026-03-31#, @2026-04-01T10:00@),"
    " ('F2', 'A1', @2026-03-01T10:00@, #2026-03-15#, @2026-03-14T10:00@);"
    "INSERT INTO a_review (account, kind, day) VALUES ('A1', 'qbr', #2026-03-31#), ('A1', 'qbr', #2026-04-01#)";

static void
scene_open(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    scene->directory = scratch_directory();
    scene->db = scratch_db(scene->directory);
    scene->calendar = scratch_calendar();
    scene->config = scratch_config("");
    sqlite3 *handle = scratch_handle(scene->directory);
    scratch_fill_days(handle, scene->calendar);
    static const char *const words[][2] = { { "kpi", "words.sql" }, { "measure", "mail-words.sql" } };
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *path = g_test_build_filename(G_TEST_DIST, words[i][0], words[i][1], NULL);
        scratch_exec_file(handle, scene->calendar, path);
    }
    scratch_exec(handle, scene->calendar, GIVEN);
    sqlite3_close(handle);
    scene->context = (MeasureContext){ scene->db, scene->calendar, scene->config, scratch_instant(scene->calendar, "2026-03-31T12:00"), 0, NULL };
}

static void
scene_close(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    keep_db_free(scene->db);
    calendar_free(scene->calendar);
    config_free(scene->config);
    scratch_remove(scene->directory);
    g_free(scene->directory);
}

static char *
show(const Value *value)
{
    switch (value->kind) {
    case VALUE_NULL:
        return g_strdup("-");
    case VALUE_TEXT:
        return g_strdup(value->t);
    case VALUE_REAL:
        return g_strdup_printf("%g", value->r);
    case VALUE_DAY:
        return day_format((gint32)value->i);
    case VALUE_UTC:
        return clock_format_utc(value->i);
    case VALUE_INSTANT: {
        g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
        return clock_format(value->i, zone);
    }
    case VALUE_LIST:
    case VALUE_MAP: {
        GString *text = g_string_new("[");
        for (guint i = 0; i < value->items->len; i++) {
            g_autofree char *item = show(value->items->pdata[i]);
            const char *key = value->kind == VALUE_MAP ? value->keys->pdata[i] : NULL;
            g_string_append_printf(text, "%s%s%s%s", i ? " " : "", key ? key : "", key ? ":" : "", item);
        }
        return g_string_free(g_string_append_c(text, ']'), FALSE);
    }
    case VALUE_BOOL:
    case VALUE_INT:
    case VALUE_ORE:
    default:
        return g_strdup_printf("%" G_GINT64_FORMAT, value->i);
    }
}

/* As machines read it: without the columns for people. */
static char *
show_table(const Table *table)
{
    GString *text = g_string_new(NULL);
    for (guint r = 0; r <= table->rows->len; r++)
        for (guint i = 0, n = 0; i < table->columns->len; i++) {
            const Column *column = &g_array_index(table->columns, Column, i);
            if (column->flags & COLUMN_PEOPLE)
                continue;
            g_autofree char *cell = r == 0 ? g_strdup(column->key) : show(table_get(table, r - 1, column->key));
            g_string_append_printf(text, "%s%s", n++ > 0 ? "|" : r == 0 ? "" : "\n", cell);
        }
    return g_string_free(text, FALSE);
}

/* Takes TABLE. */
static void
check(Table *taken, GError *error, const char *expected)
{
    g_autoptr(Table) table = taken;
    g_assert_no_error(error);
    g_autofree char *text = show_table(table);
    g_assert_cmpstr(text, ==, expected);
}

#define CHECK(call, expected)                                                                                                  \
    do {                                                                                                                       \
        GError *error = NULL;                                                                                                  \
        check(call, error, expected);                                                                                          \
    } while (0)

#define TOUCHPOINT_KEYS                                                                                                        \
    "id|kind|direction|at|day|account|contact|lead|subject|message_id|thread|class|method|confidence|mailbox|folder|ingest"

static void
test_touchpoints(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    /* The offset of each instant is that of its own side of the change of clocks. */
    CHECK(measure_list_touchpoints(&scene->context, NULL, DAY_NONE, DAY_NONE, &error),
          TOUCHPOINT_KEYS
          "\n1|email|out|2026-03-29T01:30:00+01:00|2026-03-29|A1|-|-|Offert|m1|t1|human|domain|80|work|INBOX|auto"
          "\n2|email|in|2026-03-29T03:30:00+02:00|2026-03-29|A1|-|-|Sv: Offert|m2#2|t1|human|domain|80|work|INBOX|auto"
          "\n3|call|out|2026-03-30T09:00:00+02:00|2026-03-30|A2|-|-|-|-|-|-|manual|100|-|-|import");
    CHECK(measure_list_touchpoints(&scene->context, "A1", scratch_day("2026-03-30"), DAY_NONE, &error), TOUCHPOINT_KEYS);
    CHECK(measure_list_touchpoint(&scene->context, "3", &error),
          TOUCHPOINT_KEYS "\n3|call|out|2026-03-30T09:00:00+02:00|2026-03-30|A2|-|-|-|-|-|-|manual|100|-|-|import");
    CHECK(measure_list_touchpoint(&scene->context, "33", &error), TOUCHPOINT_KEYS);
}

#define MEETING_KEYS "uid|recurrence_id|start|end|all_day|summary|status|booked|account|attendees|purpose|outcome|feed"

static void
test_meetings(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    static const char u1[] = "\nu1|2026-04-02T08:00:00Z|2026-04-02T08:00:00Z|2026-04-02T09:00:00Z|0|u1|confirmed|2026-03-01T10:00:00+01:00|[A1]"
                             "|[[addr:anna@a.example role:req partstat:needs_action]]|-|-|cal";
    static const char u2[] = "\nu2|-|2026-03-31T07:00:00Z|2026-03-31T08:00:00Z|0|u2|confirmed|2026-03-01T10:00:00+01:00|[]"
                             "|[[addr:x@x.example role:req partstat:needs_action]]|-|assumed_held|cal";
    static const char u3[] = "\nu3|-|2026-04-03|2026-04-04|1|u3|confirmed|2026-03-01T10:00:00+01:00|[A2]"
                             "|[[addr:guest@example.org role:req partstat:needs_action]]|-|-|cal";
    g_autofree char *all = g_strconcat(MEETING_KEYS, u2, u1, u3, NULL), *matched = g_strconcat(MEETING_KEYS, u1, u3, NULL);
    g_autofree char *first = g_strconcat(MEETING_KEYS, u1, NULL);
    CHECK(measure_list_meetings(&scene->context, DAY_NONE, DAY_NONE, TRUE, &error), all);
    CHECK(measure_list_meetings(&scene->context, DAY_NONE, DAY_NONE, FALSE, &error), matched);
    CHECK(measure_list_meetings(&scene->context, scratch_day("2026-04-02"), scratch_day("2026-04-02"), FALSE, &error), first);
    g_assert_true(keep_db_run(scene->context.db, "UPDATE meeting SET zone_guessed = 1 WHERE uid = 'u1'", NO_BIND, NULL));
    g_autofree char *guessed = g_strconcat(MEETING_KEYS "|zone_guessed", u1, "|1", NULL);
    CHECK(measure_list_meetings(&scene->context, scratch_day("2026-04-02"), scratch_day("2026-04-02"), FALSE, &error), guessed);
}

static void
test_episodes(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    CHECK(measure_list_episodes(&scene->context, "A1", DAY_NONE, DAY_NONE, &error),
          "id|account|contact|owed_by|opened_at|opened_day|last_attempt_at|attempts|is_followup|is_invite|ooo_hit|state|closed_at|closed_by|match|"
          "resp_secs|resp_work_secs|thread|open_message|close_message"
          "\n1|A1|anna|them|2026-03-29T01:30:00+01:00|2026-03-29|2026-03-29T01:30:00+01:00|1|0|0|0|answered|2026-03-29T03:30:00+02:00|email|thread|"
          "3600|0|t1|m1|m2#2");
}

#define LEDGER_KEYS "mailbox|folder|uidvalidity|uid|message_id|class|direction|thread|at|subject|from|accounts|reason"

static void
test_ledger(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    CHECK(measure_list_ledger(&scene->context, NULL, "m2#2", &error),
          LEDGER_KEYS "\nwork|INBOX|7|2|m2#2|human|in|t1|2026-03-29T03:30:00+02:00|Sv: Offert|anna@a.example|[[account:A1 method:domain]]|-");
    CHECK(measure_list_ledger(&scene->context, NULL, "m2", &error),
          LEDGER_KEYS "\nwork|INBOX|7|2|m2#2|human|in|t1|2026-03-29T03:30:00+02:00|Sv: Offert|anna@a.example|[[account:A1 method:domain]]|-");
    CHECK(measure_list_ledger(&scene->context, "work", "m3", &error),
          LEDGER_KEYS "\nwork|INBOX|7|3|m3|human|in|t2|2026-03-30T10:00:00+02:00|Hej|stranger@x.example|[]|unmatched");
    CHECK(measure_list_ledger(&scene->context, NULL, "m4", &error),
          LEDGER_KEYS "\nwork|INBOX|7|4|m4|bulk|in|t3|2026-03-30T11:00:00+02:00|Nyheter|news@y.example|[]|List-Id");
    CHECK(measure_list_ledger(&scene->context, "other", NULL, &error), LEDGER_KEYS);

    g_autoptr(GError) error = NULL;
    g_autoptr(Table) all = measure_list_ledger(&scene->context, "work", NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(all->rows->len, ==, 11); /* m9 is later than now */
    const Value *class = table_get(all, 8, "class"), *id = table_get(all, 8, "message_id"), *why = table_get(all, 8, "reason");
    g_assert_cmpstr(class->t, ==, "never_log");
    g_assert_cmpint(id->kind, ==, VALUE_NULL);
    g_assert_cmpint(why->kind, ==, VALUE_NULL);
}

static void
test_folders_and_sources(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    CHECK(measure_list_folders(&scene->context, "work", &error),
          "folder_id|mailbox|folder|raw_name|frontier_up|frontier_down|uidvalidity|server|ledger|gone|outside|quarantined|unexplained|classes"
          "\n1|work|INBOX|INBOX|0|0|7|9|10|1|1|1|0|[human:8 never_log:1 quarantined:1]");
    CHECK(measure_list_sources(&scene->context, &error),
          "name|kind|state|last_success|lag_s|messages|missing|unreadable|verified|error"
          "\nwork|imap|ok|1970-01-01T01:00:01+01:00|1774951199|11|0|1|-|-"
          "\ncal|calendar|failing|2026-03-30T11:00:00+02:00|90000|0|0|0|-|-");
}

static void
test_triage(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    CHECK(measure_list_triage(&scene->context, FALSE, &error),
          "address|name|domain|class|messages|answered|meetings|lead|account|decision|last|subject"
          "\nstranger@x.example|-|x.example|human|2|1|0|-|-|-|2026-03-30T10:30:00+02:00|Sv: Hej"
          "\nx@x.example|-|x.example|human|0|0|1|-|-|-|2026-03-31T09:00:00+02:00|u2"
          "\noften@z.example|-|z.example|human|2|0|0|-|-|-|2026-03-30T10:41:00+02:00|Två");
    CHECK(measure_list_triage(&scene->context, TRUE, &error),
          "address|name|domain|class|messages|answered|meetings|lead|account|decision|last|subject"
          "\nstranger@x.example|-|x.example|human|2|1|0|-|-|-|2026-03-30T10:30:00+02:00|Sv: Hej"
          "\nx@x.example|-|x.example|human|0|0|1|-|-|-|2026-03-31T09:00:00+02:00|u2"
          "\noften@z.example|-|z.example|human|2|0|0|-|-|-|2026-03-30T10:41:00+02:00|Två"
          "\nignored@i.example|-|i.example|human|1|0|0|-|-|ignore|2026-03-30T10:42:00+02:00|x"
          "\nnews@y.example|-|y.example|bulk|1|0|0|-|-|-|2026-03-30T11:00:00+02:00|Nyheter");
}

static void
test_trade(Scene *scene, gconstpointer unused G_GNUC_UNUSED)
{
    CHECK(measure_list_accounts(&scene->context, NULL, &error),
          "id|name|lifecycle|tier|segment|employees|city|owner|domains|ball|ball_since|last_touch|next_meeting"
          "\nA1|A1|customer|1|-|-|-|-|[a.example aa.example]|none|-|-|-"
          "\nA2|A2|prospect|-|-|-|-|-|[]|none|-|-|-");
    CHECK(measure_list_contacts(&scene->context, "A1", &error),
          "id|account|name|title|role|emails|phones|left\nanna|A1|anna|-|-|[anna@a.example]|[+46701234567]|-");
    CHECK(measure_list_leads(&scene->context, "A1", &error), /* the move of 04-05 has not happened yet */
          "id|account|name|kind|stage|status|source|service|contact|amount_ore|probability|expected_close|created|last_activity|"
          "unanswered_attempts|paused_until|owner"
          "\nL1|A1|L1|new_business|prospect|open|-|-|-|-|-|-|2026-03-01T10:00:00+01:00|-|0|-|-");
    CHECK(measure_list_follow_ups(&scene->context, NULL, FALSE, &error),
          "id|account|lead|contact|kind|promise|created|due|status|done"
          "\nF1|A1|-|-|follow_up|x|2026-03-01T10:00:00+01:00|2026-03-31|open|-");
    CHECK(measure_list_follow_ups(&scene->context, "A2", TRUE, &error), "id|account|lead|contact|kind|promise|created|due|status|done");
    CHECK(measure_list_reviews(&scene->context, NULL, &error), "account|kind|held|confirmed|notes\nA1|qbr|2026-03-31|0|-");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    static const struct { const char *path; void (*test)(Scene *, gconstpointer); } tests[] = {
        { "/measure/list/touchpoints", test_touchpoints },
        { "/measure/list/meetings", test_meetings },
        { "/measure/list/episodes", test_episodes },
        { "/measure/list/ledger", test_ledger },
        { "/measure/list/folders-and-sources", test_folders_and_sources },
        { "/measure/list/triage", test_triage },
        { "/measure/list/trade", test_trade },
    };
    for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add(tests[i].path, Scene, NULL, scene_open, tests[i].test, scene_close);
    return g_test_run();
}
