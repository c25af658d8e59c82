/* SPDX-License-Identifier: MIT
 * Time zones that a calendar names (RFC 5545 3.8.3.1): found by what vendors write, converted both
 * ways. A name from outside is compared with lists and never becomes a path. */
#pragma once
#include <glib.h>

#define ZONE_NAME_MAX 200        /* bytes of a TZID */
#define ZONE_OBSERVANCES_MAX 100 /* of one VTIMEZONE */
#define ZONE_SHIFTS_MAX 4000     /* changes of offset of one VTIMEZONE */

typedef struct Zone Zone;
void collect_zone_free(gpointer zone);
Zone *collect_zone_new_system(GTimeZone *system); /* keeps a reference */
/* From the text of a VTIMEZONE, its END left out; NULL if it is broken or changes more often than a
 * few times a year. */
Zone *collect_zone_new_inline(const char *text, gsize length);
/* From a name alone: tz database (any case, vendor prefixes), Windows, GMT+hh:mm; NULL if nobody
 * knows it. */
Zone *collect_zone_new_named(const char *name);

/* A local time that happens twice is the first of them; one that does not happen is read with the
 * offset before the gap (RFC 5545 3.3.5). */
gint64 collect_zone_to_utc(const Zone *zone, gint64 wall);
gint64 collect_zone_to_wall(const Zone *zone, gint64 utc);

/* The zones of one feed: its VTIMEZONEs, its X-WR-TIMEZONE, and what was found before. One thread
 * at a time. */
typedef struct IcsZones IcsZones;
IcsZones *collect_zone_set_new(void);
void collect_zone_set_free(IcsZones *set);
/* TEXT (borrowed) is a VTIMEZONE without its END line; a TZID seen before keeps its first. */
void collect_zone_set_add(IcsZones *set, const char *text, gsize length);
void collect_zone_set_default(IcsZones *set, const char *name);
guint collect_zone_set_size(const IcsZones *set);
/* The zone of NAME: known name, else checked VTIMEZONE, else (RET_GUESSED) the feed's first
 * VTIMEZONE, its X-WR-TIMEZONE or USER. Borrowed. */
const Zone *
collect_zone_set_find(IcsZones *set, const char *name, const Zone *user, gboolean *ret_guessed);
/* TRUE the first time that NAME, which was guessed, is asked for. */
gboolean collect_zone_set_is_news(IcsZones *set, const char *name);
/* The VTIMEZONE by which alone NAME is understood or guessed, as it was given to _add(); NULL if it
 * needs none. Borrowed. */
const char *collect_zone_set_text(IcsZones *set, const char *name, gsize *ret_length);
