/* SPDX-License-Identifier: MIT
 * Copies, twins, threads and verdicts: the same store whatever the order of arrival (spec 16-B, 17-D). */
#include "keep/defaults.h"
#include "keep/hand.h"
#include "keep/lead.h"
#include "keep/link.h"
#include "base/error.h"
#include "letter.h"
#include "scratch.h"
#include "snapshot.h"

#define T0 1774958400 /* 2026-03-31 12:00 UTC */

typedef struct {
    KeepDb *db;
    char *directory;
    Calendar *calendar;
    KeepFolder *inbox, *sent, *list;
} Office;

static void
office_open(Office *office)
{
    office->directory = scratch_directory();
    office->db = scratch_db(office->directory);
    office->calendar = letter_calendar();
    office->inbox = letter_folder(office->db, "work", "INBOX", FOLDER_INBOX);
    office->sent = letter_folder(office->db, "work", "Sent", FOLDER_SENT);
    office->list = letter_folder(office->db, "home", "Lists", FOLDER_OTHER);
    g_autoptr(GError) error = NULL;
    for (int i = 1; i <= 3; i++)
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
    keep_folder_free(office->inbox);
    keep_folder_free(office->sent);
    keep_folder_free(office->list);
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

static char *
text_of(KeepDb *db, const char *sql)
{
    g_autoptr(GError) error = NULL;
    char *text = keep_db_text(db, sql, NO_BIND, &error);
    g_assert_no_error(error);
    return text;
}

/* One row: a copy of a mail. Folder i, s, l; class of the reading as inbound mail. */
typedef struct {
    char folder;
    guint32 uid;
    gint64 arrived, date; /* after T0; date -1 = none */
    const char *id, *references, *from, *to, *subject;
    MailClass class;
} Copy;
static const Copy COPIES[] = {
    {'s', 1, 10, 0, "a@us.example", NULL, "anna@us.example", "bo@domain.1.example", "Offert", MAIL_HUMAN},
    {'i', 1, 30, 0, "a@us.example", "other@x", "anna@us.example", "bo@domain.1.example list@x.example", "[l] Offert", MAIL_BULK},
    {'l', 1, 5, 0, "a@us.example", NULL, "anna@us.example", "list@x.example", "[l] Offert", MAIL_BULK},
    {'i', 2, 90, 80, "b@domain.1.example", "a@us.example", "bo@domain.1.example", "anna@us.example", "Sv: Offert", MAIL_HUMAN},
    {'l', 2, 95, 80, "b@domain.1.example", "a@us.example zz@y", "bo@domain.1.example", "anna@us.example", "Sv: Offert", MAIL_BULK},
    /* twins: one id, other content, and a third with the same second */
    {'i', 3, 200, 200, "twin@x", NULL, "c@domain.2.example", "anna@us.example", "Ett", MAIL_HUMAN},
    {'i', 4, 150, 150, "twin@x", NULL, "c@domain.2.example", "anna@us.example", "Två", MAIL_HUMAN},
    {'i', 5, 151, 150, "twin@x", NULL, "d@domain.2.example", "anna@us.example", "Tre", MAIL_HUMAN},
    {'i', 6, 300, 290, "e@x", "twin@x", "anna@us.example", "c@domain.2.example", "Sv: Ett", MAIL_HUMAN},
    /* no Message-ID, two copies; and two without anything */
    {'i', 7, 400, 390, NULL, NULL, "f@domain.3.example", "anna@us.example", "Utan id", MAIL_HUMAN},
    {'l', 3, 350, 390, NULL, NULL, "f@domain.3.example", "anna@us.example", "Utan id", MAIL_HUMAN},
    {'i', 8, 500, -1, NULL, NULL, NULL, NULL, NULL, MAIL_SYSTEM},
    {'i', 9, 501, -1, NULL, NULL, NULL, NULL, NULL, MAIL_SYSTEM},
    /* a Date far from arrival counts for nothing; the earlier copy decides */
    {'i', 10, 900000, 0, "late@domain.3.example", NULL, "f@domain.3.example", "anna@us.example", "Gammal", MAIL_HUMAN},
    {'l', 4, 600, 0, "late@domain.3.example", NULL, "f@domain.3.example", "anna@us.example", "Gammal", MAIL_HUMAN},
    /* three threads that one late message joins through ids nobody has seen */
    {'i', 11, 700, 700, "p@x", "root1@x", "c@domain.2.example", "anna@us.example", "P", MAIL_HUMAN},
    {'i', 12, 710, 710, "q@x", "root2@x", "c@domain.2.example", "anna@us.example", "Q", MAIL_HUMAN},
    {'i', 13, 720, 720, "r@x", "root3@x", "bo@domain.1.example", "anna@us.example", "R", MAIL_HUMAN},
    {'s', 2, 730, 730, "s@x", "root3@x root1@x root2@x", "anna@us.example", "c@domain.2.example bo@domain.1.example", "Alla", MAIL_HUMAN},
};

static Mail *
mail_of(const Copy *copy)
{
    Mail *mail = letter_new(copy->id, copy->references, copy->from, copy->to, copy->date < 0 ? 0 : T0 + copy->date, copy->subject);
    if (!copy->from)
        g_clear_pointer(&mail->fingerprint, g_free);
    return mail;
}

static void
take(Office *office, const Copy *copy)
{
    g_autoptr(Mail) mail = mail_of(copy);
    KeepFolder *folder = copy->folder == 'i' ? office->inbox : copy->folder == 's' ? office->sent : office->list;
    g_assert_true(letter_store(office->db, folder, 1, copy->uid, T0 + copy->arrived, mail, copy->class, office->calendar, T0 + 5000));
}

static void
shuffle(guint *order, guint n, GRand *rand)
{
    for (guint i = n - 1; i > 0; i--) {
        guint j = (guint)g_rand_int_range(rand, 0, (gint32)i + 1), keep = order[i];
        order[i] = order[j];
        order[j] = keep;
    }
}

static void
test_order(void)
{
    guint order[G_N_ELEMENTS(COPIES)];
    for (guint i = 0; i < G_N_ELEMENTS(COPIES); i++)
        order[i] = i;
    g_autofree char *first = NULL;
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    for (int turn = 0; turn < 25; turn++) {
        Office office;
        office_open(&office);
        for (guint i = 0; i < G_N_ELEMENTS(COPIES); i++) {
            take(&office, &COPIES[order[i]]);
            if (turn % 3 == 1 || (turn % 3 == 2 && i % 5 == 0)) /* settled as it comes, or all at the end */
                letter_settle(office.db);
        }
        letter_settle(office.db);
        g_autofree char *dump = snapshot_of(office.db);
        if (!first)
            first = g_strdup(dump);
        g_assert_cmpstr(dump, ==, first);
        office_close(&office);
        shuffle(order, G_N_ELEMENTS(order), rand);
    }
    g_assert_nonnull(strstr(first, "twin@x#3"));
}

static void
test_best_copy(void)
{
    Office office;
    office_open(&office);
    for (guint i = 0; i < G_N_ELEMENTS(COPIES); i++)
        take(&office, &COPIES[i]);
    g_autofree char *subject = text_of(office.db, "SELECT subject FROM message m JOIN msgid i ON i.id = m.msgid_id WHERE i.value = 'a@us.example'");
    g_assert_cmpstr(subject, ==, "Offert"); /* the Sent copy speaks */
    g_assert_cmpint(int_of(office.db, "SELECT class_in FROM message m JOIN msgid i ON i.id = m.msgid_id WHERE i.value = 'b@domain.1.example'"), ==, MAIL_BULK);
    g_assert_cmpint(int_of(office.db, "SELECT arrived_at FROM message m JOIN msgid i ON i.id = m.msgid_id WHERE i.value = 'a@us.example'"), ==, T0 + 5);
    g_assert_cmpint(int_of(office.db, "SELECT occurred_at FROM message m JOIN msgid i ON i.id = m.msgid_id WHERE i.value = 'late@domain.3.example'"), ==, T0);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM message"), ==, 14);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(DISTINCT thread_id) FROM message WHERE subject IN ('P','Q','R','Alla')"), ==, 1);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM message m JOIN msgid i ON i.id = m.msgid_id WHERE i.value LIKE 'sha256:%@missing'"), ==, 1);
    office_close(&office);
}

static void
test_settle_once(void)
{
    Office office;
    office_open(&office);
    for (guint i = 0; i < G_N_ELEMENTS(COPIES); i++)
        take(&office, &COPIES[i]);
    letter_settle(office.db);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM account WHERE dirty = 1"), ==, 3);
    g_autoptr(GError) error = NULL;
    keep_db_run(office.db, "UPDATE account SET dirty = 0", NO_BIND, &error);
    const char *const all[] = {"*", NULL};
    g_assert_true(keep_thread_mark(office.db, all, NULL, &error));
    gint64 before = int_of(office.db, "SELECT COUNT(*) FROM thread WHERE dirty = 1");
    g_assert_cmpint(before, >, 3);
    gint64 touches = int_of(office.db, "SELECT SUM(id) FROM touchpoint");
    letter_settle(office.db);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM account WHERE dirty = 1"), ==, 0); /* nothing was written */
    g_assert_cmpint(int_of(office.db, "SELECT SUM(id) FROM touchpoint"), ==, touches);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM thread WHERE dirty = 1"), ==, 0);
    office_close(&office);
}

static void
test_known_uid(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    take(&office, &COPIES[0]);
    g_autoptr(Mail) again = mail_of(&COPIES[3]);
    g_assert_false(letter_store(office.db, office.sent, 1, 1, T0, again, MAIL_HUMAN, office.calendar, T0));
    g_assert_true(keep_mail_note(office.db, office.inbox, 1, 7, "outside", "before the window", NULL, &error));
    g_assert_true(letter_store(office.db, office.inbox, 1, 7, T0, again, MAIL_HUMAN, office.calendar, T0));
    g_assert_true(keep_mail_note(office.db, office.inbox, 1, 7, "never_log", NULL, NULL, &error));
    g_assert_true(keep_mail_note(office.db, office.inbox, 1, 8, "never_log", NULL, NULL, &error));
    g_assert_false(letter_store(office.db, office.inbox, 1, 8, T0, again, MAIL_HUMAN, office.calendar, T0));
    g_autoptr(GArray) uids = keep_folder_uids(office.db, office.inbox->id, 1, 1, G_MAXUINT32, &error);
    g_assert_cmpuint(uids->len, ==, 2);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM ledger WHERE state = 'stored'"), ==, 2);
    office_close(&office);
}

static void
test_new_validity(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    g_assert_true(keep_folder_validity(office.db, office.inbox->id, 1, T0, &error));
    for (guint i = 0; i < 4; i++)
        take(&office, &COPIES[i]);
    gint64 messages = int_of(office.db, "SELECT COUNT(*) FROM message");
    g_assert_true(keep_folder_frontier(office.db, office.inbox->id, 2, 0, TRUE, T0, &error));
    g_assert_true(keep_folder_validity(office.db, office.inbox->id, 2, T0 + 9, &error));
    g_autoptr(KeepFolder) folder = keep_folder_ensure(office.db, office.inbox->mailbox_id, "INBOX", "INBOX", FOLDER_INBOX, &error);
    g_assert_cmpuint(folder->uidvalidity, ==, 2);
    g_assert_cmpuint(folder->frontier_up, ==, 0);
    g_assert_false(folder->backfill_done);
    g_autoptr(GArray) none = keep_folder_uids(office.db, folder->id, 2, 1, 100, &error);
    g_assert_cmpuint(none->len, ==, 0);
    g_autoptr(Mail) mail = mail_of(&COPIES[3]);
    g_assert_true(letter_store(office.db, folder, 2, 55, T0 + 90, mail, MAIL_HUMAN, office.calendar, T0));
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM message"), ==, messages);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM ledger WHERE gone_at IS NULL AND folder_id = 1"), ==, 1);
    g_assert_true(keep_mail_gone(office.db, folder->id, 2, 55, T0 + 100, &error));
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM ledger WHERE gone_at IS NULL AND folder_id = 1"), ==, 0);
    office_close(&office);
}

static void
test_learned(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    g_autoptr(Mail) early = letter_new("1@x", NULL, "bo@domain.1.example", "alias@us.example", T0, "Hej");
    letter_store(office.db, office.inbox, 1, 1, T0, early, MAIL_HUMAN, office.calendar, T0);
    letter_settle(office.db);
    g_assert_true(keep_db_begin(office.db, &error));
    g_autoptr(Mail) sent = letter_new("2@x", NULL, "alias@us.example", "bo@domain.1.example", T0 + 50, "Annat");
    letter_store(office.db, office.sent, 1, 1, T0 + 50, sent, MAIL_HUMAN, office.calendar, T0);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM own_address WHERE value = 'alias@us.example' AND origin = 'learned'"), ==, 1);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM thread WHERE dirty = 1"), ==, 2);
    keep_db_rollback(office.db);
    /* what the process remembered of the lost transaction is forgotten with it */
    g_assert_true(letter_store(office.db, office.sent, 1, 1, T0 + 50, sent, MAIL_HUMAN, office.calendar, T0));
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM own_address"), ==, 1);
    office_close(&office);
}

static void
test_sent_later(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    take(&office, &COPIES[2]);
    letter_settle(office.db);
    g_autoptr(KeepFolder) changed = keep_folder_ensure(office.db, office.list->mailbox_id, "Lists", "Lists", FOLDER_SENT, &error);
    g_assert_no_error(error);
    g_assert_cmpint(changed->role, ==, FOLDER_SENT);
    g_assert_cmpint(int_of(office.db, "SELECT is_sent FROM message"), ==, 1);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM thread WHERE dirty = 1"), ==, 1);
    office_close(&office);
}

static GArray *
again(Office *office, gint64 folder, guint32 uidvalidity, const char *version, gint64 now)
{
    g_autoptr(GError) error = NULL;
    GArray *uids = keep_mail_again(office->db, folder, uidvalidity, version, now, 10, &error);
    g_assert_no_error(error);
    return uids;
}

static guint
count_again(Office *office, gint64 folder, guint32 uidvalidity, const char *version, gint64 now)
{
    g_autoptr(GArray) uids = again(office, folder, uidvalidity, version, now);
    return uids->len;
}

/* What VERSION 1 could not read is asked for once a day, and at once by version 2. */
static void
test_quarantine(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    gint64 inbox = office.inbox->id;
    g_assert_true(keep_mail_quarantine(office.db, office.inbox, 1, 7, "no date", "1", T0, &error));
    g_assert_cmpuint(count_again(&office, inbox, 1, "1", T0 + 86399), ==, 0);
    g_assert_cmpuint(count_again(&office, inbox, 1, "1", T0 + 86400), ==, 1);
    g_assert_cmpuint(count_again(&office, inbox, 1, "2", T0), ==, 1);
    g_assert_cmpuint(count_again(&office, inbox, 2, "2", T0), ==, 0);
    g_assert_true(keep_mail_quarantine(office.db, office.inbox, 1, 7, "still no date", "2", T0 + 5, &error));
    g_assert_cmpuint(count_again(&office, inbox, 1, "2", T0 + 10), ==, 0);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM ledger WHERE state = 'quarantined' AND reason = 'still no date'"), ==, 1);
    g_autoptr(Mail) mail = letter_new("7@x", NULL, "bo@domain.1.example", "me@us.example", T0, "Hej");
    g_assert_true(letter_store(office.db, office.inbox, 1, 7, T0, mail, MAIL_HUMAN, office.calendar, T0));
    g_assert_cmpuint(count_again(&office, inbox, 1, "3", T0 + 99999), ==, 0);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM ledger WHERE state = 'stored' AND reason IS NULL AND tried_by IS NULL"), ==, 1);
    g_assert_true(keep_mail_quarantine(office.db, office.inbox, 1, 8, "no date", "1", T0, &error));
    g_assert_true(keep_mail_gone(office.db, inbox, 1, 8, T0, &error));
    g_assert_cmpuint(count_again(&office, inbox, 1, "3", T0 + 99999), ==, 0);
    office_close(&office);
}

/* A copy in a folder that turns out to be Sent speaks from then on, and no longer when it turns out otherwise. */
static void
test_sent_later_speaks(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    g_autoptr(KeepFolder) lists = letter_folder(office.db, "work", "Lists", FOLDER_OTHER);
    g_autoptr(Mail) open = letter_new("1@x", NULL, "me@us.example", "bo@domain.1.example", T0, "utan hemlig kopia");
    g_autoptr(Mail) full = letter_new("1@x", NULL, "me@us.example", "bo@domain.1.example", T0, "med allt");
    letter_store(office.db, office.inbox, 1, 1, T0, open, MAIL_HUMAN, office.calendar, T0);
    letter_store(office.db, lists, 1, 2, T0, full, MAIL_HUMAN, office.calendar, T0);
    letter_settle(office.db);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM message WHERE subject = 'utan hemlig kopia'"), ==, 1);
    g_autoptr(KeepFolder) sent = keep_folder_ensure(office.db, lists->mailbox_id, "Lists", "Lists", FOLDER_SENT, &error);
    g_autoptr(GArray) uids = again(&office, sent->id, 1, "1", T0);
    g_assert_cmpuint(uids->len, ==, 1);
    g_assert_cmpuint(g_array_index(uids, guint32, 0), ==, 2);
    g_assert_false(letter_store(office.db, sent, 1, 2, T0, full, MAIL_HUMAN, office.calendar, T0)); /* it is not new */
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM message WHERE subject = 'med allt'"), ==, 1);
    g_assert_cmpuint(count_again(&office, sent->id, 1, "1", T0), ==, 0);
    g_assert_false(letter_store(office.db, office.inbox, 1, 1, T0, open, MAIL_HUMAN, office.calendar, T0));
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM message WHERE subject = 'med allt'"), ==, 1);
    g_autoptr(KeepFolder) other = keep_folder_ensure(office.db, lists->mailbox_id, "Lists", "Lists", FOLDER_OTHER, &error);
    g_assert_cmpuint(count_again(&office, office.inbox->id, 1, "1", T0), ==, 1);
    letter_store(office.db, office.inbox, 1, 1, T0, open, MAIL_HUMAN, office.calendar, T0);
    letter_store(office.db, other, 1, 2, T0, full, MAIL_HUMAN, office.calendar, T0);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM message WHERE subject = 'utan hemlig kopia'"), ==, 1);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM ledger WHERE again_at IS NOT NULL"), ==, 0);
    office_close(&office);
}

/* Folders come and go; what had gone from one before stays gone. */
static void
test_folders_come_and_go(void)
{
    static const char *const all[] = {"INBOX", "Sent", "Lists", NULL}, *const some[] = {"INBOX", "Arkiv", NULL};
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    g_autoptr(KeepFolder) lists = letter_folder(office.db, "work", "Lists", FOLDER_OTHER);
    g_assert_true(keep_folder_listed(office.db, office.inbox->mailbox_id, all, T0, &error));
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM mail_folder WHERE gone_at IS NOT NULL"), ==, 0);
    for (guint32 uid = 1; uid <= 3; uid++) {
        g_autofree char *id = g_strdup_printf("%u@x", uid);
        g_autoptr(Mail) mail = letter_new(id, NULL, "bo@domain.1.example", "me@us.example", T0, "Hej");
        letter_store(office.db, lists, 1, uid, T0, mail, MAIL_HUMAN, office.calendar, T0);
    }
    g_assert_true(keep_mail_gone(office.db, lists->id, 1, 2, T0 + 1, &error));
    g_assert_true(keep_folder_server_count(office.db, lists->id, 2, &error));
    g_assert_true(keep_folder_listed(office.db, office.inbox->mailbox_id, some, T0 + 2, &error));
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM ledger WHERE gone_at IS NULL"), ==, 0);
    g_assert_cmpint(int_of(office.db, "SELECT gone_at FROM mail_folder WHERE mailbox_id = 1 AND raw_name = 'Lists' AND server_count IS NULL"), ==, T0 + 2);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM mail_folder WHERE gone_at IS NOT NULL"), ==, 2); /* not of the other mailbox */
    g_assert_true(keep_folder_listed(office.db, office.inbox->mailbox_id, some, T0 + 3, &error));
    g_assert_true(keep_folder_listed(office.db, office.inbox->mailbox_id, all, T0 + 4, &error));
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM ledger WHERE gone_at IS NULL AND uid IN (1, 3)"), ==, 2);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM mail_folder WHERE gone_at IS NOT NULL"), ==, 0);
    office_close(&office);
}

static void
test_renumbered(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    for (guint32 validity = 1; validity <= 3; validity++)
        g_assert_true(keep_folder_validity(office.db, office.inbox->id, validity, T0 + validity, &error));
    g_autoptr(KeepFolder) folder = keep_folder_ensure(office.db, office.inbox->mailbox_id, "INBOX", "INBOX", FOLDER_INBOX, &error);
    g_assert_cmpint(folder->renumbered_at, ==, T0 + 3); /* the first numbering is no change */
    g_assert_cmpint(folder->renumbered_before_at, ==, T0 + 2);
    office_close(&office);
}

static void
test_touchpoints(void)
{
    Office office;
    office_open(&office);
    for (guint i = 0; i < G_N_ELEMENTS(COPIES); i++)
        take(&office, &COPIES[i]);
    letter_settle(office.db);
    /* the mail to two accounts gives two, the bulk reading none */
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM touchpoint t JOIN message m ON m.id = t.email_id WHERE m.subject = 'Alla'"), ==, 2);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM touchpoint t JOIN message m ON m.id = t.email_id WHERE m.auto_class <> 'human'"), ==, 0);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM touchpoint t JOIN message m ON m.id = t.email_id WHERE t.thread_id <> m.thread_id OR t.occurred_at <> m.occurred_at OR t.logged_at <> m.logged_at"), ==, 0);
    /* a domain is marked with what lies under it, and nothing else */
    g_autoptr(GError) error = NULL;
    const char *const domains[] = {"3.example", NULL};
    g_assert_true(keep_thread_mark(office.db, NULL, domains, &error));
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM thread WHERE dirty = 1"), ==, 2);
    office_close(&office);
}

static void
save_lead(Office *office, const char *id, gint64 created, const char *stage, gint64 closed)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(KeepFields) fields = keep_fields_new();
    gint64 row;
    gboolean is_new;
    keep_fields_int(fields, "account_id", 1);
    keep_fields_text(fields, "name", "Offert");
    keep_fields_int(fields, "created_at", created);
    keep_fields_int(fields, "created_day", calendar_day_of(office->calendar, created));
    keep_lead_save(office->db, id, fields, stage, closed, office->calendar, T0 + 9000, &row, &is_new, &error);
    g_assert_no_error(error);
}

/* The only open lead at that instant gets the mail, whichever was known first (15-B9). */
static void
test_lead_of_mail(void)
{
    g_autofree char *first = NULL;
    for (int turn = 0; turn < 2; turn++) {
        Office office;
        office_open(&office);
        g_autoptr(GError) error = NULL;
        g_assert_true(keep_defaults_install(office.db, office.calendar, T0, &error));
        for (int step = 0; step < 2; step++) {
            if (step == turn) {
                take(&office, &COPIES[0]);
                take(&office, &COPIES[3]);
                take(&office, &COPIES[17]);
                letter_settle(office.db);
            } else {
                save_lead(&office, "L1", T0 - 100, "won", T0 + 50);  /* closed between the first and the second mail */
                save_lead(&office, "L2", T0 + 40, "need", 0);
                save_lead(&office, "L3", T0 + 500, NULL, 0);         /* from here on there are two */
            }
        }
        g_autofree char *dump = snapshot_of(office.db);
        if (!first)
            first = g_strdup(dump);
        g_assert_cmpstr(dump, ==, first);
        static const char LEAD_AT[] = "SELECT COALESCE(l.ext_id, '-') FROM touchpoint t LEFT JOIN lead l ON l.id = t.lead_id "
                                      "WHERE t.occurred_at = :at";
        const struct { gint64 at; const char *lead; } expected[] = {{T0, "L1"}, {T0 + 80, "L2"}, {T0 + 720, "-"}};
        for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
            g_autofree char *lead = keep_db_text(office.db, LEAD_AT, BIND(KI("at", expected[i].at)), &error);
            g_assert_cmpstr(lead, ==, expected[i].lead);
        }
        office_close(&office);
    }
}

static void
test_other_zone(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    g_assert_true(keep_calendar_fill(office.db, office.calendar, &error));
    g_autoptr(Mail) late = letter_new("n@x", NULL, "bo@domain.1.example", "anna@us.example", 1774993500, "Sent"); /* 23:45 in Stockholm */
    letter_store(office.db, office.inbox, 1, 1, 1774993500, late, MAIL_HUMAN, office.calendar, T0);
    gint64 day = int_of(office.db, "SELECT local_day FROM message");
    g_autoptr(Calendar) moscow = calendar_new("Europe/Moscow", "Mon-Fri 08:00-17:00", "SE", NULL, NULL, &error);
    g_assert_true(keep_calendar_fill(office.db, moscow, &error));
    g_assert_no_error(error);
    g_assert_cmpint(int_of(office.db, "SELECT local_day FROM message"), ==, day + 1);
    office_close(&office);
}

static void
test_user_of_mail(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    take(&office, &COPIES[0]);
    letter_settle(office.db);
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(user_id) FROM touchpoint"), ==, 0);
    g_autoptr(KeepFields) fields = keep_fields_new();
    const char *const addresses[] = {"anna@us.example", NULL};
    gint64 user;
    gboolean is_new;
    keep_fields_text(fields, "name", "Anna");
    g_assert_true(keep_hand_user(office.db, "U1", fields, addresses, &user, &is_new, &error));
    letter_settle(office.db);
    g_assert_cmpint(int_of(office.db, "SELECT user_id FROM touchpoint"), ==, user);
    office_close(&office);
}

static void
test_link(void)
{
    Office office;
    office_open(&office);
    g_autoptr(GError) error = NULL;
    take(&office, &COPIES[0]);
    letter_settle(office.db);
    g_assert_true(keep_link_put(office.db, 1, 2, "link", T0, &error));
    g_assert_true(keep_link_put(office.db, 1, 1, "reject", T0, &error));
    g_autoptr(GArray) dirty = keep_thread_dirty(office.db, 1, &error);
    g_autoptr(GPtrArray) messages = keep_thread_load(office.db, dirty, &error);
    const KeepMessage *message = g_ptr_array_index(messages, 0);
    g_assert_cmpuint(message->links->len, ==, 1);
    g_assert_cmpint(g_array_index(message->links, gint64, 0), ==, 2);
    g_assert_cmpint(g_array_index(message->rejects, gint64, 0), ==, 1);
    g_assert_true(keep_link_put(office.db, 1, 2, NULL, T0, &error));
    g_assert_cmpint(int_of(office.db, "SELECT COUNT(*) FROM manual_link"), ==, 1);
    g_assert_false(keep_link_put(office.db, 99, 2, "link", T0, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_NOT_FOUND);
    office_close(&office);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/keep/mail/order", test_order);
    g_test_add_func("/keep/mail/best-copy", test_best_copy);
    g_test_add_func("/keep/mail/settle-once", test_settle_once);
    g_test_add_func("/keep/mail/known-uid", test_known_uid);
    g_test_add_func("/keep/mail/new-validity", test_new_validity);
    g_test_add_func("/keep/mail/learned", test_learned);
    g_test_add_func("/keep/mail/sent-later", test_sent_later);
    g_test_add_func("/keep/mail/sent-later-speaks", test_sent_later_speaks);
    g_test_add_func("/keep/mail/quarantine", test_quarantine);
    g_test_add_func("/keep/mail/folders-come-and-go", test_folders_come_and_go);
    g_test_add_func("/keep/mail/renumbered", test_renumbered);
    g_test_add_func("/keep/mail/touchpoints", test_touchpoints);
    g_test_add_func("/keep/mail/lead-of-mail", test_lead_of_mail);
    g_test_add_func("/keep/mail/other-zone", test_other_zone);
    g_test_add_func("/keep/mail/user-of-mail", test_user_of_mail);
    g_test_add_func("/keep/mail/link", test_link);
    return g_test_run();
}
