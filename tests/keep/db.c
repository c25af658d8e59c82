/* SPDX-License-Identifier: MIT
 * The file: its modes, versions, transactions, and what happens when the disk is full or others are at work. */
#include "keep/db.h"
#include "keep/schema.h"
#include "scratch.h"
#include "base/error.h"
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static guint
mode_of(const char *path)
{
    struct stat status;
    g_assert_cmpint(stat(path, &status), ==, 0);
    return status.st_mode & 0777;
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

static void
must_run(KeepDb *db, const char *sql)
{
    g_autoptr(GError) error = NULL;
    keep_db_run_text(db, sql, NO_BIND, &error);
    g_assert_no_error(error);
}

static void
test_modes(void)
{
    g_autofree char *directory = scratch_directory();
    g_autofree char *deep = g_build_filename(directory, "a", "b", NULL);
    g_autofree char *path = g_build_filename(deep, "cadens.db", NULL);
    mode_t old = umask(0);
    g_autoptr(GError) error = NULL;
    {
        g_autoptr(KeepDb) db = keep_db_open(path, KEEP_READ_WRITE, &error);
        g_assert_no_error(error);
        must_run(db, "INSERT INTO setting VALUES ('a','b',1)");
        g_autofree char *wal = g_strconcat(path, "-wal", NULL), *shm = g_strconcat(path, "-shm", NULL);
        g_assert_cmpuint(mode_of(path), ==, 0600);
        g_assert_cmpuint(mode_of(wal), ==, 0600);
        g_assert_cmpuint(mode_of(shm), ==, 0600);
        g_assert_cmpuint(mode_of(deep), ==, 0700);
        g_autofree char *copy = g_build_filename(directory, "copy.db", NULL);
        g_assert_true(keep_db_backup(db, copy, &error));
        g_assert_cmpuint(mode_of(copy), ==, 0600);
        g_assert_false(keep_db_backup(db, copy, &error));
        g_assert_error(error, CADENS_ERROR, CADENS_ERROR_REFUSED);
        g_clear_error(&error);
        g_autoptr(KeepDb) again = keep_db_open(copy, KEEP_READ_ONLY, &error);
        g_assert_no_error(error);
        g_assert_cmpint(int_of(again, "SELECT COUNT(*) FROM setting WHERE key='a'"), ==, 1);
    }
    g_chmod(path, 0644); /* somebody loosened it */
    g_autoptr(KeepDb) db = keep_db_open(path, KEEP_READ_WRITE, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(mode_of(path), ==, 0600);
    umask(old);
    scratch_remove(directory);
}

static void
test_refusals(void)
{
    g_autofree char *directory = scratch_directory();
    g_autofree char *path = g_build_filename(directory, "cadens.db", NULL);
    g_autoptr(GError) error = NULL;
    g_assert_null(keep_db_open(path, KEEP_READ_ONLY, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_NOT_FOUND);
    g_clear_error(&error);
    {
        g_autoptr(KeepDb) db = keep_db_open(path, KEEP_READ_WRITE, &error);
        g_assert_no_error(error);
        must_run(db, "PRAGMA user_version = 99");
    }
    for (KeepMode mode = KEEP_READ_WRITE; mode <= KEEP_READ_ONLY; mode++) {
        g_assert_null(keep_db_open(path, mode, &error));
        g_assert_error(error, CADENS_ERROR, CADENS_ERROR_NEWER);
        g_assert_nonnull(strstr(error->message, "newer version"));
        g_clear_error(&error);
    }
    g_autofree char *text = g_build_filename(directory, "text", NULL);
    g_assert_true(g_file_set_contents(text, "this is a letter, not a database, and long enough to tell", -1, NULL));
    g_assert_null(keep_db_open(text, KEEP_READ_WRITE, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_CORRUPT);
    g_clear_error(&error);
    g_autofree char *after = NULL;
    g_assert_true(g_file_get_contents(text, &after, NULL, NULL));
    g_assert_true(g_str_has_prefix(after, "this is a letter"));
    g_assert_true(g_file_set_contents(text, "", 0, NULL)); /* a database that has lost all it held */
    g_assert_cmpint(g_chmod(text, 0600), ==, 0);
    for (KeepMode mode = KEEP_READ_WRITE; mode <= KEEP_READ_ONLY; mode++) {
        g_assert_null(keep_db_open(text, mode, &error));
        g_assert_error(error, CADENS_ERROR, CADENS_ERROR_CORRUPT);
        g_assert_nonnull(strstr(error->message, "empty"));
        g_clear_error(&error);
    }
    g_assert_cmpint(g_chmod(text, 0644), ==, 0); /* what a look with another program leaves behind */
    g_autoptr(KeepDb) new = keep_db_open(text, KEEP_READ_WRITE, &error);
    g_assert_no_error(error);
    g_clear_pointer(&new, keep_db_free);
    scratch_remove(directory);
}

static void
test_foreign_database(void)
{
    g_autofree char *directory = scratch_directory();
    g_autofree char *path = g_build_filename(directory, "other.db", NULL);
    g_autoptr(GError) error = NULL;
    {
        g_autoptr(KeepDb) db = keep_db_open(path, KEEP_READ_WRITE, &error);
        must_run(db, "PRAGMA application_id = 7");
    }
    g_assert_null(keep_db_open(path, KEEP_READ_WRITE, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_CORRUPT);
    scratch_remove(directory);
}

static void
test_migration(void)
{
    g_autofree char *directory = scratch_directory();
    g_autofree char *path = g_build_filename(directory, "cadens.db", NULL);
    int version = keep_db_version();
    g_autofree char *backup = g_strdup_printf("%s.version-%d", path, version);
    g_autoptr(GError) error = NULL;
    g_autoptr(KeepDb) db = keep_db_open(path, KEEP_READ_WRITE, &error);
    g_assert_no_error(error);
    g_assert_false(g_file_test(backup, G_FILE_TEST_EXISTS));
    const char *const further[] = {"CREATE TABLE extra (a INTEGER)", "ALTER TABLE extra ADD COLUMN b TEXT",
                                   "CREATE TABLE half (a INTEGER); CREATE TABLE half (a INTEGER)"};
    g_autofree const char **scripts = g_new0(const char *, (gsize)version + G_N_ELEMENTS(further));
    memcpy(scripts + version, further, sizeof further); /* what is applied already is not looked at */
    g_assert_true(keep_schema_apply(db, scripts, version + 2, &error));
    g_assert_no_error(error);
    g_assert_cmpint(int_of(db, "PRAGMA user_version"), ==, version + 2);
    g_assert_cmpint(int_of(db, "SELECT COUNT(*) FROM pragma_table_info('extra')"), ==, 2);
    g_assert_cmpuint(mode_of(backup), ==, 0600);
    g_autoptr(KeepDb) old = keep_db_open(backup, KEEP_READ_ONLY, &error);
    g_assert_no_error(error);
    g_assert_cmpint(int_of(old, "SELECT COUNT(*) FROM sqlite_master WHERE name='extra'"), ==, 0);
    /* a script that fails half-way leaves nothing of itself, its number neither */
    g_assert_false(keep_schema_apply(db, scripts, version + 3, &error));
    g_clear_error(&error);
    g_assert_cmpint(int_of(db, "PRAGMA user_version"), ==, version + 2);
    g_assert_cmpint(int_of(db, "SELECT COUNT(*) FROM sqlite_master WHERE name='half'"), ==, 0);
    scratch_remove(directory);
}

static void
test_transactions(void)
{
    g_autofree char *directory = scratch_directory();
    g_autoptr(KeepDb) db = scratch_db(directory);
    g_autoptr(GError) error = NULL;
    g_assert_true(keep_db_begin(db, &error));
    g_assert_true(keep_db_begin(db, &error));
    must_run(db, "INSERT INTO setting VALUES ('a','1',1)");
    g_assert_true(keep_db_commit(db, &error));
    keep_db_rollback(db);
    keep_db_rollback(db);
    g_assert_cmpint(int_of(db, "SELECT COUNT(*) FROM setting WHERE key='a'"), ==, 0);
    g_assert_false(keep_db_commit(db, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_BUG);
    scratch_remove(directory);
}

static void
test_binds(void)
{
    g_autofree char *directory = scratch_directory();
    g_autoptr(KeepDb) db = scratch_db(directory);
    g_autoptr(GError) error = NULL;
    static const char ECHO_SQL[] = "SELECT :i AS i, :r AS r, :t AS t, :n AS n, :o AS o";
    for (int turn = 0; turn < 2; turn++) { /* prepared, then from the cache */
        g_autoptr(KeepRows) rows = keep_db_query(
            db, ECHO_SQL,
            BIND(KT("t", "å'; DROP TABLE setting; --"), KI("i", G_MAXINT64), KR("r", 0.5), KN("n"), KO("o", TRUE, 4)),
            &error);
        g_assert_no_error(error);
        g_assert_true(keep_rows_next(rows, &error));
        g_assert_cmpint(keep_rows_int(rows, 0), ==, G_MAXINT64);
        g_assert_cmpfloat(keep_rows_real(rows, 1), ==, 0.5);
        g_assert_cmpstr(keep_rows_text(rows, 2), ==, "å'; DROP TABLE setting; --");
        g_assert_true(keep_rows_is_null(rows, 3) && keep_rows_is_null(rows, 4));
        g_assert_cmpstr(keep_rows_name(rows, 2), ==, "t");
        g_assert_cmpint(keep_rows_columns(rows), ==, 5);
        /* the same text while it is being read */
        g_autoptr(KeepRows) inner = keep_db_query(
            db, ECHO_SQL, BIND(KI("i", 1), KR("r", 0), KT("t", NULL), KN("n"), KO("o", FALSE, 4)), &error);
        g_assert_true(keep_rows_next(inner, &error));
        g_assert_true(keep_rows_is_null(inner, 2));
        g_assert_cmpint(keep_rows_int(inner, 4), ==, 4);
        g_assert_false(keep_rows_next(rows, &error));
        g_assert_false(keep_rows_next(rows, &error));
        g_assert_no_error(error);
    }
    g_assert_null(keep_db_query_text(db, "SELECT :a", NO_BIND, TRUE, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_BUG);
    g_clear_error(&error);
    g_autoptr(KeepRows) lax = keep_db_query_text(db, "SELECT :a", BIND(KI("b", 1), KI("a", 2)), TRUE, &error);
    g_assert_true(keep_rows_next(lax, &error));
    g_assert_cmpint(keep_rows_int(lax, 0), ==, 2);
    scratch_remove(directory);
}

static void
test_wrong_bind(void)
{
    if (g_test_subprocess()) {
        g_autofree char *directory = scratch_directory();
        g_autoptr(KeepDb) db = scratch_db(directory);
        scratch_remove(directory);
        keep_db_run(db, "SELECT :a", BIND(KI("a", 1), KI("b", 2)), NULL);
        return;
    }
    g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_failed();
    g_test_trap_assert_stderr("*SQL has no parameter :b*");
}

static void
test_constraint(void)
{
    g_autofree char *directory = scratch_directory();
    g_autoptr(KeepDb) db = scratch_db(directory);
    g_autoptr(GError) error = NULL;
    g_assert_false(keep_db_run_text(db, "INSERT INTO setting VALUES ('a','b','not a number')", NO_BIND, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_REFUSED);
    scratch_remove(directory);
}

/* A full disk is one clear line, and what was committed stays. */
static void
test_full_disk(void)
{
    g_autofree char *directory = scratch_directory();
    g_autoptr(KeepDb) db = scratch_db(directory);
    g_autoptr(GError) error = NULL;
    must_run(db, "INSERT INTO setting VALUES ('before','1',1)");
    g_autofree char *limit = g_strdup_printf("PRAGMA max_page_count = %d", (int)int_of(db, "PRAGMA page_count") + 4);
    int_of(db, g_intern_string(limit));
    g_assert_true(keep_db_begin(db, &error));
    g_autofree char *large = g_strnfill(20000, 'x');
    gboolean ok = TRUE;
    for (int i = 0; ok && i < 50; i++) {
        g_autofree char *key = g_strdup_printf("k%d", i);
        ok = keep_db_run(db, "INSERT INTO setting VALUES (:k, :v, 1)", BIND(KT("k", key), KT("v", large)), &error);
    }
    g_assert_false(ok);
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
    g_assert_nonnull(strstr(error->message, "full"));
    g_assert_null(strchr(error->message, '\n'));
    g_clear_error(&error);
    keep_db_rollback(db);
    g_assert_cmpint(int_of(db, "SELECT COUNT(*) FROM setting"), ==, 1);
    int_of(db, "PRAGMA max_page_count = 1000000");
    must_run(db, "INSERT INTO setting VALUES ('after','1',1)");
    g_assert_true(keep_db_check(db, &error));
    scratch_remove(directory);
}

static void
test_reader_beside_writer(void)
{
    g_autofree char *directory = scratch_directory();
    g_autoptr(KeepDb) writer = scratch_db(directory);
    g_autoptr(GError) error = NULL;
    must_run(writer, "INSERT INTO setting VALUES ('a','1',1)");
    g_assert_true(keep_db_begin(writer, &error));
    must_run(writer, "INSERT INTO setting VALUES ('b','1',1)");
    g_autoptr(KeepDb) reader = keep_db_open(keep_db_path(writer), KEEP_READ_ONLY, &error);
    g_assert_no_error(error);
    g_assert_cmpint(int_of(reader, "SELECT COUNT(*) FROM setting"), ==, 1);
    must_run(reader, "CREATE TEMP TABLE setting AS SELECT 'x' AS key");
    g_assert_cmpint(int_of(reader, "SELECT COUNT(*) FROM setting WHERE key='x'"), ==, 1);
    g_assert_true(keep_db_commit(writer, &error));
    g_assert_cmpint(int_of(reader, "SELECT COUNT(*) FROM main.setting"), ==, 2);
    g_assert_false(keep_db_run_text(reader, "DELETE FROM main.setting", NO_BIND, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
    scratch_remove(directory);
}

static gboolean
is_locked_for_others(const char *path)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
        int fd = open(path, O_RDWR | O_CLOEXEC);
        _exit(fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK ? 0 : 1);
    }
    int status = 0;
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Two connections in one process, as during a reload: the second must not take the locks of the first along. */
static void
test_second_connection(void)
{
    g_autofree char *directory = scratch_directory();
    g_autoptr(KeepDb) first = scratch_db(directory);
    must_run(first, "INSERT INTO setting VALUES ('a','1',1)");
    g_assert_true(is_locked_for_others(keep_db_path(first)));
    g_autoptr(KeepDb) second = scratch_db(directory);
    g_assert_true(is_locked_for_others(keep_db_path(first)));
    keep_db_free(g_steal_pointer(&first));
    g_assert_true(is_locked_for_others(keep_db_path(second)));
    scratch_remove(directory);
}

/* A writer killed in the middle of a transaction leaves the last committed state. */
static void
test_killed_writer(void)
{
    g_autofree char *directory = scratch_directory();
    g_autofree char *path = NULL;
    {
        g_autoptr(KeepDb) db = scratch_db(directory);
        path = g_strdup(keep_db_path(db));
    }
    pid_t child = fork();
    if (child == 0) {
        KeepDb *db = keep_db_open(path, KEEP_READ_WRITE, NULL);
        keep_db_run_text(db, "INSERT INTO setting VALUES ('kept','1',1)", NO_BIND, NULL);
        keep_db_begin(db, NULL);
        keep_db_run_text(db, "INSERT INTO setting VALUES ('lost','1',1)", NO_BIND, NULL);
        _exit(0); /* no commit, no close */
    }
    int status;
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_cmpint(status, ==, 0);
    g_autoptr(GError) error = NULL;
    g_autoptr(KeepDb) db = keep_db_open(path, KEEP_READ_WRITE, &error);
    g_assert_no_error(error);
    g_assert_cmpint(int_of(db, "SELECT COUNT(*) FROM setting WHERE key='kept'"), ==, 1);
    g_assert_cmpint(int_of(db, "SELECT COUNT(*) FROM setting WHERE key='lost'"), ==, 0);
    g_assert_true(keep_db_check(db, &error));
    scratch_remove(directory);
}

static void
test_fold(void)
{
    g_autofree char *directory = scratch_directory();
    g_autoptr(KeepDb) db = scratch_db(directory);
    g_assert_cmpint(int_of(db, "SELECT fold('ÅSA') = fold('åsa')"), ==, 1);
    g_assert_cmpint(int_of(db, "SELECT fold('Asa') = fold('Åsa')"), ==, 0);
    g_assert_cmpint(int_of(db, "SELECT fold(NULL) IS NULL"), ==, 1);
    scratch_remove(directory);
}

/* A file beyond the version would never be applied. */
static void
test_last_script(void)
{
    g_autofree char *next = g_strdup_printf("/cadens/keep/schema/%03d.sql", keep_db_version() + 1);
    g_assert_nonnull(keep_schema_scripts()[keep_db_version() - 1]);
    g_assert_false(g_resources_get_info(next, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/keep/db/modes", test_modes);
    g_test_add_func("/keep/db/last-script", test_last_script);
    g_test_add_func("/keep/db/refusals", test_refusals);
    g_test_add_func("/keep/db/foreign-database", test_foreign_database);
    g_test_add_func("/keep/db/migration", test_migration);
    g_test_add_func("/keep/db/transactions", test_transactions);
    g_test_add_func("/keep/db/binds", test_binds);
    g_test_add_func("/keep/db/wrong-bind", test_wrong_bind);
    g_test_add_func("/keep/db/constraint", test_constraint);
    g_test_add_func("/keep/db/full-disk", test_full_disk);
    g_test_add_func("/keep/db/reader-beside-writer", test_reader_beside_writer);
    g_test_add_func("/keep/db/second-connection", test_second_connection);
    g_test_add_func("/keep/db/killed-writer", test_killed_writer);
    g_test_add_func("/keep/db/fold", test_fold);
    return g_test_run();
}
