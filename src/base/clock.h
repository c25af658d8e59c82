/* SPDX-License-Identifier: MIT
 * Instants: the clock, and ISO 8601 in and out. The only file that reads the clock besides `run`. */
#pragma once
#include <glib.h>

/* Unix seconds, UTC. */
gint64 clock_now(void);
/* The zone of an IANA name ("Europe/Stockholm"), NULL if it is none. A name is checked before it touches the file system
 * (letters, digits, _ + - and single slashes). Caller unrefs. */
GTimeZone *clock_zone_new(const char *name);
/* Seconds east of UTC in ZONE at an instant. */
gint64 clock_offset(GTimeZone *zone, gint64 at);
/* The offset does not change after FROM up to and with TO. */
gboolean clock_is_even(GTimeZone *zone, gint64 from, gint64 to);
/* An ISO 8601 instant ("2026-03-31T12:00:00+02:00", "...Z", seconds optional, 'T' or blank). Without an offset it is local time of
 * ZONE (gap: shifted forward by the gap; fold: the first, 15-B26), and *RET_HAD_OFFSET (may be NULL) is FALSE. FALSE if it is none. */
gboolean clock_parse_instant(const char *text, GTimeZone *zone, gint64 *ret_at, gboolean *ret_had_offset);
/* Local civil time of ZONE to UTC: gap = offset before the gap (RFC 5545 §3.3.5), fold = first. MONTH 1-12. */
gint64 clock_from_civil(GTimeZone *zone, int year, int month, int day, int hour, int minute, int second);
/* "2026-03-31T12:00:00+02:00" in ZONE; caller frees. */
char *clock_format(gint64 at, GTimeZone *zone);
/* "2026-03-31T10:00:00Z"; caller frees. */
char *clock_format_utc(gint64 at);
