/* SPDX-License-Identifier: MIT
 * The connection under an IMAP session: sockets, deadlines and the driver for libetpan. TLS is in
 * imap-tls.c. */
#include "collect/imap-stream.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include "base/error.h"
#include "base/wording.h"
#include "collect/imap-tls.h"

enum { CONNECT_SECONDS = 30, ADDRESS_SECONDS = 10, DEFAULT_SECONDS = 60, CHUNK = 16384 };

struct ImapStream {
    char *host;
    int fd, cancel_fd;
    GCancellable *cancellable; /* borrowed */
    gint64 deadline;           /* monotonic microseconds */
    gnutls_session_t tls;      /* NULL = plain */
    ImapFilter *filter;
    gboolean is_garbled, is_cut;
    GError *error;
};

static gboolean
break_off(ImapStream *stream, const char *why)
{
    if (!stream->error)
        fail(&stream->error, FAIL_TRY_LATER, "%s: %s", stream->host, why);
    return FALSE;
}

/* The other end, or the network, ended it. */
static gssize
cut_off(ImapStream *stream, const char *why)
{
    stream->is_cut = TRUE;
    break_off(stream, why);
    return -1;
}

static gboolean
is_cancelled(ImapStream *stream)
{
    if (stream->error || !g_cancellable_is_cancelled(stream->cancellable))
        return FALSE;
    return g_cancellable_set_error_if_cancelled(stream->cancellable, &stream->error);
}

/* Milliseconds until DEADLINE for poll(): rounded up, so that it does not spin at the end. */
static int
time_left(gint64 deadline)
{
    gint64 left = deadline - g_get_monotonic_time();
    return left <= 0 ? 0 : (int)MIN((left + 999) / 1000, G_MAXINT);
}

static gboolean
wait_for(ImapStream *stream, short events)
{
    for (;;) {
        struct pollfd fds[] = {{stream->fd, events, 0}, {stream->cancel_fd, POLLIN, 0}};
        int left = time_left(stream->deadline);
        if (is_cancelled(stream))
            return FALSE;
        if (left == 0)
            return break_off(stream, wording_word(N_("no answer in time")));
        int n = poll(fds, G_N_ELEMENTS(fds), left);
        if (n < 0 && errno != EINTR)
            return break_off(stream, g_strerror(errno));
        if (n > 0 && fds[0].revents)
            return TRUE;
    }
}

/* A dead peer is noticed within two minutes even while nothing is sent (IDLE through NAT and after
 * a suspend). */
static void
keep_alive(int fd)
{
    const struct {
        int level, name, value;
    } options[] = {{SOL_SOCKET, SO_KEEPALIVE, 1},          {IPPROTO_TCP, TCP_KEEPIDLE, 60},
                   {IPPROTO_TCP, TCP_KEEPINTVL, 15},       {IPPROTO_TCP, TCP_KEEPCNT, 4},
                   {IPPROTO_TCP, TCP_USER_TIMEOUT, 60000}, {IPPROTO_TCP, TCP_NODELAY, 1}};
    for (gsize i = 0; i < G_N_ELEMENTS(options); i++)
        setsockopt(fd, options[i].level, options[i].name, &options[i].value,
                   sizeof options[i].value);
}

static gboolean
finish_connect(ImapStream *stream)
{
    int why = 0;
    socklen_t size = sizeof why;
    if (!wait_for(stream, POLLOUT))
        return FALSE;
    if (getsockopt(stream->fd, SOL_SOCKET, SO_ERROR, &why, &size) < 0)
        why = errno;
    return why == 0 || break_off(stream, g_strerror(why));
}

static gboolean
connect_to(ImapStream *stream, GInetAddress *address, int port)
{
    g_autoptr(GSocketAddress) target = g_inet_socket_address_new(address, (guint16)port);
    struct sockaddr_storage native;
    gssize size = g_socket_address_get_native_size(target);
    if (!g_socket_address_to_native(target, &native, sizeof native, NULL))
        return break_off(stream, wording_word(N_("a strange address")));
    stream->fd = socket(native.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (stream->fd < 0)
        return break_off(stream, g_strerror(errno));
    keep_alive(stream->fd);
    if (connect(stream->fd, (struct sockaddr *)&native, (socklen_t)size) == 0)
        return TRUE;
    return errno == EINPROGRESS ? finish_connect(stream) : break_off(stream, g_strerror(errno));
}

static void
shut(ImapStream *stream)
{
    if (stream->fd >= 0)
        close(stream->fd);
    stream->fd = -1;
}

static gboolean
connect_any(ImapStream *stream, GList *addresses, int port)
{
    gint64 end = g_get_monotonic_time() + CONNECT_SECONDS * G_USEC_PER_SEC;
    for (GList *item = addresses; item; item = item->next) {
        g_clear_error(&stream->error);
        stream->deadline = MIN(end, g_get_monotonic_time() + ADDRESS_SECONDS * G_USEC_PER_SEC);
        if (connect_to(stream, item->data, port))
            return TRUE;
        shut(stream);
        if (g_error_matches(stream->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            return FALSE;
    }
    return FALSE;
}

static GList *
look_up(const char *host, GCancellable *cancellable, GError **error)
{
    g_autoptr(GResolver) resolver = g_resolver_get_default();
    g_autoptr(GError) why = NULL;
    GList *addresses = g_resolver_lookup_by_name(resolver, host, cancellable, &why);
    if (addresses)
        return addresses;
    if (g_error_matches(why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_propagate_error(error, g_steal_pointer(&why));
    else
        fail(error, FAIL_TRY_LATER, "%s: %s", host, why->message);
    return NULL;
}

static void
free_addresses(GList *addresses)
{
    g_resolver_free_addresses(addresses);
}

ImapStream *
collect_imap_stream_new(const char *host, int port, GCancellable *cancellable, GError **error)
{
    GList *addresses = look_up(host, cancellable, error);
    if (!addresses)
        return NULL;
    g_autoptr(ImapStream) stream = g_new0(ImapStream, 1);
    stream->host = g_strdup(host);
    stream->fd = -1;
    stream->cancellable = cancellable;
    stream->cancel_fd = g_cancellable_get_fd(cancellable);
    stream->filter = collect_imap_filter_new();
    gboolean ok = connect_any(stream, addresses, port);
    free_addresses(addresses);
    if (!ok) {
        g_propagate_error(error, g_steal_pointer(&stream->error));
        return NULL;
    }
    collect_imap_stream_deadline(stream, DEFAULT_SECONDS);
    return g_steal_pointer(&stream);
}

void
collect_imap_stream_free(ImapStream *stream)
{
    if (!stream)
        return;
    if (stream->tls)
        gnutls_deinit(stream->tls);
    shut(stream);
    if (stream->cancel_fd >= 0)
        g_cancellable_release_fd(stream->cancellable);
    collect_imap_filter_free(stream->filter);
    g_clear_error(&stream->error);
    g_free(stream->host);
    g_free(stream);
}

void
collect_imap_stream_deadline(ImapStream *stream, int seconds)
{
    stream->deadline = g_get_monotonic_time() + seconds * G_USEC_PER_SEC;
}

static gboolean
shake_hands(ImapStream *stream, ImapTls *tls)
{
    for (;;) {
        int r = gnutls_handshake(tls->session);
        if (r == GNUTLS_E_SUCCESS)
            return TRUE;
        if (gnutls_error_is_fatal(r))
            return collect_imap_tls_fail(tls, stream->host, r, &stream->error);
        if ((r == GNUTLS_E_AGAIN || r == GNUTLS_E_INTERRUPTED) &&
            !wait_for(stream, gnutls_record_get_direction(tls->session) ? POLLOUT : POLLIN))
            return FALSE;
    }
}

/* A failure leaves the stream broken: nothing more may be said on it in the clear. */
gboolean
collect_imap_stream_secure(ImapStream *stream, const char *ca_file, GError **error)
{
    g_auto(ImapTls) tls = {0};
    collect_imap_stream_deadline(stream, CONNECT_SECONDS);
    if (!collect_imap_tls_prepare(&tls, stream->host, ca_file, stream->fd, &stream->error) ||
        !shake_hands(stream, &tls)) {
        g_propagate_error(error, g_error_copy(stream->error));
        return FALSE;
    }
    stream->tls = collect_imap_tls_take(&tls);
    return TRUE;
}

/* What is there now: bytes read, 0 = nothing yet, -1 = broken. */
static gssize
receive_tls(ImapStream *stream, char *buffer, gsize size)
{
    gssize n = gnutls_record_recv(stream->tls, buffer, size);
    if (n > 0)
        return n;
    if (n == 0 || n == GNUTLS_E_PREMATURE_TERMINATION)
        return cut_off(stream, wording_word(N_("the server closed the connection")));
    if (gnutls_error_is_fatal((int)n))
        return cut_off(stream, gnutls_strerror((int)n));
    return 0;
}

static gssize
receive_plain(ImapStream *stream, char *buffer, gsize size)
{
    gssize n = recv(stream->fd, buffer, size, 0);
    if (n > 0)
        return n;
    if (n == 0)
        return cut_off(stream, wording_word(N_("the server closed the connection")));
    if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR)
        return 0;
    return cut_off(stream, g_strerror(errno));
}

static gboolean
feed(ImapStream *stream, const char *bytes, gsize length)
{
    const char *why = NULL;
    if (collect_imap_filter_feed(stream->filter, bytes, length, &why))
        return TRUE;
    stream->is_garbled = TRUE;
    return break_off(stream, _(why));
}

/* Moves what is there now through the filter. FALSE if nothing will come any more. */
static gboolean
pump(ImapStream *stream, gboolean *ret_dry)
{
    char chunk[CHUNK];
    *ret_dry = FALSE;
    if (collect_imap_filter_has_held(stream->filter))
        return feed(stream, "", 0);
    gssize n = stream->tls ? receive_tls(stream, chunk, sizeof chunk)
                           : receive_plain(stream, chunk, sizeof chunk);
    *ret_dry = n == 0;
    return n > 0 ? feed(stream, chunk, (gsize)n) : n == 0;
}

/* Deadline and cancellation also hold while bytes keep coming: a server that drips never blocks. */
static gboolean
may_go_on(ImapStream *stream)
{
    if (stream->error || is_cancelled(stream))
        return FALSE;
    return time_left(stream->deadline) > 0 || break_off(stream, wording_word(N_("no complete answer in time")));
}

/* Never returns 0: the library would ask again for ever. */
static ssize_t
driver_read(mailstream_low *low, void *buffer, size_t size)
{
    ImapStream *stream = low->data;
    while (collect_imap_filter_pending(stream->filter) == 0) {
        gboolean dry = FALSE;
        if (!may_go_on(stream) || !pump(stream, &dry) || (dry && !wait_for(stream, POLLIN)))
            return -1;
    }
    return (ssize_t)collect_imap_filter_take(stream->filter, buffer, size);
}

static gssize
send_some(ImapStream *stream, const void *bytes, gsize size)
{
    if (stream->tls)
        return gnutls_record_send(stream->tls, bytes, size);
    gssize n = send(stream->fd, bytes, size, MSG_NOSIGNAL);
    if (n >= 0)
        return n;
    return errno == EAGAIN || errno == EWOULDBLOCK ? GNUTLS_E_AGAIN
           : errno == EINTR                        ? GNUTLS_E_INTERRUPTED
                                                   : GNUTLS_E_PUSH_ERROR;
}

static ssize_t
driver_write(mailstream_low *low, const void *bytes, size_t size)
{
    ImapStream *stream = low->data;
    for (;;) {
        if (!may_go_on(stream))
            return -1;
        gssize n = send_some(stream, bytes, size);
        if (n >= 0)
            return n;
        if (n != GNUTLS_E_AGAIN && n != GNUTLS_E_INTERRUPTED)
            return cut_off(stream, wording_word(N_("the connection is broken")));
        if (!wait_for(stream, POLLOUT))
            return -1;
    }
}

static int
driver_close(mailstream_low *low)
{
    shut(low->data);
    return 0;
}

static int
driver_fd(mailstream_low *low)
{
    return ((ImapStream *)low->data)->fd;
}

static void
driver_free(mailstream_low *low)
{
    free(low); /* made by libetpan with malloc() */
}

static void
driver_cancel(mailstream_low *low)
{
    g_cancellable_cancel(((ImapStream *)low->data)->cancellable);
}

mailstream *
collect_imap_stream_wrap(ImapStream *stream)
{
    static mailstream_low_driver driver = {
        .mailstream_read = driver_read,
        .mailstream_write = driver_write,
        .mailstream_close = driver_close,
        .mailstream_get_fd = driver_fd,
        .mailstream_free = driver_free,
        .mailstream_cancel = driver_cancel,
    };
    mailstream_low *low = mailstream_low_new(stream, &driver);
    return low ? mailstream_new(low, CHUNK) : NULL;
}

ImapFilter *
collect_imap_stream_filter(ImapStream *stream)
{
    return stream->filter;
}

static gboolean
has_record(const ImapStream *stream)
{
    return stream->tls && gnutls_record_check_pending(stream->tls) > 0;
}

gboolean
collect_imap_stream_has_input(const ImapStream *stream)
{
    return collect_imap_filter_pending(stream->filter) > 0 || has_record(stream);
}

gboolean
collect_imap_stream_has_rest(const ImapStream *stream)
{
    return !collect_imap_filter_is_empty(stream->filter) || has_record(stream);
}

/* 1 = the connection, 0 = only the timer, -1 = broken or cancelled. */
static int
poll_both(ImapStream *stream, int wake_fd)
{
    struct pollfd fds[] = {
        {stream->fd, POLLIN, 0}, {stream->cancel_fd, POLLIN, 0}, {wake_fd, POLLIN, 0}};
    for (;;) {
        if (is_cancelled(stream))
            return -1;
        int n = poll(fds, G_N_ELEMENTS(fds), -1);
        if (n < 0 && errno != EINTR)
            return cut_off(stream, g_strerror(errno));
        if (n > 0 && fds[0].revents)
            return 1;
        if (n > 0 && fds[2].revents)
            return 0;
    }
}

/* Bytes on the wire are not yet input: they may be half a line, or TLS talking to itself. */
gboolean
collect_imap_stream_wait(ImapStream *stream, int wake_fd, gboolean *ret_input, GError **error)
{
    gboolean dry = FALSE;
    while (!stream->error && collect_imap_filter_pending(stream->filter) == 0) {
        int ready = has_record(stream) ? 1 : poll_both(stream, wake_fd);
        if (ready == 0) {
            *ret_input = FALSE;
            return TRUE;
        }
        if (ready < 0 || !pump(stream, &dry))
            break;
    }
    *ret_input = TRUE;
    if (!stream->error)
        return TRUE;
    g_propagate_error(error, g_error_copy(stream->error));
    return FALSE;
}

const GError *
collect_imap_stream_error(const ImapStream *stream)
{
    return stream->error;
}

gboolean
collect_imap_stream_is_garbled(const ImapStream *stream)
{
    return stream->is_garbled;
}

gboolean
collect_imap_stream_is_cut(const ImapStream *stream)
{
    return stream->is_cut;
}
