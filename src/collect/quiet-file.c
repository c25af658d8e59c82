/* SPDX-License-Identifier: MIT
 * Files of mail programs opened so that they do not notice. */
#include "collect/quiet-file.h"
#include <glib/gi18n.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/error.h"

#define FLAGS (O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)

gboolean
collect_quiet_file_open(const char *path, int *ret_fd, GError **error)
{
    struct stat status;
    int fd = open(path, FLAGS | O_NOATIME);
    if (fd < 0 && errno == EPERM) /* only the owner may ask for O_NOATIME */
        fd = open(path, FLAGS);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return fail(error, FAIL_NOT_FOUND, "%s: %s", path, g_strerror(errno));
    if (fd < 0)
        return fail(error, FAIL_TRY_LATER, "%s: %s", path, g_strerror(errno));
    if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) {
        *ret_fd = fd;
        return TRUE;
    }
    close(fd);
    return fail(error, FAIL_BAD_INPUT, N_("%s: not a regular file"), path);
}
