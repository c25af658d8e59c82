/* SPDX-License-Identifier: MIT
 * One daemon for one database: a lock file beside it. */
#include "run/lock.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include "base/error.h"

int
run_lock_take(const char *store_path, GError **error)
{
    g_autofree char *path = g_strconcat(store_path, ".lock", NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    if (g_mkdir_with_parents(folder, 0700) != 0)
        return fail(error, FAIL_TRY_LATER, "%s: %s", folder, g_strerror(errno)), -1;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return fail(error, FAIL_TRY_LATER, "%s: %s", path, g_strerror(errno)), -1;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    int reason = errno;
    close(fd);
    if (reason == EWOULDBLOCK)
        return fail(error, FAIL_TRY_LATER, "another cadensd is running on %s", store_path), -1;
    return fail(error, FAIL_TRY_LATER, "%s: %s", path, g_strerror(reason)), -1;
}
