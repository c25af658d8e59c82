/* SPDX-License-Identifier: MIT
 * Tests of healing: what a change would do, messages taken out again, accounts that become one, links by hand. */
#include "base/error.h"
#include "keep/difference.h"
#include "keep/erase.h"
#include "keep/find.h"
#include "keep/link.h"
#include "keep/mail.h"
#include "keep/merge.h"
#include "keep/row.h"
#include "letter.h"
#include "scratch.h"

#define T0 1767258000
#define DAY 86400

typedef struct {
    char *directory;
    KeepDb *db;
    Calendar *calendar;
    KeepFolder *inbox, *sent;
} Office;

static void
must_run(KeepDb *db, const char *sql)
{
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) statements = g_strsplit(sql, ";", -1);
    for (char **statement = statements; *statement; statement++)
        if (*g_strstrip(*statement))
            keep_db_run_text(db, *statement, NO_BIND, &error);
    g_assert_no_error(error);
}

static gint64
int_of(KeepDb *db, const char *sql)
{
    g_autoptr(GError) error = NULL;
    gint64 value = 0;
    g_autoptr(KeepRows) rows = keep_db_query_text(db, sql, NO_BIND, FALSE, &error);
    g_assert_no_error(error);
    if (keep_rows_next(rows, &error))
        value = keep_rows_int(rows, 0);
    g_assert_no_error(error);
    return value;
}

static void
store(Office *office, KeepFolder *folder, guint32 uid, const char *id, const char *references, const char *from, const char *to, int day)
{
    g_autoptr(Mail) mail = letter_new(id, references, from, to, T0 + day * DAY, id);
    g_assert_true(letter_store(office->db, folder, 1, uid, T0 + day * DAY, mail, MAIL_HUMAN, office->calendar, T0));
}

/* Two accounts, and letters of both: one and its answer, two that bear the same id, one to both. */
static void
office_open(Office *office)
{
    office->directory = scratch_directory();
    office->db = scratch_db(office->directory);
    office->calendar = letter_calendar();
    office->inbox = letter_folder(office->db, "work", "INBOX", FOLDER_INBOX);
    office->sent = letter_folder(office->db, "work", "Sent", FOLDER_SENT);
    must_run(office->db, "INSERT INTO account (id, name, ext_id, created_at, updated_at) VALUES (1, 'Ett', 'A1', 0, 0), (2, 'Två', 'A2', 5, 5)");
    store(office, office->inbox, 1, "first@t.example", NULL, "a@domain.1.example", "me@us.example", 0);
    store(office, office->sent, 1, "answer@t.example", "first@t.example named@t.example", "me@us.example", "a@domain.1.example", 1);
    store(office, office->inbox, 2, "twin@t.example", NULL, "b@domain.2.example", "me@us.example", 2);
    store(office, office->inbox, 3, "twin@t.example", NULL, "c@domain.2.example", "me@us.example", 3);
    store(office, office->sent, 2, "both@t.example", NULL, "me@us.example", "a@domain.1.example b@domain.2.example", 4);
    letter_settle(office->db);
    g_assert_cmpint(int_of(office->db, "SELECT COUNT(*) FROM touchpoint"), ==, 6);
}

static void
office_close(Office *office)
{
    keep_folder_free(office->inbox);
    keep_folder_free(office->sent);
    calendar_free(office->calendar);
    keep_db_free(office->db);
    scratch_remove(office->directory);
    g_free(office->directory);
}

/* --- the difference ------------------------------------------------------------------------------------------------------- */

static KeepDifference
difference_of(KeepDb *db, const char *sql)
{
    g_autoptr(GError) error = NULL;
    KeepDifference difference = { 0 };
    keep_db_begin(db, &error);
    g_assert_true(keep_difference_begin(db, &error));
    must_run(db, sql);
    g_assert_true(keep_difference_read(db, &difference, &error));
    keep_db_rollback(db);
    return difference;
}

static const struct {
    const char *what, *sql;
    KeepDifference expect;
} changes[] = {
    { "nothing", "UPDATE touchpoint SET method = method", { 0 } },
    { "away", "DELETE FROM touchpoint WHERE account_id = 1", { .removed = 3 } },
    { "away and back", "CREATE TEMP TABLE kept AS SELECT * FROM touchpoint; DELETE FROM touchpoint; INSERT INTO touchpoint SELECT * FROM kept", { 0 } },
    { "to the other account, where that has none", "UPDATE touchpoint SET account_id = 3 - account_id WHERE email_id <> 5", { .moved = 4 } },
    { "each way", "DELETE FROM touchpoint WHERE email_id = 5 AND account_id = 1; UPDATE touchpoint SET account_id = 1 WHERE email_id = 5",
      { .removed = 1, .changed = 1 } },
    { "otherwise", "UPDATE touchpoint SET method = 'rule' WHERE email_id = 1; UPDATE touchpoint SET method = 'domain' WHERE email_id = 2", { .changed = 1 } },
    { "otherwise and back", "UPDATE touchpoint SET method = 'rule'; UPDATE touchpoint SET method = 'domain'", { 0 } },
    { "letters", "UPDATE message SET auto_class = 'bulk' WHERE id < 3; UPDATE message SET direction = 'out' WHERE id = 2", { .reclassified = 1 + 1 } },
    { "letters erased", "UPDATE message SET auto_class = 'bulk' WHERE id = 1; DELETE FROM message WHERE id = 1", { .erased = 1 } },
};

static void
test_difference(void)
{
    Office office;
    office_open(&office);
    for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
        const KeepDifference got = difference_of(office.db, changes[i].sql), *expect = &changes[i].expect;
        g_test_message("%s", changes[i].what);
        g_assert_cmpint(got.added, ==, expect->added);
        g_assert_cmpint(got.removed, ==, expect->removed);
        g_assert_cmpint(got.moved, ==, expect->moved);
        g_assert_cmpint(got.changed, ==, expect->changed);
        g_assert_cmpint(got.reclassified, ==, expect->reclassified);
        g_assert_cmpint(got.erased, ==, expect->erased);
        g_assert_cmpint(got.meetings, ==, expect->meetings);
    }
    office_close(&office);
}

/* Watching ends without a trace, and can begin again. */
static void
test_watching_ends(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    for (int i = 0; i < 2; i++) {
        KeepDifference difference;
        keep_db_begin(office.db, &error);
        g_assert_true(keep_difference_begin(office.db, &error));
        must_run(office.db, i == 0 ? "DELETE FROM touchpoint WHERE email_id = 5 AND account_id = 1" : "DELETE FROM touchpoint WHERE account_id = 1");
        g_assert_true(keep_difference_read(office.db, &difference, &error));
        g_assert_cmpint(difference.removed, ==, i == 0 ? 1 : 2);
        g_autoptr(GPtrArray) examples = keep_difference_examples(office.db, 1, &error);
        g_assert_cmpuint(examples->len, ==, 1);
        const KeepExample *example = g_ptr_array_index(examples, 0);
        g_assert_cmpstr(example->before, ==, "A1");
        g_assert_null(example->after);
        g_assert_cmpstr(example->addr, ==, "a@domain.1.example");
        g_assert_true(keep_difference_end(office.db, &error));
        g_assert_true(keep_db_commit(office.db, &error));
    }
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM sqlite_temp_master WHERE name LIKE 'difference%'"), ==, 0);
    office_close(&office);
}

/* --- erasing ---------------------------------------------------------------------------------------------------------------- */

static void
test_erase(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    guint erased = 0;
    keep_db_begin(office.db, &error);
    g_assert_true(keep_erase_never(office.db, "b@domain.2.example", &erased, &error));
    g_assert_true(keep_db_commit(office.db, &error));
    g_assert_cmpuint(erased, ==, 2); /* one from it, one to it and another */
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM message"), ==, 3);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM ledger WHERE state = 'never_log' AND message_id IS NULL AND arrived_at IS NULL"), ==, 2);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM ledger WHERE state = 'stored'"), ==, 3);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM address WHERE addr = 'b@domain.2.example'"), ==, 0);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM address WHERE addr = 'a@domain.1.example'"), ==, 1);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM msgid WHERE value = 'both@t.example'"), ==, 0);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM msgid WHERE value = 'twin@t.example'"), ==, 1);
    g_assert_cmpint(int_of(office.db, "SELECT twin FROM message JOIN msgid x ON x.id = msgid_id WHERE x.value = 'twin@t.example'"), ==, 1);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM touchpoint"), ==, 3);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM message_party p WHERE NOT EXISTS (SELECT 1 FROM message m WHERE m.id = p.message_id)"), ==, 0);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM account WHERE dirty = 1"), ==, 2);
    office_close(&office);
}

/* An id that somebody else still names stays; the last to name it takes it along. */
static void
test_erase_named(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    gint64 first, answer, thread;
    g_assert_true(keep_find_message(office.db, "first@t.example", &first, &thread, &error));
    g_assert_true(keep_find_message(office.db, "answer@t.example", &answer, &thread, &error));
    keep_db_begin(office.db, &error);
    g_assert_true(keep_erase_message(office.db, first, "never_log", &error));
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM msgid WHERE value = 'first@t.example'"), ==, 1);
    g_assert_true(keep_erase_message(office.db, answer, "forgotten", &error));
    g_assert_true(keep_db_commit(office.db, &error));
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM msgid WHERE value IN ('first@t.example', 'answer@t.example', 'named@t.example')"), ==, 0);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM ledger WHERE state = 'forgotten'"), ==, 1);
    office_close(&office);
}

/* What only the erased one held together comes apart; what holds together otherwise stays, also by an id that nobody bears. */
static void
test_erase_splits(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    gint64 bridge, thread, one, other, threads[4];
    store(&office, office.inbox, 10, "left@t.example", "ghost@t.example", "a@domain.1.example", "me@us.example", 10);
    store(&office, office.inbox, 11, "left2@t.example", "ghost@t.example", "a@domain.1.example", "me@us.example", 11);
    store(&office, office.inbox, 12, "right@t.example", NULL, "b@domain.2.example", "me@us.example", 12);
    store(&office, office.inbox, 13, "bridge@t.example", "left@t.example right@t.example", "x@lawyer.example", "me@us.example", 13);
    store(&office, office.inbox, 14, "right2@t.example", "right@t.example", "b@domain.2.example", "me@us.example", 14);
    letter_settle(office.db);
    static const char *const names[] = { "left@t.example", "left2@t.example", "right@t.example", "right2@t.example" };
    g_assert_true(keep_find_message(office.db, "right2@t.example", &other, &one, &error));
    g_assert_true(keep_find_message(office.db, "bridge@t.example", &bridge, &thread, &error));
    g_assert_cmpint(one, ==, thread);
    keep_db_begin(office.db, &error);
    g_assert_true(keep_erase_message(office.db, bridge, "never_log", &error));
    g_assert_true(keep_db_commit(office.db, &error));
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        g_assert_true(keep_find_message(office.db, names[i], &one, &threads[i], &error) && one != 0);
    g_assert_cmpint(threads[0], ==, thread);
    g_assert_cmpint(threads[1], ==, threads[0]);
    g_assert_cmpint(threads[2], !=, threads[0]);
    g_assert_cmpint(threads[3], ==, threads[2]);
    letter_settle(office.db);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM touchpoint t JOIN message m ON m.id = t.email_id WHERE t.thread_id <> m.thread_id"), ==, 0);
    /* whoever answers later finds the right one */
    store(&office, office.inbox, 15, "late@t.example", "right@t.example", "b@domain.2.example", "me@us.example", 15);
    g_assert_true(keep_find_message(office.db, "late@t.example", &one, &thread, &error));
    g_assert_cmpint(thread, ==, threads[2]);
    office_close(&office);
}

/* Taken back: what the same UID brings once more is stored like new. */
static void
test_again(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    keep_db_begin(office.db, &error);
    g_assert_true(keep_erase_never(office.db, "@domain.2.example", NULL, &error));
    g_assert_true(keep_erase_again(office.db, &error));
    g_assert_true(keep_db_commit(office.db, &error));
    g_autoptr(GArray) uids = keep_mail_again(office.db, office.inbox->id, 1, "x", T0, 10, &error);
    g_assert_cmpuint(uids->len, ==, 2);
    g_autoptr(Mail) mail = letter_new("twin@t.example", NULL, "b@domain.2.example", "me@us.example", T0 + 2 * DAY, "twin@t.example");
    letter_store(office.db, office.inbox, 1, 2, T0 + 2 * DAY, mail, MAIL_HUMAN, office.calendar, T0);
    g_assert_true(keep_mail_note(office.db, office.inbox, 1, 3, "never_log", NULL, NULL, &error));
    g_autoptr(GArray) left = keep_mail_again(office.db, office.inbox->id, 1, "x", T0, 10, &error);
    g_assert_cmpuint(left->len, ==, 0);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM ledger WHERE state = 'stored' AND uid = 2 AND message_id IS NOT NULL"), ==, 1);
    office_close(&office);
}

/* --- merging ----------------------------------------------------------------------------------------------------------------- */

static const char of_both[] =
    "INSERT INTO account_domain VALUES ('domain.1.example', 1), ('domain.2.example', 2);"
    "INSERT INTO contact (id, account_id, full_name, ext_id, created_at, updated_at) VALUES (1, 1, 'a', 'C1', 0, 0), (2, 2, 'b', 'C2', 0, 0);"
    "INSERT INTO match_rule (pattern, account_id, created_at) VALUES ('x@x.example', 2, 0);"
    "INSERT INTO service (id, code, name, category) VALUES (90, 's', 's', 'one_off');"
    "INSERT INTO stage (id, code, name_sv, name_en, ord, kind, default_probability) VALUES (90, 'st', 's', 's', 90, 'open', 10);"
    "INSERT INTO lead (account_id, name, stage_id, created_at, created_day, ext_id, updated_at) VALUES (2, 'l', 90, 0, 0, 'L1', 0);"
    "INSERT INTO referral (ext_id, referrer_kind, referrer_account_id) VALUES ('R1', 'customer', 2);"
    "INSERT INTO project (account_id, service_id, status, ext_id) VALUES (2, 90, 'active', 'P1');"
    "INSERT INTO invoice (account_id, number, invoice_day) VALUES (2, 'I1', 0);"
    "INSERT INTO subscription (account_id, service_id, start_day, ext_id) VALUES (2, 90, 0, 'S1');"
    "INSERT INTO follow_up (ext_id, account_id, promise, created_at, committed_due_day, committed_due_at, due_day, due_at) VALUES ('F1', 2, 'p', 0, 0, 0, 0, 0);"
    "INSERT INTO review (account_id, kind, held_day) VALUES (1, 'qbr', 5), (2, 'qbr', 5), (2, 'qbr', 6);"
    "INSERT INTO survey_response (account_id, kind, score, local_day) VALUES (2, 'nps', 9, 0);"
    "INSERT INTO value_note (account_id, local_day, kind, note) VALUES (2, 0, 'benefit', 'n');"
    "INSERT INTO account_tier_history (account_id, from_day, tier) VALUES (1, 0, 1), (2, 0, 2);"
    "INSERT INTO manual_link VALUES (1, 1, 'reject', 0), (1, 2, 'link', 0), (2, 2, 'reject', 0);"
    "INSERT INTO meeting (id, uid, start_at, end_at, local_day, booked_at, booked_day, first_seen_at, dirty) VALUES (1, 'm', 0, 1, 0, 0, 0, 0, 0);"
    "INSERT INTO guest (list_id, addr, account_id, method) VALUES (-1, 'account:1', 1, 'manual'), (-1, 'account:2', 2, 'manual'), "
    "(-1, 'b@domain.2.example', 2, 'domain');"
    "INSERT INTO meeting_reject VALUES (1, 2, 0);"
    "INSERT INTO signal (rule_id, dedup_key, subject_kind, subject_id, account_id, severity, state, opened_at, last_seen_at) VALUES "
    "('review_due', 'review_due:account:2:qbr', 'account', 2, 2, 1, 'open', 0, 0);"
    "INSERT INTO response_episode (episode_key, owed_by, account_id, opened_at, opened_day, last_attempt_at, state) VALUES ('us|A2|x', 'us', 2, 0, 0, 0, 'open');"
    "INSERT INTO episode_decision VALUES ('us|A2|x', 'cancelled', 0), ('us|A22|x', 'cancelled', 0);"
    "INSERT INTO target (kpi_id, scope, period_kind, direction, unit) VALUES ('k', 'account:A2', 'month', 'higher', 'count');"
    "INSERT INTO account_merged VALUES ('A0', 2, 0);"
    "UPDATE account SET org_nr = '55', city = 'Umeå', lifecycle = 'customer' WHERE id = 2";

/* Also a table that is made one day: whoever forgets it in the merge fails here. */
static void
check_nothing_left(KeepDb *db, gint64 account)
{
    static const char COLUMNS[] = "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' "
                                  "AND (c.name = 'account_id' OR c.name LIKE '%\\_account_id' ESCAPE '\\')";
    g_autoptr(GError) error = NULL;
    g_autoptr(KeepRows) rows = keep_db_query_text(db, COLUMNS, NO_BIND, FALSE, &error);
    guint seen = 0;
    while (keep_rows_next(rows, &error)) {
        g_autofree char *sql = g_strdup_printf("SELECT COUNT(*) FROM %s WHERE %s = %d", keep_rows_text(rows, 0), keep_rows_text(rows, 1), (int)account);
        g_test_message("%s", sql);
        g_assert_cmpint(int_of(db, sql), ==, 0);
        seen++;
    }
    g_assert_no_error(error);
    g_assert_cmpuint(seen, >, 15);
}

static void
test_merge(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    must_run(office.db, of_both);
    keep_db_begin(office.db, &error);
    g_assert_true(keep_account_merge(office.db, 2, 1, T0, &error));
    g_assert_no_error(error);
    g_assert_true(keep_db_commit(office.db, &error));
    check_nothing_left(office.db, 2);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM touchpoint"), ==, 5); /* the letter to both is one touch */
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM review WHERE account_id = 1"), ==, 2);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM manual_link WHERE verdict = 'reject' AND account_id = 1"), ==, 2);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting_attendee WHERE account_id = 1"), ==, 2);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM signal WHERE state = 'open'"), ==, 0);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM episode_decision WHERE episode_key IN ('us|A1|x', 'us|A22|x')"), ==, 2);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM target WHERE scope = 'account:A1'"), ==, 1);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM account WHERE org_nr = '55' AND city = 'Umeå' AND lifecycle = 'customer' AND name = 'Ett'"), ==, 1);
    g_assert_cmpint(keep_row_find(office.db, "account", "A2", &error), ==, 1);
    g_assert_cmpint(keep_row_find(office.db, "account", "A0", &error), ==, 1);
    g_autofree char *next = keep_row_new_id(office.db, "account", &error);
    g_assert_cmpstr(next, ==, "A3");
    g_assert_false(keep_account_merge(office.db, 1, 1, T0, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_REFUSED);
    office_close(&office);
}

/* --- names and links --------------------------------------------------------------------------------------------------------- */

static void
test_find(void)
{
    static const struct { const char *id; gboolean is_there; int place; } ids[] = {
        { "first@t.example", TRUE, 0 }, { "twin@t.example", TRUE, 2 }, { "twin@t.example#2", TRUE, 3 }, { "twin@t.example#3", FALSE, 0 },
        { "first@t.example#2", FALSE, 0 }, { "named@t.example", FALSE, 0 }, { "", FALSE, 0 }, { "#2", FALSE, 0 } };
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
        gint64 id, thread;
        g_assert_true(keep_find_message(office.db, ids[i].id, &id, &thread, &error));
        g_assert_cmpint(id != 0, ==, ids[i].is_there);
        if (ids[i].is_there) {
            g_autofree char *sql = g_strdup_printf("SELECT (occurred_at - %d) / %d FROM message WHERE id = %d", T0, DAY, (int)id);
            g_assert_cmpint(int_of(office.db, sql), ==, ids[i].place);
        }
    }
    KeepTouch touch;
    must_run(office.db, "UPDATE touchpoint SET ext_id = '3' WHERE id = 1");
    g_assert_true(keep_find_touchpoint(office.db, "2", &touch, &error));
    g_assert_cmpint(touch.id, ==, 2);
    g_assert_true(keep_find_touchpoint(office.db, "-2", &touch, &error));
    g_assert_cmpint(touch.id, ==, 0);
    office_close(&office);
}

static void
test_link_meeting(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    must_run(office.db, "INSERT INTO meeting (id, uid, start_at, end_at, local_day, booked_at, booked_day, first_seen_at, dirty) VALUES (1, 'm', 0, 1, 0, 0, 0, 0, 0)");
    static const struct { const char *verdict; int attends, refused; } steps[] = {
        { "link", 1, 0 }, { "link", 1, 0 }, { "reject", 0, 1 }, { "reject", 0, 1 }, { "link", 1, 0 }, { NULL, 0, 0 } };
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
        must_run(office.db, "UPDATE meeting SET dirty = 0");
        g_assert_true(keep_link_meeting(office.db, 1, 2, steps[i].verdict, T0, &error));
        g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting_attendee WHERE account_id = 2 AND method = 'manual'"), ==, steps[i].attends);
        g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM meeting_reject"), ==, steps[i].refused);
        g_assert_cmpint(int_of(office.db, "SELECT dirty FROM meeting"), ==, 1);
    }
    office_close(&office);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/keep/heal/difference", test_difference);
    g_test_add_func("/keep/heal/watching-ends", test_watching_ends);
    g_test_add_func("/keep/heal/erase", test_erase);
    g_test_add_func("/keep/heal/erase-named", test_erase_named);
    g_test_add_func("/keep/heal/erase-splits", test_erase_splits);
    g_test_add_func("/keep/heal/again", test_again);
    g_test_add_func("/keep/heal/merge", test_merge);
    g_test_add_func("/keep/heal/find", test_find);
    g_test_add_func("/keep/heal/link-meeting", test_link_meeting);
    return g_test_run();
}
