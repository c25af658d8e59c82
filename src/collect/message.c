/* SPDX-License-Identifier: MIT
 * A whole message: its header and the machine-readable parts of its MIME structure. */
#include "collect/message.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "base/error.h"
#include "collect/content.h"
#include "collect/field.h"
#include "collect/header.h"
#include "collect/part.h"
#include "collect/quiet-file.h"

#define DEPTH_MAX 20   /* multiparts within each other */
#define PARTS_MAX 1000 /* of one message, all levels */
#define BOUNDARY_MAX 998
#define FIRST_READ 16384 /* holds nearly every header */

typedef struct {
    Mail *mail; /* NULL: EACH is told of the parts */
    guint n_parts;
    CollectMessagePart each;
    gpointer data;
    gboolean is_over;
} Walk;
typedef struct {
    const char *at, *end;
} Span;

/* The line that begins at AT, with its line end. */
static const char *
line_end(const char *at, const char *end)
{
    const char *feed = memchr(at, '\n', (gsize)(end - at));
    return feed ? feed + 1 : end;
}

/* "--boundary", "--boundary--", blanks behind. A boundary that is the beginning of a longer one must not match that. */
static gboolean
is_delimiter(const char *at, const char *end, const char *boundary, gboolean *ret_is_last)
{
    gsize length = strlen(boundary);
    if ((gsize)(end - at) < length + 2 || at[0] != '-' || at[1] != '-' || memcmp(at + 2, boundary, length) != 0)
        return FALSE;
    at += length + 2;
    *ret_is_last = end - at >= 2 && at[0] == '-' && at[1] == '-';
    at += *ret_is_last ? 2 : 0;
    while (at < end && strchr(" \t\r\n", *at) && *at)
        at++;
    return at == end;
}

/* The next delimiter line in SPAN: what stands before it becomes RET_PART, what follows remains. FALSE if there is none. */
static gboolean
next_delimiter(Span *span, const char *boundary, Span *ret_part, gboolean *ret_is_last)
{
    ret_part->at = span->at;
    for (const char *at = span->at; at < span->end;) {
        const char *next = line_end(at, span->end);
        if (is_delimiter(at, next, boundary, ret_is_last)) {
            ret_part->end = at;
            span->at = next;
            return TRUE;
        }
        at = next;
    }
    ret_part->end = span->at = span->end;
    return FALSE;
}

static void read_entity(Walk *walk, const CollectFields *fields, Span body, gboolean in_report, int depth);

static void
read_part(Walk *walk, Span part, gboolean in_report, int depth)
{
    g_autoptr(CollectFields) fields = collect_fields_split(part.at, (gsize)(part.end - part.at));
    part.at += fields->end;
    read_entity(walk, fields, part, in_report, depth);
}

static void
read_multipart(Walk *walk, const char *boundary, Span body, gboolean in_report, int depth)
{
    Span part;
    gboolean is_last = FALSE, goes_on = next_delimiter(&body, boundary, &part, &is_last); /* the preamble */
    while (goes_on && !is_last && !walk->is_over && walk->n_parts < PARTS_MAX) {
        walk->n_parts++;
        goes_on = next_delimiter(&body, boundary, &part, &is_last);
        read_part(walk, part, in_report, depth + 1);
    }
}

/* 16-B11: the method stands in the Content-Type, else in the calendar. */
static void
read_calendar(Mail *mail, const char *content_type, const char *text, gsize length)
{
    if (mail->invite)
        return;
    g_autofree char *method = collect_content_parameter(content_type, "method");
    if (!mail->calendar_method && method && *method)
        mail->calendar_method = g_ascii_strup(method, -1);
    collect_part_calendar(mail, text, length);
}

static void
read_machine_part(Walk *walk, const CollectFields *fields, const char *type, Span body)
{
    gsize length;
    const char *encoding = collect_fields_get(fields, "Content-Transfer-Encoding");
    g_autofree char *text = collect_part_decode(body.at, MIN((gsize)(body.end - body.at), 2 * COLLECT_PART_MAX), encoding, &length);
    if (g_str_equal(type, "text/calendar"))
        read_calendar(walk->mail, collect_fields_get(fields, "Content-Type"), text, length);
    else
        collect_part_report(walk->mail, type, text, length);
}

static void
read_entity(Walk *walk, const CollectFields *fields, Span body, gboolean in_report, int depth)
{
    const char *content_type = collect_fields_get(fields, "Content-Type");
    g_autofree char *type = collect_content_type(content_type);
    if (!walk->mail && !(type && g_str_has_prefix(type, "multipart/"))) {
        walk->is_over = !walk->each(fields, type, body.at, (gsize)(body.end - body.at), walk->data);
        return;
    }
    if (!type)
        return;
    if (walk->mail && collect_part_is_wanted(type, in_report)) {
        read_machine_part(walk, fields, type, body);
        return;
    }
    g_autofree char *boundary = g_str_has_prefix(type, "multipart/") ? collect_content_parameter(content_type, "boundary") : NULL;
    gsize length = boundary ? strlen(boundary) : 0;
    if (length > 0 && length <= BOUNDARY_MAX && depth < DEPTH_MAX)
        read_multipart(walk, boundary, body, in_report || g_str_equal(type, "multipart/report"), depth);
}

gboolean
collect_message_has_parts(const CollectFields *fields)
{
    g_autofree char *type = collect_content_type(collect_fields_get(fields, "Content-Type"));
    return type && (g_str_has_prefix(type, "multipart/") || collect_part_is_wanted(type, FALSE));
}

/* Line ends of old Macintosh programs, CR alone, become LF; NULL if BYTES has others. */
static char *
from_mac(const char *bytes, gsize length)
{
    if (length == 0 || !memchr(bytes, '\r', length) || memchr(bytes, '\n', length))
        return NULL;
    char *copy = g_memdup2(bytes, length);
    for (char *at = memchr(copy, '\r', length); at; at = memchr(at, '\r', length - (gsize)(at - copy)))
        *at = '\n';
    return copy;
}

Mail *
collect_message_parse(const char *bytes, gsize length)
{
    g_autofree char *copy = from_mac(bytes, length);
    bytes = copy ? copy : bytes;
    g_autoptr(CollectFields) fields = collect_fields_split(bytes, length);
    Walk walk = { .mail = collect_header_read(fields) };
    Span body = { bytes + fields->end, bytes + length };
    read_entity(&walk, fields, body, FALSE, 0);
    return walk.mail;
}

void
collect_message_walk(const char *bytes, gsize length, CollectMessagePart each, gpointer data)
{
    g_autofree char *copy = from_mac(bytes, length);
    bytes = copy ? copy : bytes;
    g_autoptr(CollectFields) fields = collect_fields_split(bytes, length);
    Walk walk = { .each = each, .data = data };
    Span body = { bytes + fields->end, bytes + length };
    read_entity(&walk, fields, body, FALSE, 0);
}

/* Reads until BYTES holds SIZE bytes or the file ends. */
static gboolean
read_up_to(int fd, gsize size, GByteArray *bytes)
{
    while (bytes->len < size) {
        guint before = bytes->len;
        g_byte_array_set_size(bytes, (guint)size);
        gssize n = read(fd, bytes->data + before, size - before);
        g_byte_array_set_size(bytes, before + (guint)MAX(n, 0));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0;
    }
    return TRUE;
}

static gboolean
read_enough(int fd, GByteArray *bytes)
{
    if (!read_up_to(fd, FIRST_READ, bytes))
        return FALSE;
    g_autoptr(CollectFields) fields = collect_fields_split((const char *)bytes->data, bytes->len);
    if (bytes->len < FIRST_READ || (fields->is_ended && !collect_message_has_parts(fields)))
        return TRUE;
    return read_up_to(fd, COLLECT_MESSAGE_MAX, bytes);
}

Mail *
collect_message_read(const char *path, GError **error)
{
    int fd;
    if (!collect_quiet_file_open(path, &fd, error))
        return NULL;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    gboolean is_read = read_enough(fd, bytes);
    int reason = errno;
    close(fd);
    if (is_read)
        return collect_message_parse((const char *)bytes->data, bytes->len);
    fail(error, FAIL_TRY_LATER, "%s: %s", path, g_strerror(reason));
    return NULL;
}

GByteArray *
collect_message_load(const char *path)
{
    int fd;
    if (!collect_quiet_file_open(path, &fd, NULL))
        return NULL;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    gboolean is_read = read_up_to(fd, COLLECT_MESSAGE_MAX, bytes);
    close(fd);
    return is_read ? g_steal_pointer(&bytes) : NULL;
}
