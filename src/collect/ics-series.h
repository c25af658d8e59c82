/* SPDX-License-Identifier: MIT
 * The versions of one UID sorted out: which masters live, which overrides count, and which
 * instances each master has. */
#pragma once
#include "collect/ics-entry.h"

/* An original start as a key: the instant, or of an all-day series the day's midnight on its clock.
 */
typedef struct {
    const IcsEntry *entry;
    const IcsEntry *master; /* or NULL */
    gint64 key;
} IcsOverride;

typedef struct { /* an instance of a master before overrides */
    gint64 wall; /* original start on the master's clock */
    gint64 key;
    gint64 seconds; /* of an RDATE period; -1 = as long as the event */
} IcsInstance;

typedef struct {
    GPtrArray *entries; /* of IcsEntry*, owned, all versions */
    GPtrArray *masters; /* of IcsEntry*, by start, live ones */
    GArray *overrides;  /* of IcsOverride, by key, live ones */
    gint64 work;        /* what is left of ICS_WORK_MAX */
} IcsSeries;
void collect_ics_series_init(IcsSeries *series, const IcsGroup *group, const IcsFeed *feed,
                             const Zone *user, GPtrArray *problems);
void collect_ics_series_clear(IcsSeries *series);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(IcsSeries, collect_ics_series_clear)

typedef struct {             /* what EXDATE takes away */
    GHashTable *keys, *days; /* of gint64 */
} IcsRemoved;
void collect_ics_series_removed_init(IcsRemoved *removed, const IcsEntry *master);
void collect_ics_series_removed_clear(IcsRemoved *removed);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(IcsRemoved, collect_ics_series_removed_clear)
gboolean collect_ics_series_is_removed(const IcsRemoved *removed, gint64 key, gint64 wall);

/* Instances of MASTER, ascending, each once, exceptions not removed: of its rules those with a wall
 * clock in [FROM, TO), and every RDATE. Of IcsInstance, caller unrefs. */
GArray *collect_ics_series_instances(IcsSeries *series, const IcsEntry *master, const char *uid, gint64 from,
                                     gint64 to, GPtrArray *problems);
