/* SPDX-License-Identifier: MIT
 * The messages of an mbox file one after the other. A From_ line begins a message when it stands at the start of the file or behind an
 * empty line and bears a date: prose that begins with "From " does not. Content-Length is not believed. */
#include "collect/mbox-reader.h"
#include <glib/gi18n.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include "base/error.h"
#include "collect/date.h"
#include "collect/message.h"
#include "collect/quiet-file.h"

#define CHUNK (256 * 1024)
#define FROM_LINE_MAX 1000
#define FROM_LINE "From "
#define FROM_LENGTH 5
#define TAIL (FROM_LINE_MAX + 4) /* of a message too long to keep, what may belong to the next From_ line */

struct MboxReader {
    int fd;
    char *path;
    GByteArray *held; /* [start, len) is not yet handed out; it begins with a From_ line */
    gsize start, scan; /* nothing begins between start and scan */
    gsize kept;        /* of a long message, the bytes behind start that are really its beginning; 0 = all */
    gboolean is_at_end;
    goffset end;       /* of what has been read */
};

static gboolean
lock_shared(int fd)
{
    struct flock lock = { .l_type = F_RDLCK, .l_whence = SEEK_SET };
    return fcntl(fd, F_OFD_SETLK, &lock) == 0 || (errno != EAGAIN && errno != EACCES); /* file systems without locks */
}

static gboolean
refill(MboxReader *reader, GError **error)
{
    GByteArray *held = reader->held;
    if (reader->start > 0) {
        g_byte_array_remove_range(held, 0, (guint)reader->start);
        reader->scan -= reader->start;
        reader->start = 0;
    }
    guint before = held->len;
    g_byte_array_set_size(held, before + CHUNK);
    gssize n;
    do
        n = read(reader->fd, held->data + before, CHUNK);
    while (n < 0 && errno == EINTR);
    g_byte_array_set_size(held, before + (guint)MAX(n, 0));
    reader->is_at_end = n == 0;
    reader->end += MAX(n, 0);
    return n >= 0 || fail(error, FAIL_TRY_LATER, "%s: %s", reader->path, g_strerror(errno));
}

/* The date of the From_ line [LINE, END); FALSE if it has none. */
static gboolean
read_from_line(const char *line, gsize length, gint64 *ret_at)
{
    g_autofree char *text = g_strndup(line + FROM_LENGTH, length - FROM_LENGTH);
    const char *date = text + strcspn(text, " ");
    g_strdelimit(text, "\r", ' ');
    return collect_date_parse_from_line(date, ret_at);
}

static gboolean
is_behind_empty_line(const char *start, const char *feed)
{
    return feed > start && (feed[-1] == '\n' || (feed[-1] == '\r' && feed - 1 > start && feed[-2] == '\n'));
}

typedef enum { NOTHING, FOUND, NEEDS_MORE } Search;

/* The line feed before the next From_ line at or behind SCAN. */
static Search
find_from_line(const MboxReader *reader, gsize *ret_at)
{
    const char *start = (const char *)reader->held->data + reader->start, *end = (const char *)reader->held->data + reader->held->len;
    const char *at = (const char *)reader->held->data + reader->scan;
    gint64 date;
    for (; (at = memmem(at, (gsize)(end - at), "\n" FROM_LINE, FROM_LENGTH + 1)); at++) {
        if (!is_behind_empty_line(start, at))
            continue;
        gsize left = (gsize)(end - at - 1);
        const char *stop = memchr(at + 1, '\n', MIN(left, FROM_LINE_MAX));
        *ret_at = (gsize)(at - (const char *)reader->held->data);
        if (!stop && left < FROM_LINE_MAX && !reader->is_at_end)
            return NEEDS_MORE;
        gsize length = stop ? (gsize)(stop - at - 1) : left;
        if (length <= FROM_LINE_MAX && read_from_line(at + 1, length, &date))
            return FOUND;
    }
    return NOTHING;
}

/* Of a message that is too long, the middle is forgotten as it comes in. */
static void
forget_excess(MboxReader *reader)
{
    GByteArray *held = reader->held;
    gsize limit = reader->start + COLLECT_MESSAGE_MAX;
    if (held->len <= limit + TAIL)
        return;
    g_byte_array_remove_range(held, (guint)limit, held->len - (guint)limit - TAIL);
    reader->kept = COLLECT_MESSAGE_MAX;
    reader->scan = held->len - FROM_LENGTH;
}

/* Moves on until the end of the message at start is known. */
static gboolean
find_end(MboxReader *reader, gsize *ret_end, GError **error)
{
    for (;;) {
        gsize at = 0;
        Search found = find_from_line(reader, &at);
        if (found == FOUND) {
            *ret_end = at + 1;
            return TRUE;
        }
        if (reader->is_at_end) {
            *ret_end = reader->held->len;
            return TRUE;
        }
        gsize behind = reader->held->len > reader->scan + FROM_LENGTH ? reader->held->len - FROM_LENGTH : reader->scan;
        reader->scan = found == NEEDS_MORE ? at : behind;
        if (found == NOTHING)
            forget_excess(reader);
        if (!refill(reader, error))
            return FALSE;
    }
}

static void
hand_out(MboxReader *reader, gsize end, MboxMessage *ret)
{
    const char *bytes = (const char *)reader->held->data + reader->start;
    gsize length = end - reader->start;
    if (reader->kept > 0)
        length = MIN(length, reader->kept);
    const char *feed = memchr(bytes, '\n', length);
    gsize line = feed ? (gsize)(feed - bytes) : length;
    if (line > FROM_LINE_MAX || !read_from_line(bytes, line, &ret->arrived_at))
        ret->arrived_at = 0;
    ret->bytes = feed ? feed + 1 : bytes + length;
    ret->length = (gsize)(bytes + length - ret->bytes);
    reader->start = reader->scan = end;
    reader->kept = 0;
}

gboolean
collect_mbox_reader_next(MboxReader *reader, MboxMessage *ret, GError **error)
{
    gsize end;
    if (reader->start == reader->held->len && (reader->is_at_end || !refill(reader, error) || reader->held->len == 0))
        return FALSE;
    if (!find_end(reader, &end, error))
        return FALSE;
    hand_out(reader, end, ret);
    return TRUE;
}

int
collect_mbox_reader_fd(const MboxReader *reader)
{
    return reader->fd;
}

gboolean
collect_mbox_reader_skip(MboxReader *reader, goffset offset, GError **error)
{
    if (lseek(reader->fd, offset, SEEK_SET) < 0)
        return fail(error, FAIL_TRY_LATER, "%s: %s", reader->path, g_strerror(errno));
    g_byte_array_set_size(reader->held, 0);
    reader->start = reader->scan = reader->kept = 0;
    reader->is_at_end = FALSE;
    reader->end = offset;
    return TRUE;
}

goffset
collect_mbox_reader_end(const MboxReader *reader)
{
    return reader->end;
}

/* Steps over empty lines, which some programs leave at the top. */
static gboolean
check_start(MboxReader *reader, GError **error)
{
    if (!refill(reader, error))
        return FALSE;
    const GByteArray *held = reader->held;
    while (reader->start < held->len && strchr("\r\n", held->data[reader->start]) && held->data[reader->start])
        reader->start++;
    reader->scan = reader->start;
    gboolean is_empty = reader->start == held->len;
    if (!is_empty && (held->len - reader->start < FROM_LENGTH || memcmp(held->data + reader->start, FROM_LINE, FROM_LENGTH) != 0))
        return fail(error, FAIL_BAD_INPUT, N_("%s: no mbox: it does not begin with a From_ line"), reader->path);
    return TRUE;
}

static gboolean
open_mbox(MboxReader *reader, GError **error)
{
    if (!collect_quiet_file_open(reader->path, &reader->fd, error))
        return FALSE;
    if (!lock_shared(reader->fd))
        return fail(error, FAIL_TRY_LATER, N_("%s: another program is writing to it"), reader->path);
    return check_start(reader, error);
}

MboxReader *
collect_mbox_reader_new(const char *path, GError **error)
{
    g_autoptr(MboxReader) reader = g_new0(MboxReader, 1);
    reader->fd = -1;
    reader->path = g_strdup(path);
    reader->held = g_byte_array_new();
    return open_mbox(reader, error) ? g_steal_pointer(&reader) : NULL;
}

void
collect_mbox_reader_free(MboxReader *reader)
{
    if (!reader)
        return;
    if (reader->fd >= 0)
        close(reader->fd);
    g_free(reader->path);
    g_byte_array_unref(reader->held);
    g_free(reader);
}
