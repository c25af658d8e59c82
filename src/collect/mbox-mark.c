/* SPDX-License-Identifier: MIT
 * Inode, size, time and a digest of both ends. Programs that take out a message or write a longer flag move what lies behind it, which
 * the digest of the end shows. */
#include "collect/mbox-mark.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SAMPLE 4096
#define DIGEST_LENGTH 32

typedef struct {
    guint64 inode;
    gint64 size, changed_ns;
    char digest[DIGEST_LENGTH + 1];
} Mark;

static void
add_sample(GChecksum *sum, int fd, goffset from, goffset to)
{
    guchar bytes[SAMPLE];
    gssize n = pread(fd, bytes, (gsize)(to - from), from);
    if (n > 0)
        g_checksum_update(sum, bytes, n);
}

static gboolean
look(int fd, goffset end, Mark *ret)
{
    struct stat state;
    if (fstat(fd, &state) != 0)
        return FALSE;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    add_sample(sum, fd, 0, MIN(end, SAMPLE));
    add_sample(sum, fd, MAX(end - SAMPLE, 0), end);
    ret->inode = state.st_ino;
    ret->size = state.st_size;
    ret->changed_ns = (gint64)state.st_mtim.tv_sec * 1000000000 + state.st_mtim.tv_nsec;
    g_strlcpy(ret->digest, g_checksum_get_string(sum), sizeof ret->digest);
    return TRUE;
}

void
collect_mbox_mark_make(int fd, goffset end, char *ret, gsize size)
{
    Mark mark;
    *ret = '\0';
    if (look(fd, end, &mark) && mark.size == end)
        g_snprintf(ret, size, "%" PRIu64 " %" PRId64 " %" PRId64 " %s", mark.inode, mark.size, mark.changed_ns, mark.digest);
}

/* A From_ line behind an empty line, as the reader wants it. */
static gboolean
begins_at(int fd, goffset end)
{
    char bytes[8] = "";
    return end >= 3 && pread(fd, bytes, sizeof bytes, end - 3) == (gssize)sizeof bytes &&
           (memcmp(bytes + 1, "\n\nFrom ", 7) == 0 || memcmp(bytes, "\n\r\nFrom ", 8) == 0);
}

MboxChange
collect_mbox_mark_compare(int fd, const char *text, goffset *ret_end)
{
    Mark then = { 0 }, now;
    if (sscanf(text, "%" SCNu64 " %" SCNd64 " %" SCNd64 " %32s", &then.inode, &then.size, &then.changed_ns, then.digest) != 4 ||
        !look(fd, then.size, &now) || now.inode != then.inode || !g_str_equal(now.digest, then.digest))
        return MBOX_OTHER;
    *ret_end = then.size;
    if (now.size == then.size && now.changed_ns == then.changed_ns)
        return MBOX_UNCHANGED;
    return now.size > then.size && begins_at(fd, then.size) ? MBOX_GROWN : MBOX_OTHER;
}
