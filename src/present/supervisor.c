/* SPDX-License-Identifier: MIT
 * The supervisor's protocol, sd_notify(3), in a few lines instead of a library and its fifteen
 * dependencies. */
#include "present/bus.h"
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* FALSE if PATH is no socket path: "/..." in the file system, "@..." abstract (its first byte is
 * NUL on the wire). */
static gboolean
to_address(const char *path, struct sockaddr_un *ret_address, socklen_t *ret_length)
{
    gsize length = strlen(path);
    if ((path[0] != '/' && path[0] != '@') || length < 2 || length >= sizeof ret_address->sun_path)
        return FALSE;
    *ret_address = (struct sockaddr_un){.sun_family = AF_UNIX};
    memcpy(ret_address->sun_path, path, length);
    if (path[0] == '@')
        ret_address->sun_path[0] = '\0';
    *ret_length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
    return TRUE;
}

/* RELOADING wants the instant at which the reload began (systemd 253 and later insist on it). */
static char *
with_clock(const char *state)
{
    if (!strstr(state, "RELOADING=1"))
        return g_strdup(state);
    return g_strdup_printf("%s\nMONOTONIC_USEC=%" G_GINT64_FORMAT, state, g_get_monotonic_time());
}

void
present_supervisor_notify(const char *state)
{
    const char *path = g_getenv("NOTIFY_SOCKET");
    struct sockaddr_un address;
    socklen_t length;
    if (!path || !to_address(path, &address, &length))
        return;
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    g_autofree char *message = with_clock(state);
    /* A supervisor that does not listen is its own fault: nothing here depends on it. */
    ssize_t sent =
        sendto(fd, message, strlen(message), MSG_NOSIGNAL, (struct sockaddr *)&address, length);
    (void)sent;
    close(fd);
}

guint
present_supervisor_watchdog(void)
{
    const char *pid = g_getenv("WATCHDOG_PID");
    const char *interval = g_getenv("WATCHDOG_USEC");
    guint64 usec, owner;
    if (!interval || !g_ascii_string_to_unsigned(interval, 10, 1, G_MAXUINT64, &usec, NULL))
        return 0;
    if (pid && (!g_ascii_string_to_unsigned(pid, 10, 1, G_MAXUINT64, &owner, NULL) ||
                owner != (guint64)getpid()))
        return 0;
    return (guint)CLAMP(usec / 1000, 1, G_MAXUINT);
}
