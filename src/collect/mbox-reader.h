/* SPDX-License-Identifier: MIT
 * The messages of an mbox file one after the other (mboxo, mboxrd, LF or CRLF), in bounded memory. */
#pragma once
#include <glib.h>

typedef struct MboxReader MboxReader;
typedef struct {
    gint64 arrived_at; /* of the From_ line, 0 = unreadable */
    const char *bytes; /* header and body, cut at COLLECT_MESSAGE_MAX; valid until the next call */
    gsize length;
} MboxMessage;
/* Opens PATH and holds a shared lock against writers who lock. NOT_FOUND; BAD_INPUT if it is no regular file or does not begin with a
 * From_ line (an empty file is an mbox); TRY_LATER if somebody writes to it, or it cannot be read. Caller frees. */
MboxReader *collect_mbox_reader_new(const char *path, GError **error);
void collect_mbox_reader_free(MboxReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MboxReader, collect_mbox_reader_free)
int collect_mbox_reader_fd(const MboxReader *reader); /* borrowed; only for looking at it */
/* Goes on at the From_ line at OFFSET. */
gboolean collect_mbox_reader_skip(MboxReader *reader, goffset offset, GError **error);
goffset collect_mbox_reader_end(const MboxReader *reader); /* at the end: where that is */
/* FALSE at the end, or on error (then ERROR is set). */
gboolean collect_mbox_reader_next(MboxReader *reader, MboxMessage *ret, GError **error);
