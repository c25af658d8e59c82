/* SPDX-License-Identifier: MIT
 * Calendar text is read in a process of its own, which has limits and may die: whatever a stranger's calendar does to it costs one poll
 * of one calendar (../notes calendar §7). */
#pragma once
#include <stdio.h>
#include <gio/gio.h>
#include "collect/ics.h"

#define ICS_APART_CPU_SECONDS 20
#define ICS_APART_WALL_SECONDS 60
#define ICS_APART_BYTES (1024 * 1024 * 1024) /* of address space */
#define ICS_APART_OCCURRENCES_MAX 1000000    /* of all bodies */

typedef struct { /* borrowed */
    const char *program;  /* cadens-ics */
    GTimeZone *zone;      /* the user's */
    gint64 from, to;      /* window of the occurrences */
    GHashTable *known;    /* uid -> hash: not expanded again; NULL = expand all */
    const GBytes *const *bodies; /* N calendar texts */
    gsize n;
    GPtrArray *holder; /* of the bodies: emptied as soon as the process has them, so that they do not lie twice in memory; or NULL */
} IcsWork;

typedef struct { /* one UID of one body; the callback may steal from it */
    gsize body; /* its index */
    char *uid, *hash;
    char *raw;              /* collect_ics_group_text(), NULL when known */
    GPtrArray *occurrences; /* of Event*, NULL when known */
    gboolean is_odd;        /* something of it could not be read; FALSE when known */
} IcsReading;
void collect_ics_reading_clear(IcsReading *reading);
typedef void (*IcsTake)(IcsReading *reading, gpointer data);

/* Calls TAKE for each UID in the order of the bodies. RET_REFRESH_SECONDS: as IcsFeed.refresh_seconds, of the last body that names it.
 * PROBLEMS (of char*) is added to. Errors: TRY_LATER (it needed too much, or died); G_IO_ERROR_CANCELLED. Blocking. */
gboolean collect_ics_apart(const IcsWork *work, IcsTake take, gpointer data, gint64 *ret_refresh_seconds, GPtrArray *problems,
                           GCancellable *cancellable, GError **error);

/* The other side: limits itself, reads the work from IN, which can be mapped, and writes readings to OUT. Returns the exit status. */
int collect_ics_work(int in, FILE *out);
