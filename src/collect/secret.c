/* SPDX-License-Identifier: MIT
 * Runs the password command, reads the password file, or asks who keeps it; the output is wiped,
 * and only stderr's last line is ever shown. */
#include "collect/secret.h"
#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/error.h"
#include "base/text.h"
#include "base/wording.h"
#include "collect/keyring.h"
#include "collect/online-account.h"

typedef struct { /* a pipe from the command */
    int fd;
    gsize length;
    char bytes[SECRET_MAX];
} Capture;

typedef struct {
    GPid pid;
    Capture out, err;
} Command;

static Command *
command_new(void)
{
    Command *command = g_new0(Command, 1);
    command->out.fd = command->err.fd = -1;
    return command;
}

static void
close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void
command_free(Command *command)
{
    if (!command)
        return;
    close_fd(&command->out.fd);
    close_fd(&command->err.fd);
    if (command->pid) {
        kill(command->pid, SIGKILL);
        waitpid(command->pid, NULL, 0);
    }
    explicit_bzero(command, sizeof *command);
    g_free(command);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Command, command_free)

void
collect_secret_free(char *secret)
{
    if (secret)
        explicit_bzero(secret, strlen(secret));
    g_free(secret);
}

/* The first line of BYTES, or NULL if it is empty. */
static char *
first_line(const char *bytes, gsize length)
{
    gsize n = 0;
    while (n < length && bytes[n] != '\n' && bytes[n] != '\0')
        n++;
    while (n > 0 && bytes[n - 1] == '\r')
        n--;
    return n ? g_strndup(bytes, n) : NULL;
}

static char *
last_line(const Capture *capture)
{
    g_autofree char *text = g_strndup(capture->bytes, capture->length);
    g_strchomp(text);
    const char *start = strrchr(text, '\n');
    return text_clean_line(start ? start + 1 : text, -1, 200);
}

/* Reads all that is there (the pipe does not block); closes it at its end. What exceeds the buffer
 * is thrown away. */
static void
drain(Capture *capture)
{
    char rest[512];
    while (capture->fd >= 0) {
        gsize room = sizeof capture->bytes - capture->length;
        gssize n = read(capture->fd, room ? capture->bytes + capture->length : rest,
                        room ? room : sizeof rest);
        if (n > 0 && room)
            capture->length += (gsize)n;
        if (n < 0 && errno == EAGAIN)
            break;
        if (n == 0 || (n < 0 && errno != EINTR))
            close_fd(&capture->fd);
    }
    explicit_bzero(rest, sizeof rest);
}

/* Until the command itself has ended: what it leaves running in the background may hold its pipes
 * open. */
static gboolean
collect_output(Command *command, const char *owner, int end_fd, int cancel_fd, GError **error)
{
    gint64 deadline = g_get_monotonic_time() + SECRET_SECONDS * G_USEC_PER_SEC;
    for (;;) {
        struct pollfd fds[] = {{command->out.fd, POLLIN, 0},
                               {command->err.fd, POLLIN, 0},
                               {end_fd, POLLIN, 0},
                               {cancel_fd, POLLIN, 0}};
        gint64 left = (deadline - g_get_monotonic_time() + 999) / 1000;
        if (left <= 0)
            return fail(error, FAIL_TRY_LATER,
                        N_("%s: password_command takes longer than %d seconds"), owner,
                        SECRET_SECONDS);
        if (poll(fds, G_N_ELEMENTS(fds), (int)left) < 0 && errno != EINTR)
            return fail(error, FAIL_TRY_LATER, N_("%s: password_command: %s"), owner,
                        g_strerror(errno));
        drain(&command->out);
        drain(&command->err);
        if (fds[2].revents)
            return TRUE;
        if (fds[3].revents)
            return FALSE; /* cancelled: the caller says so */
    }
}

static gboolean
watch(Command *command, const char *owner, GCancellable *cancellable, GError **error)
{
    int end_fd = pidfd_open(command->pid, 0);
    if (end_fd < 0)
        return fail(error, FAIL_TRY_LATER, N_("%s: password_command: %s"), owner, g_strerror(errno));
    g_unix_set_fd_nonblocking(command->out.fd, TRUE, NULL);
    g_unix_set_fd_nonblocking(command->err.fd, TRUE, NULL);
    int cancel_fd = g_cancellable_get_fd(cancellable);
    gboolean ok = collect_output(command, owner, end_fd, cancel_fd, error);
    if (cancel_fd >= 0)
        g_cancellable_release_fd(cancellable);
    close(end_fd);
    return ok || (g_cancellable_set_error_if_cancelled(cancellable, *error ? NULL : error), FALSE);
}

static gboolean
check_exit(Command *command, const char *owner, GError **error)
{
    int status = 0;
    while (waitpid(command->pid, &status, 0) < 0 && errno == EINTR)
        ;
    command->pid = 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return TRUE;
    g_autofree char *said = last_line(&command->err);
    return fail(error, FAIL_ASK_USER, N_("%s: password_command failed: %s"), owner,
                *said ? said : wording_word(N_("no reason given")));
}

static char *
run(const char *owner, const char *text, GCancellable *cancellable, GError **error)
{
    g_auto(GStrv) argv = NULL;
    g_autoptr(GError) why = NULL;
    g_autoptr(Command) command = command_new();
    if (!g_shell_parse_argv(text, NULL, &argv, &why))
        return fail(error, FAIL_BAD_INPUT, N_("%s: password_command: %s"), owner, why->message),
               NULL;
    if (!g_spawn_async_with_pipes(NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD,
                                  NULL, NULL, &command->pid, NULL, &command->out.fd,
                                  &command->err.fd, &why))
        return fail(error, FAIL_ASK_USER, N_("%s: password_command: %s"), owner, why->message), NULL;
    if (!watch(command, owner, cancellable, error) || !check_exit(command, owner, error))
        return NULL;
    char *secret = first_line(command->out.bytes, command->out.length);
    if (!secret)
        fail(error, FAIL_ASK_USER, N_("%s: password_command printed nothing"), owner);
    return secret;
}

static gboolean
check_private(const char *owner, const char *path, int fd, GError **error)
{
    struct stat facts;
    if (fstat(fd, &facts) < 0 || !S_ISREG(facts.st_mode))
        return fail(error, FAIL_BAD_INPUT, N_("%s: password_file %s: not a regular file"), owner,
                    path);
    if (facts.st_mode & 077)
        return fail(
            error, FAIL_BAD_INPUT,
            N_("%s: password_file %s: others can read it: its mode is %04o, it must be 0600"), owner,
            path, (unsigned)(facts.st_mode & 07777));
    return TRUE;
}

static char *
read_file(const char *owner, const char *path, GError **error)
{
    char bytes[4096];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return fail(error, FAIL_BAD_INPUT, N_("%s: password_file %s: %s"), owner, path,
                    g_strerror(errno)),
               NULL;
    gssize n = check_private(owner, path, fd, error) ? read(fd, bytes, sizeof bytes) : -1;
    close(fd);
    if (n < 0)
        return error && *error ? NULL
                               : (fail(error, FAIL_BAD_INPUT,
                                       N_("%s: password_file %s: cannot be read"), owner, path),
                                  NULL);
    char *secret = first_line(bytes, (gsize)n);
    explicit_bzero(bytes, sizeof bytes);
    if (!secret)
        fail(error, FAIL_ASK_USER, N_("%s: password_file %s is empty"), owner, path);
    return secret;
}

static gboolean
is_set(const char *text)
{
    return text && *text;
}

gboolean
collect_secret_can_renew(const SecretSource *source)
{
    return is_set(source->command) || (!is_set(source->file) && is_set(source->online_account));
}

static char *
find(const SecretSource *source, GCancellable *cancellable, GError **error)
{
    if (is_set(source->command))
        return run(source->owner, source->command, cancellable, error);
    if (is_set(source->file))
        return read_file(source->owner, source->file, error);
    if (is_set(source->keyring))
        return collect_keyring_read(source->owner, source->keyring, cancellable, error);
    if (is_set(source->online_account))
        return collect_online_account_read(source->owner, source->online_account, source->is_token,
                                           cancellable, error);
    fail(error, FAIL_ASK_USER,
         N_("%s: no password: set password_command, password_file or password_secret"),
         source->owner);
    return NULL;
}

char *
collect_secret_read(const SecretSource *source, GCancellable *cancellable, GError **error)
{
    g_autoptr(GError) why = NULL;
    char *secret = find(source, cancellable, &why);
    if (why)
        g_propagate_error(error, g_steal_pointer(&why));
    return secret;
}
