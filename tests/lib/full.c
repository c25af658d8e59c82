/* SPDX-License-Identifier: MIT
 * Preloaded (LD_PRELOAD), it makes the disk with the folder FULL_FOLDER full: nothing there grows, and what is free is nothing. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

static int
is_there(const char *path)
{
    const char *folder = getenv("FULL_FOLDER");
    return folder && strncmp(path, folder, strlen(folder)) == 0;
}

/* TRUE if writing up to END would make the file larger. */
static int
grows(int fd, off64_t end)
{
    char link[64], path[4096];
    struct stat status;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n < 0 || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
        return 0;
    path[n] = '\0';
    return is_there(path) && end > status.st_size;
}

ssize_t
pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
    ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
    if (!grows(fd, at + (off64_t)n))
        return real(fd, bytes, n, at);
    errno = ENOSPC;
    return -1;
}

ssize_t
pwrite(int fd, const void *bytes, size_t n, off_t at)
{
    return pwrite64(fd, bytes, n, at);
}

int
statvfs(const char *path, struct statvfs *ret)
{
    int (*real)(const char *, struct statvfs *) = dlsym(RTLD_NEXT, "statvfs");
    int r = real(path, ret);
    if (r == 0 && is_there(path))
        ret->f_bfree = ret->f_bavail = 0;
    return r;
}
