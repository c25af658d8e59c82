/* SPDX-License-Identifier: MIT
 * iCalendar text becomes events (RFC 5545, spec 16 A06): checked, split per UID, expanded; and invitations (RFC 5546) are read. Pure:
 * no clock, no network, no process zone. Safe on hostile input: every list has a limit, nothing that it says reaches a path. */
#pragma once
#include <glib.h>
#include "base/event.h"
#include "base/mail.h"

#define ICS_BLOCK_BYTES_MAX (1024 * 1024) /* one VEVENT */
#define ICS_BLOCKS_MAX 200000             /* a feed */
#define ICS_ZONES_MAX 50                  /* VTIMEZONEs of a feed */
#define ICS_ATTENDEES_MAX 500             /* an event */
#define ICS_TEXT_MAX 998                  /* characters of a summary or place */
#define ICS_OCCURRENCES_MAX 5000          /* a UID in one window */
#define ICS_EXCEPTIONS_MAX 20000          /* RDATE and EXDATE values of a UID */
#define ICS_RULES_MAX 50                  /* RRULEs of a VEVENT */
#define ICS_VERSIONS_MAX 5000             /* VEVENTs of a UID: masters and changed instances */
#define ICS_WORK_MAX 2000000              /* days and instances that the rules of a UID may look at: some 20 ms */
#define ICS_PROBLEMS_MAX 100              /* listed; more are counted */

/* Proves that BODY is a whole calendar and not a login page or half a download: the first and the last line, and balanced
 * components. Fails with TRY_LATER. A missing END:VEVENT is not incomplete. */
gboolean collect_ics_check(const char *body, gsize length, GError **error);

typedef struct IcsBlock IcsBlock;
typedef struct { /* everything a feed says of one UID */
    char *uid;         /* clean; of an event without UID "sha256:" and a hash of its times, summary and place */
    char *hash;        /* of what matters: not UID, DTSTAMP, CREATED, LAST-MODIFIED, SEQUENCE, alarms, folding or order */
    GPtrArray *blocks; /* of IcsBlock* */
} IcsGroup;

typedef struct IcsZones IcsZones;
typedef struct {
    char *name;               /* X-WR-CALNAME, clean, or NULL */
    char *timezone;           /* X-WR-TIMEZONE, clean, or NULL */
    char *method;             /* upper-case or NULL */
    gint64 refresh_seconds;   /* REFRESH-INTERVAL or X-PUBLISHED-TTL, 15 minutes to a day; 0 = unknown */
    GPtrArray *groups;        /* of IcsGroup*, in order of first appearance */
    GPtrArray *problems;      /* of char*: what was skipped or odd, one English phrase each */
    IcsZones *zones;
} IcsFeed;
/* Splits BODY by text alone; it is borrowed and must outlive the feed. Never fails: what cannot be read is a problem. JOINS_FAMILIES: a series that
 * was changed from one date on is one group with what it was before (Google Calendar gives the rest a UID of its own). */
IcsFeed *collect_ics_split(const char *body, gsize length, gboolean joins_families);
void collect_ics_feed_free(IcsFeed *feed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IcsFeed, collect_ics_feed_free)
/* The group as a calendar of its own, with the zones it names: splitting it again gives the same group. For the store. Caller frees. */
char *collect_ics_group_text(const IcsFeed *feed, const IcsGroup *group);

/* Occurrences of GROUP that overlap [FROM, TO) (without length: that start in it), by start; of Event*, owned, caller unrefs. USER_ZONE is
 * the business zone: of floating times and of the bounds of all-day events. PROBLEMS (of char*, owned) is added to; may be NULL. */
GPtrArray *collect_ics_expand(const IcsGroup *group, const IcsFeed *feed, GTimeZone *user_zone, gint64 from, gint64 to,
                              GPtrArray *problems);

/* Everything in [FROM, TO) of a calendar file, by start then UID, for `inspect`; NULL with BAD_INPUT if it is no calendar. A cut file is
 * read as far as it goes, with a problem that says so. PROBLEMS as above. Caller unrefs. */
GPtrArray *collect_ics_inspect(const char *body, gsize length, GTimeZone *user_zone, gint64 from, gint64 to, GPtrArray *problems,
                               GError **error);

/* What a text/calendar part says: its METHOD ("" if it has none) and its first VEVENT, with the attendees of all VEVENTs of that UID.
 * NULL if there is no VEVENT. Times without a zone and days are read as UTC. Caller frees with invite_free(). */
Invite *collect_ics_invite(const char *text, gsize length);
