/* SPDX-License-Identifier: MIT
 * Passwords from commands and files. */
#include "collect/secret.h"
#include <string.h>
#include "base/error.h"
#include "lib/scratch.h"

typedef struct {
    const char *command, *secret;
    int code;
    const char *message;
} Case;

static const Case cases[] = {
    {"echo hemligt", "hemligt", 0, NULL},
    {"printf '%s\\n' 'a b' second", "a b", 0, NULL},
    {"printf 'ends with cr\\r\\n'", "ends with cr", 0, NULL},
    {"echo $HOME", "$HOME", 0, NULL}, /* no shell */
    {"sh -c 'sleep 2 & echo quick'", "quick", 0,
     NULL}, /* a helper left behind does not hold us up */
    {"sh -c 'echo spoken >&2; echo good'", "good", 0, NULL},
    {"sh -c 'echo one >&2; printf \"token\\033 expired\\n\" >&2; exit 3'", NULL,
     CADENS_ERROR_ASK_USER, "work: password_command failed: token  expired"},
    {"sh -c 'exit 1'", NULL, CADENS_ERROR_ASK_USER, "no reason given"},
    {"sh -c 'echo hemligt; exit 1'", NULL, CADENS_ERROR_ASK_USER, "no reason given"},
    {"sh -c 'kill -9 $$'", NULL, CADENS_ERROR_ASK_USER, "password_command failed"},
    {"true", NULL, CADENS_ERROR_ASK_USER, "printed nothing"},
    {"echo ''", NULL, CADENS_ERROR_ASK_USER, "printed nothing"},
    {"/no/such/program", NULL, CADENS_ERROR_ASK_USER, "/no/such/program"},
    {"echo 'unclosed", NULL, CADENS_ERROR_BAD_INPUT, "work: password_command: "},
    {"sh -c 'yes | head -c 1000000'", "y", 0, NULL},
    {"sh -c 'yes | head -c 1000000 >&2; echo late'", "late", 0, NULL},
};

static void
check(const char *command, const char *file, const char *secret, int code, const char *message)
{
    g_autoptr(GError) error = NULL;
    const SecretSource source = {"work", command, file, NULL, NULL, FALSE};
    char *found = collect_secret_read(&source, NULL, &error);
    if (secret)
        g_assert_no_error(error);
    g_assert_cmpstr(found, ==, secret);
    collect_secret_free(found);
    if (secret)
        return;
    g_assert_error(error, CADENS_ERROR, code);
    if (!strstr(error->message, message))
        g_test_message("%s", error->message);
    g_assert_nonnull(strstr(error->message, message));
    g_assert_null(strstr(error->message, "hemligt"));
}

static void
test_commands(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        check(cases[i].command, NULL, cases[i].secret, cases[i].code, cases[i].message);
}

static void
test_files(void)
{
    g_autofree char *directory = scratch_new(), *path = scratch_path(directory, "password");
    scratch_write(directory, "password", "hemligt\nsecond line\n", 0600);
    check(NULL, path, "hemligt", 0, NULL);
    check("", path, "hemligt", 0, NULL);
    scratch_write(directory, "password", "utan radslut", 0400);
    check(NULL, path, "utan radslut", 0, NULL);
    scratch_write(directory, "password", "x\n", 0640);
    check(NULL, path, NULL, CADENS_ERROR_BAD_INPUT,
          "others can read it: its mode is 0640, it must be 0600");
    scratch_write(directory, "password", "\n", 0600);
    check(NULL, path, NULL, CADENS_ERROR_ASK_USER, "is empty");
    check(NULL, directory, NULL, CADENS_ERROR_BAD_INPUT, "not a regular file");
    check(NULL, "/no/such/file", NULL, CADENS_ERROR_BAD_INPUT, "No such file");
    check(NULL, NULL, NULL, CADENS_ERROR_ASK_USER,
          "set password_command, password_file or password_secret");
    scratch_remove(directory);
}

static gpointer
cancel_soon(gpointer cancellable)
{
    g_usleep(100000);
    g_cancellable_cancel(cancellable);
    return NULL;
}

static void
test_cancel(void)
{
    g_autoptr(GCancellable) cancellable = g_cancellable_new();
    g_autoptr(GError) error = NULL;
    GThread *thread = g_thread_new("cancel", cancel_soon, cancellable);
    const SecretSource source = {"work", "sleep 20", NULL, NULL, NULL, FALSE};
    gint64 start = g_get_monotonic_time();
    g_assert_null(collect_secret_read(&source, cancellable, &error));
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 3 * G_USEC_PER_SEC);
    g_thread_join(thread);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collect/secret/commands", test_commands);
    g_test_add_func("/collect/secret/files", test_files);
    g_test_add_func("/collect/secret/cancel", test_cancel);
    return g_test_run();
}
