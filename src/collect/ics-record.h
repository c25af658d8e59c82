/* SPDX-License-Identifier: MIT
 * Records between a program and the process that reads calendars for it; only collect/ics-apart.c and ics-work.c include it. */
#pragma once
#include "collect/ics-apart.h"

typedef enum {
    RECORD_WINDOW = 1, /* "(sxx)": zone, from, to */
    RECORD_KNOWN,      /* packed, see collect_ics_record_pack_known() */
    RECORD_BODY,       /* bytes */
    RECORD_READING,    /* packed, see collect_ics_record_pack() */
    RECORD_END,        /* "(xas)": refresh seconds, problems */
} RecordTag;
typedef struct {
    guint32 tag, length;
} RecordHead;
#define RECORD_BYTES_MAX (256u * 1024 * 1024)
#define RECORD_BUFFER (64 * 1024) /* as much as a pipe holds */

/* FALSE when it cannot be written; errno says why. Records are many and small: they leave when the buffer of OUT is full, or flushed. */
gboolean collect_ics_record_write(FILE *out, RecordTag tag, gconstpointer data, gsize length);
gboolean collect_ics_record_write_variant(FILE *out, RecordTag tag, GVariant *value); /* sinks VALUE */
/* Numbers as this machine has them, texts with their length; GVariant took three times as long as the reading itself. INTO is emptied. */
void collect_ics_record_pack(const IcsReading *reading, GByteArray *into);
/* The same of a map from UID to hash; unpacked for the caller to unref, NULL if it is none. */
void collect_ics_record_pack_known(GHashTable *known, GByteArray *into);
GHashTable *collect_ics_record_unpack_known(const guint8 *data, gsize length);
/* FALSE if it is none that this program could have written; RET is fit to be cleared. */
gboolean collect_ics_record_unpack(const guint8 *data, gsize length, IcsReading *ret);
