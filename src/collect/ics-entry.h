/* SPDX-License-Identifier: MIT
 * One VEVENT as its dates and rules say: read from text, before it becomes occurrences. */
#pragma once
#include "collect/ics-line.h"
#include "collect/recur.h"
#include "collect/zone.h"
#include "collect/ics.h"

struct IcsBlock { /* slice of the feed's text between BEGIN:VEVENT and its END */
    const char *text;
    gsize length;
};

typedef struct { /* a time with the zone it was written in */
    IcsTime time;
    const Zone *zone; /* borrowed; of a date or a floating time the user's */
    gboolean is_guessed;
} IcsMoment;
gint64 collect_ics_moment_utc(const IcsMoment *moment);

typedef struct { /* RDATE, with its end if it is a PERIOD */
    IcsMoment start;
    gint64 seconds; /* -1 = as long as the event */
} IcsDate;

typedef struct {
    const IcsBlock *block;
    guint position; /* in the group */
    IcsMoment start;
    gboolean has_start, all_day;
    gboolean is_recurring; /* has RRULE or RDATE, expanded or not */
    gint64 days, seconds;  /* how long: nominal days, then exact seconds (RFC 5545 3.3.6) */
    gboolean
        is_nominal; /* a series with DURATION: its instances end by the clock (RFC 5545 3.8.5.3) */
    gboolean is_override, is_this_and_future;
    IcsMoment original; /* RECURRENCE-ID */
    GPtrArray *rules;   /* of RecurRule* */
    GArray *added;      /* of IcsDate */
    GArray *removed;    /* of IcsMoment */
    gboolean is_cancelled, is_tentative, is_private, is_transparent;
    gint64 sequence, dtstamp, created, modified; /* 0 = missing */
} IcsEntry;
/* Keeps pointers into BLOCK and ZONES. An entry that is neither has_start nor is_override has no
 * place in time. */
IcsEntry *collect_ics_entry_new(const IcsBlock *block, guint position, IcsZones *zones,
                                const Zone *user, const char *uid, GPtrArray *problems);
void collect_ics_entry_free(gpointer entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IcsEntry, collect_ics_entry_free)
/* The clock by which the start is written: instants to it and back. */
gint64 collect_ics_entry_wall(const IcsEntry *entry, gint64 utc);
gint64 collect_ics_entry_utc(const IcsEntry *entry, gint64 wall);
/* TRUE if A is the later version of the two (RFC 5545 3.8.7.4): SEQUENCE, then DTSTAMP or
 * LAST-MODIFIED, then place in the file. */
gboolean collect_ics_entry_is_newer(const IcsEntry *a, const IcsEntry *b);

/* Adds a phrase, up to ICS_PROBLEMS_MAX; PROBLEMS may be NULL. */
void collect_ics_problem(GPtrArray *problems, const char *format, ...) G_GNUC_PRINTF(2, 3);
