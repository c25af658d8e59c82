/* SPDX-License-Identifier: MIT
 * Calendar text is given to a process of its own, and what it says is believed only in form. */
#include "collect/ics-record.h"
#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include "base/error.h"

typedef struct {
    GPid pid;
    int out;
    gint64 deadline; /* monotonic microseconds */
    GCancellable *cancellable;
    char *buffer; /* of RECORD_BUFFER: what was read and not yet heard begins at PLACE */
    gsize place, n;
} Child;

static gboolean
fail_child(GError **error)
{
    return fail(error, FAIL_TRY_LATER, N_("the calendar needs more time or memory than one may, or is larger than can be read"));
}

/* --- what it is to do ------------------------------------------------------------------------------------------------ */

static gboolean
write_known(FILE *out, GHashTable *known)
{
    g_autoptr(GByteArray) packed = g_byte_array_new();
    collect_ics_record_pack_known(known, packed);
    return collect_ics_record_write(out, RECORD_KNOWN, packed->data, packed->len);
}

static gboolean
write_work(FILE *out, const IcsWork *work)
{
    GVariant *window = g_variant_new("(sxx)", g_time_zone_get_identifier(work->zone), work->from, work->to);
    if (!collect_ics_record_write_variant(out, RECORD_WINDOW, window) || (work->known && !write_known(out, work->known)))
        return FALSE;
    for (gsize i = 0; i < work->n; i++) {
        gsize length;
        gconstpointer data = g_bytes_get_data((GBytes *)work->bodies[i], &length);
        if (!collect_ics_record_write(out, RECORD_BODY, data, length))
            return FALSE;
    }
    return fflush(out) == 0 && lseek(fileno(out), 0, SEEK_SET) == 0;
}

static gboolean
start(const IcsWork *work, Child *child, GError **error)
{
    const char *argv[] = {work->program, NULL};
    int fd = memfd_create("calendar", MFD_CLOEXEC);
    FILE *in = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!in || !write_work(in, work)) {
        int saved = errno;
        if (in)
            fclose(in);
        else if (fd >= 0)
            close(fd);
        return fail(error, FAIL_TRY_LATER, "%s", g_strerror(saved));
    }
    g_autoptr(GError) cause = NULL;
    gboolean good = g_spawn_async_with_pipes_and_fds(NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, fd, -1, STDERR_FILENO, NULL,
                                                     NULL, 0, &child->pid, NULL, &child->out, NULL, &cause);
    fclose(in);
    return good || fail(error, FAIL_TRY_LATER, "%s", cause->message);
}

/* --- what it says ------------------------------------------------------------------------------------------------------- */

/* 1 = readable, 0 = the time is up or somebody wants to stop. */
static int
wait_readable(const Child *child)
{
    while (!g_cancellable_is_cancelled(child->cancellable)) {
        gint64 left = (child->deadline - g_get_monotonic_time()) / 1000;
        struct pollfd fds[] = {{child->out, POLLIN, 0}, {g_cancellable_get_fd(child->cancellable), POLLIN, 0}};
        if (left <= 0)
            break;
        int n = poll(fds, fds[1].fd >= 0 ? 2 : 1, (int)MIN(left, G_MAXINT));
        if (fds[1].fd >= 0)
            g_cancellable_release_fd(child->cancellable);
        if (n > 0 && fds[0].revents)
            return 1;
        if (n < 0 && errno != EINTR)
            break;
    }
    return 0;
}

static gboolean
fill(Child *child)
{
    gssize n;
    do
        n = wait_readable(child) ? read(child->out, child->buffer, RECORD_BUFFER) : 0;
    while (n < 0 && errno == EINTR);
    child->place = 0;
    child->n = n > 0 ? (gsize)n : 0;
    return n > 0;
}

static gboolean
read_all(Child *child, gpointer into, gsize length)
{
    char *at = into;
    while (length > 0) {
        if (child->place == child->n && !fill(child))
            return FALSE;
        gsize n = MIN(length, child->n - child->place);
        memcpy(at, child->buffer + child->place, n);
        child->place += n;
        at += n;
        length -= n;
    }
    return TRUE;
}

typedef struct {
    const IcsWork *work;
    IcsTake take;
    gpointer data;
    gint64 *refresh;
    GPtrArray *problems;
    gsize occurrences;
    gboolean is_done;
} Listener;

static gboolean
hear_reading(Listener *listener, const guint8 *data, gsize length)
{
    IcsReading reading = {0};
    gboolean good = collect_ics_record_unpack(data, length, &reading) && reading.body < listener->work->n;
    listener->occurrences += reading.occurrences ? reading.occurrences->len : 0;
    good = good && listener->occurrences <= ICS_APART_OCCURRENCES_MAX;
    if (good)
        listener->take(&reading, listener->data);
    collect_ics_reading_clear(&reading);
    return good;
}

static gboolean
hear_end(Listener *listener, const guint8 *data, gsize length)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, length);
    g_autoptr(GVariant) value = g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE("(xas)"), bytes, FALSE));
    g_autoptr(GVariantIter) problems = NULL;
    char *text;
    g_variant_get(value, "(xas)", listener->refresh, &problems);
    while (g_variant_iter_next(problems, "s", &text))
        g_ptr_array_add(listener->problems, text);
    listener->is_done = TRUE;
    return TRUE;
}

static gboolean
listen_to(Child *child, Listener *listener)
{
    g_autoptr(GByteArray) data = g_byte_array_new();
    g_autofree char *buffer = g_malloc(RECORD_BUFFER);
    child->buffer = buffer;
    while (!listener->is_done) {
        RecordHead head;
        if (!read_all(child, &head, sizeof head) || head.length > RECORD_BYTES_MAX || (head.tag != RECORD_READING && head.tag != RECORD_END))
            return FALSE;
        g_byte_array_set_size(data, head.length);
        if (!read_all(child, data->data, head.length) ||
            !(head.tag == RECORD_READING ? hear_reading : hear_end)(listener, data->data, head.length))
            return FALSE;
    }
    return TRUE;
}

static gboolean
end(const Child *child, gboolean good)
{
    int status = 0;
    if (!good)
        kill(child->pid, SIGKILL);
    close(child->out);
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        ;
    return good && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

gboolean
collect_ics_apart(const IcsWork *work, IcsTake take, gpointer data, gint64 *ret_refresh_seconds, GPtrArray *problems,
                  GCancellable *cancellable, GError **error)
{
    Child child = {.deadline = g_get_monotonic_time() + ICS_APART_WALL_SECONDS * G_USEC_PER_SEC, .cancellable = cancellable};
    Listener listener = {work, take, data, ret_refresh_seconds, problems, 0, FALSE};
    *ret_refresh_seconds = 0;
    if (work->n == 0)
        return TRUE;
    if (!start(work, &child, error))
        return FALSE;
    if (work->holder)
        g_ptr_array_set_size(work->holder, 0);
    if (end(&child, listen_to(&child, &listener)))
        return TRUE;
    return g_cancellable_set_error_if_cancelled(cancellable, error) ? FALSE : fail_child(error);
}
