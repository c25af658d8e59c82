/* SPDX-License-Identifier: MIT
 * Files for others to read: replaced whole or not at all, and private. */
#include "present/write.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include "base/error.h"
#include "present/dashboard.h"

static CadensError
code_of(int number)
{
    return number == EACCES || number == EPERM || number == EROFS ? FAIL_ASK_USER : FAIL_TRY_LATER;
}

static gboolean
fail_errno(GError **error, const char *path, int number)
{
    return fail(error, code_of(number), "cannot write %s: %s", path, g_strerror(number));
}

static gboolean
write_all(int fd, const char *text, gsize left)
{
    while (left > 0) {
        ssize_t n = write(fd, text, left);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return FALSE;
        text += n;
        left -= (gsize)n;
    }
    return fsync(fd) == 0;
}

/* So that the rename, too, survives a power cut. Not every file system can; then the page is merely
 * yesterday's. */
static void
sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

static gboolean
replace(const char *path, const char *folder, char *fresh, const char *text, gsize length, GError **error)
{
    int fd = g_mkstemp_full(fresh, O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail_errno(error, path, errno);
    gboolean is_written = write_all(fd, text, length);
    int number = errno;
    if (close(fd) < 0 && is_written) {
        is_written = FALSE;
        number = errno;
    }
    if (is_written && g_rename(fresh, path) == 0) {
        sync_folder(folder);
        return TRUE;
    }
    number = is_written ? errno : number;
    g_unlink(fresh);
    return fail_errno(error, path, number);
}

gboolean
present_write_bytes(const char *path, const char *bytes, gsize length, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *fresh = g_strdup_printf("%s/.%s.XXXXXX", folder, name);
    if (g_mkdir_with_parents(folder, 0700) < 0)
        return fail_errno(error, folder, errno);
    return replace(path, folder, fresh, bytes, length, error);
}

gboolean
present_write_file(const char *path, const char *text, GError **error)
{
    return present_write_bytes(path, text, strlen(text), error);
}
