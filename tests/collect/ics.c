/* SPDX-License-Identifier: MIT
 * collect/ics: completeness, the split per UID, and every oddity of dates, zones, rules and
 * overrides that the field notes name. */
#include "collect/ics.h"
#include <string.h>
#include "base/day.h"
#include "base/error.h"

#define FROM "2025-01-01T00:00:00Z"
#define TO "2026-01-01T00:00:00Z"

static gint64
instant(const char *text)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(text, NULL);
    g_assert_nonnull(time);
    return g_date_time_to_unix(time);
}

static char *
instant_text(gint64 at)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(at);
    return g_date_time_format(time, "%Y%m%dT%H%M%S");
}

/* A copy without a NUL behind it, so that reading too far is found. */
static char *
bare(const char *text, gsize *ret_length)
{
    *ret_length = strlen(text);
    return *ret_length ? g_memdup2(text, *ret_length) : g_malloc(1);
}

/* "|" stands for a line end, and ";;" at the start for the head of a VEVENT named a. */
static char *
calendar_of(const char *lines)
{
    g_auto(GStrv) parts = g_strsplit(lines, "|", -1);
    g_autofree char *body = g_strjoinv("\r\n", parts);
    return g_strdup_printf("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n%s\r\nEND:VCALENDAR\r\n", body);
}

static char *
event_text(const Event *event)
{
    g_autofree char *start = instant_text(event->start_at), *end = instant_text(event->end_at);
    g_autofree char *first = event->all_day ? day_format(event->start_day) : NULL;
    g_autofree char *last = event->all_day ? day_format(event->end_day) : NULL;
    return g_strdup_printf("%s %s/%s%s%s%s%s", event->uid, event->all_day ? first : start,
                           event->all_day ? last : end, event->recurrence_id ? " <" : "",
                           event->recurrence_id ? event->recurrence_id : "",
                           event->zone_guessed ? " guessed" : "",
                           strcmp(event->status, "confirmed") ? event->status : "");
}

static char *
expand_text(const char *lines, const char *zone, const char *from, const char *to,
            GPtrArray *problems)
{
    gsize length;
    g_autofree char *calendar = calendar_of(lines), *body = bare(calendar, &length);
    g_autoptr(GTimeZone) user = g_time_zone_new_identifier(zone);
    g_autoptr(GPtrArray) events =
        collect_ics_inspect(body, length, user, instant(from), instant(to), problems, NULL);
    g_assert_nonnull(events);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < events->len; i++) {
        g_autofree char *line = event_text(g_ptr_array_index(events, i));
        g_string_append_printf(text, "%s%s", i ? "|" : "", line);
    }
    return g_string_free(text, FALSE);
}

#define A "BEGIN:VEVENT|UID:a|"
#define STO ";TZID=Europe/Stockholm:"
#define END "|END:VEVENT"

/* In the zone Europe/Stockholm, 2025. "<" marks the original start. */
static const struct {
    const char *name, *lines, *expected;
} cases[] = {
    {"exdate in utc, other zone and date",
     A "DTSTART" STO
       "20250602T100000|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=5|EXDATE:20250603T080000Z|"
       "EXDATE;TZID=America/New_York:20250604T040000|EXDATE;VALUE=DATE:20250605" END,
     "a 20250602T080000/20250602T090000 <2025-06-02T08:00:00Z|a 20250606T080000/20250606T090000 "
     "<2025-06-06T08:00:00Z"},
    {"until in utc on another local date",
     A "DTSTART" STO "20250602T003000|DURATION:PT1H|RRULE:FREQ=DAILY;UNTIL=20250602T223000Z" END,
     "a 20250601T223000/20250601T233000 <2025-06-01T22:30:00Z|a 20250602T223000/20250602T233000 "
     "<2025-06-02T22:30:00Z"},
    {"until is floating",
     A "DTSTART" STO "20250602T100000|DURATION:PT1H|RRULE:FREQ=DAILY;UNTIL=20250603T100000" END,
     "a 20250602T080000/20250602T090000 <2025-06-02T08:00:00Z|a 20250603T080000/20250603T090000 "
     "<2025-06-03T08:00:00Z"},
    {"until with a time on an all-day series",
     A "DTSTART;VALUE=DATE:20250602|RRULE:FREQ=DAILY;UNTIL=20250603T220000Z" END,
     "a 2025-06-02/2025-06-03 <2025-06-02|a 2025-06-03/2025-06-04 <2025-06-03"},
    {"until before the start leaves nothing",
     A "DTSTART:20250602T100000Z|RRULE:FREQ=DAILY;UNTIL=20250601T100000Z" END, ""},
    {"a start in the gap, and the day after",
     A "DTSTART" STO "20250329T023000|DTEND" STO "20250329T030000|RRULE:FREQ=DAILY;COUNT=3" END,
     "a 20250329T013000/20250329T020000 <2025-03-29T01:30:00Z|a 20250330T013000/20250330T020000 "
     "<2025-03-30T01:30:00Z|"
     "a 20250331T003000/20250331T010000 <2025-03-31T00:30:00Z"},
    {"windows name without VTIMEZONE",
     A "DTSTART;TZID=W. Europe Standard Time:20250602T100000|DURATION:PT1H" END,
     "a 20250602T080000/20250602T090000"},
    {"windows label",
     A "DTSTART;TZID=\"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, "
       "Vienna\":20250602T100000" END,
     "a 20250602T080000/20250602T080000"},
    {"offset names", A "DTSTART;TZID=GMT+0530:20250602T100000|DTEND;TZID=UTC-3:20250602T033000" END,
     "a 20250602T043000/20250602T063000"},
    {"an unquoted offset name", A "DTSTART;TZID=GMT+05:30:20250602T100000" END,
     "a 20250602T043000/20250602T043000"},
    {"tz names in any case", A "DTSTART;TZID=europe/stockholm:20250602T100000" END,
     "a 20250602T080000/20250602T080000"},
    {"a fixed zone of the tz database is not an offset name",
     A "DTSTART;TZID=Etc/GMT+5:20250602T100000" END, "a 20250602T150000/20250602T150000"},
    {"own VTIMEZONE from 1601",
     "BEGIN:VTIMEZONE|TZID:Custom|BEGIN:STANDARD|DTSTART:16010101T030000|TZOFFSETFROM:+0200|"
     "TZOFFSETTO:+0100|"
     "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10|END:STANDARD|BEGIN:DAYLIGHT|DTSTART:"
     "16010101T020000|"
     "TZOFFSETFROM:+0100|TZOFFSETTO:+0200|RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3|END:"
     "DAYLIGHT|END:VTIMEZONE|" A "DTSTART;TZID=Custom:20250327T100000|DTEND;TZID=Custom:"
     "20250327T110000|RRULE:FREQ=WEEKLY;COUNT=2" END,
     "a 20250327T090000/20250327T100000 <2025-03-27T09:00:00Z|a 20250403T080000/20250403T090000 "
     "<2025-04-03T08:00:00Z"},
    {"a VTIMEZONE after the event, with RDATE",
     A "DTSTART;TZID=Odd:20250701T100000" END
       "|BEGIN:VTIMEZONE|TZID:Odd|BEGIN:STANDARD|DTSTART:20200101T000000|"
       "TZOFFSETFROM:+0000|TZOFFSETTO:+0030|RDATE:20240101T000000|END:STANDARD|END:VTIMEZONE",
     "a 20250701T093000/20250701T093000"},
    {"an unknown zone takes the feed's first VTIMEZONE",
     "BEGIN:VTIMEZONE|TZID:Eastern Standard Time|END:VTIMEZONE|" A
     "DTSTART;TZID=Customized Time Zone:20250602T100000" END,
     "a 20250602T140000/20250602T140000 guessed"},
    {"an unknown zone takes X-WR-TIMEZONE",
     "X-WR-TIMEZONE:America/New_York|" A
     "DTSTART;TZID=tzone://Microsoft/Custom:20250602T100000" END,
     "a 20250602T140000/20250602T140000 guessed"},
    {"an unknown zone takes the user's", A "DTSTART;TZID=Nowhere:20250602T100000" END,
     "a 20250602T080000/20250602T080000 guessed"},
    {"X-LIC-LOCATION names the zone",
     "BEGIN:VTIMEZONE|TZID:/vendor/1|X-LIC-LOCATION:America/New_York|END:VTIMEZONE|" A
     "DTSTART;TZID=/vendor/1:20250602T100000" END,
     "a 20250602T140000/20250602T140000"},
    {"floating is the user's", A "DTSTART:20250602T100000|DTEND:20250602T110000" END,
     "a 20250602T080000/20250602T090000"},
    {"an override in utc before its master",
     A "RECURRENCE-ID:20250609T080000Z|DTSTART:20250609T120000Z|DTEND:20250609T130000Z" END "|" A
       "DTSTART" STO "20250602T100000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=2" END,
     "a 20250602T080000/20250602T090000 <2025-06-02T08:00:00Z|a 20250609T120000/20250609T130000 "
     "<2025-06-09T08:00:00Z"},
    {"an override named by its day",
     A "DTSTART" STO "20250602T100000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=2" END "|" A
       "RECURRENCE-ID;VALUE=DATE:20250609|DTSTART" STO "20250610T100000|DURATION:PT1H" END,
     "a 20250602T080000/20250602T090000 <2025-06-02T08:00:00Z|a 20250610T080000/20250610T090000 "
     "<2025-06-09T08:00:00Z"},
    {"this and future",
     A "DTSTART" STO "20250602T100000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=4" END "|" A
       "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Stockholm:20250609T100000|DTSTART" STO
       "20250610T140000|DURATION:PT2H" END,
     "a 20250602T080000/20250602T090000 <2025-06-02T08:00:00Z|a 20250610T120000/20250610T140000 "
     "<2025-06-09T08:00:00Z|"
     "a 20250617T120000/20250617T140000 <2025-06-16T08:00:00Z|a 20250624T120000/20250624T140000 "
     "<2025-06-23T08:00:00Z"},
    {"this and future, twice, and one apart",
     A
     "DTSTART:20250602T100000Z|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=5" END "|" A
     "RECURRENCE-ID;RANGE=THISANDFUTURE:20250609T100000Z|DTSTART:20250609T110000Z|DURATION:PT1H" END
     "|" A
     "RECURRENCE-ID;RANGE=THISANDFUTURE:20250623T100000Z|DTSTART:20250623T120000Z|DURATION:PT1H" END
     "|" A "RECURRENCE-ID:20250616T100000Z|DTSTART:20250616T150000Z|DURATION:PT1H" END,
     "a 20250602T100000/20250602T110000 <2025-06-02T10:00:00Z|a 20250609T110000/20250609T120000 "
     "<2025-06-09T10:00:00Z|"
     "a 20250616T150000/20250616T160000 <2025-06-16T10:00:00Z|a 20250623T120000/20250623T130000 "
     "<2025-06-23T10:00:00Z|"
     "a 20250630T120000/20250630T130000 <2025-06-30T10:00:00Z"},
    {"this and future are cancelled, on another clock and over the change of clocks",
     A "DTSTART" STO "20250328T100000|DURATION:P1D|RRULE:FREQ=DAILY;COUNT=2" END "|" A
       "RECURRENCE-ID;RANGE=THISANDFUTURE:20250329T090000Z|DTSTART;TZID=Asia/"
       "Tokyo:20250329T180000|STATUS:CANCELLED" END,
     "a 20250328T090000/20250329T090000 <2025-03-28T09:00:00Z|a 20250329T090000/20250330T080000 "
     "<2025-03-29T09:00:00Zcancelled"},
    {"this and future on another clock",
     A "DTSTART" STO "20250328T100000|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=4" END "|" A
       "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Stockholm:20250329T100000|DTSTART;TZID=Asia/"
       "Tokyo:20250329T190000|DURATION:PT1H" END,
     "a 20250328T090000/20250328T100000 <2025-03-28T09:00:00Z|a 20250329T100000/20250329T110000 "
     "<2025-03-29T09:00:00Z|"
     "a 20250330T090000/20250330T100000 <2025-03-30T08:00:00Z|a 20250331T090000/20250331T100000 "
     "<2025-03-31T08:00:00Z"},
    {"of two versions the higher sequence, not the later line",
     A "SEQUENCE:2|DTSTART:20250602T100000Z" END "|" A "SEQUENCE:1|DTSTART:20250603T100000Z" END,
     "a 20250602T100000/20250602T100000"},
    {"of two equal sequences the later stamp",
     A "DTSTAMP:20250102T000000Z|DTSTART:20250602T100000Z|DURATION:PT2H" END "|" A
       "DTSTAMP:20250101T000000Z|DTSTART:20250602T100000Z|DURATION:PT1H" END,
     "a 20250602T100000/20250602T120000"},
    {"of two overrides of one date the newer",
     A "DTSTART:20250602T100000Z|RRULE:FREQ=DAILY;COUNT=1" END "|" A
       "SEQUENCE:2|RECURRENCE-ID:20250602T100000Z|DTSTART:20250602T120000Z" END "|" A
       "SEQUENCE:1|RECURRENCE-ID:20250602T100000Z|DTSTART:20250602T130000Z" END,
     "a 20250602T120000/20250602T120000 <2025-06-02T10:00:00Z"},
    {"a newer master's exdate beats an older override",
     A "SEQUENCE:3|DTSTART:20250602T100000Z|RRULE:FREQ=DAILY;COUNT=2|EXDATE:20250603T100000Z" END
       "|" A "SEQUENCE:2|RECURRENCE-ID:20250603T100000Z|DTSTART:20250603T120000Z" END,
     "a 20250602T100000/20250602T100000 <2025-06-02T10:00:00Z"},
    {"of overlapping masters the newer",
     A "SEQUENCE:1|DTSTART:20250602T100000Z|RRULE:FREQ=WEEKLY;COUNT=3" END "|" A
       "SEQUENCE:2|DTSTART:20250603T100000Z|RRULE:FREQ=WEEKLY;COUNT=2" END,
     "a 20250603T100000/20250603T100000 <2025-06-03T10:00:00Z|a 20250610T100000/20250610T100000 "
     "<2025-06-10T10:00:00Z"},
    {"of two masters the older lives until its last date, whatever its UNTIL says",
     A "DTSTART" STO "20250602T100000|RRULE:FREQ=WEEKLY;UNTIL=20250608T215959Z" END "|" A
       "DTSTART" STO "20250605T100000|RRULE:FREQ=WEEKLY;COUNT=1" END,
     "a 20250602T080000/20250602T080000 <2025-06-02T08:00:00Z|a 20250605T080000/20250605T080000 "
     "<2025-06-05T08:00:00Z"},
    {"of two masters, west of Greenwich, early in the morning",
     A "DTSTART;TZID=America/Los_Angeles:20250602T060000|RRULE:FREQ=WEEKLY;UNTIL=20250609T065959Z" END "|" A
       "DTSTART;TZID=America/Los_Angeles:20250609T063000|RRULE:FREQ=WEEKLY;COUNT=1" END,
     "a 20250602T130000/20250602T130000 <2025-06-02T13:00:00Z|a 20250609T133000/20250609T133000 "
     "<2025-06-09T13:30:00Z"},
    {"parts of a rule twice: the first counts",
     A "DTSTART:20250602T100000Z|RRULE:FREQ=DAILY;FREQ=WEEKLY;COUNT=2;X-Y=1" END,
     "a 20250602T100000/20250602T100000 <2025-06-02T10:00:00Z|a 20250603T100000/20250603T100000 "
     "<2025-06-03T10:00:00Z"},
    {"an end before the start", A "DTSTART:20250602T100000Z|DTEND:20250602T090000Z" END,
     "a 20250602T100000/20250602T100000"},
    {"an end in another zone",
     A "DTSTART" STO "20250602T100000|DTEND;TZID=America/New_York:20250602T060000" END,
     "a 20250602T080000/20250602T100000"},
    {"an end that is a day", A "DTSTART" STO "20250602T100000|DTEND;VALUE=DATE:20250603" END,
     "a 20250602T080000/20250602T220000"},
    {"an end and a length: the end counts",
     A "DTSTART:20250602T100000Z|DTEND:20250602T110000Z|DURATION:PT5H" END,
     "a 20250602T100000/20250602T110000"},
    {"a day of 23 hours", A "DTSTART" STO "20250329T120000|DURATION:P1D" END,
     "a 20250329T110000/20250330T100000"},
    {"a length of 24 hours", A "DTSTART" STO "20250329T120000|DURATION:PT24H" END,
     "a 20250329T110000/20250330T110000"},
    {"all-day bounds over the change of clocks", A "DTSTART;VALUE=DATE:20250330" END,
     "a 2025-03-30/2025-03-31"},
    {"all-day series with exceptions in every form",
     A "DTSTART;VALUE=DATE:20250602|RRULE:FREQ=DAILY;COUNT=5|EXDATE;VALUE=DATE:20250603|EXDATE:"
       "20250604T000000|EXDATE:20250604T220000Z" END,
     "a 2025-06-02/2025-06-03 <2025-06-02|a 2025-06-06/2025-06-07 <2025-06-06"},
    {"a date without VALUE=DATE", A "DTSTART:20250602" END, "a 2025-06-02/2025-06-03"},
    {"ISO 8601 with its marks", A "DTSTART:2025-06-02T10:00:00Z" END,
     "a 20250602T100000/20250602T100000"},
    {"a missing END:VEVENT",
     A "DTSTART:20250602T100000Z|BEGIN:VEVENT|UID:b|DTSTART:20250603T100000Z" END,
     "a 20250602T100000/20250602T100000|b 20250603T100000/20250603T100000"},
    {"text between, broken lines",
     "junk|" A "DESCRIPTION:one|two: three|\xff\xfe|;;:|DTSTART:20250602T100000Z" END,
     "a 20250602T100000/20250602T100000"},
    {"alarms are not the event",
     A "DTSTART:20250602T100000Z|BEGIN:VALARM|DURATION:PT5M|SUMMARY:no|UID:x|END:VALARM|DURATION:"
       "PT1H" END,
     "a 20250602T100000/20250602T110000"},
    {"a day that does not exist costs its event only",
     A "DTSTART:20250230T100000Z" END "|BEGIN:VEVENT|UID:b|DTSTART:20250603T100000Z" END,
     "b 20250603T100000/20250603T100000"},
    {"a start that is not on the rule counts as the first",
     A "DTSTART:20250601T100000Z|RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3" END,
     "a 20250601T100000/20250601T100000 <2025-06-01T10:00:00Z|a 20250602T100000/20250602T100000 "
     "<2025-06-02T10:00:00Z|"
     "a 20250609T100000/20250609T100000 <2025-06-09T10:00:00Z"},
    {"weeks that begin on Sunday",
     A "DTSTART:20250603T100000Z|RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU" END,
     "a 20250603T100000/20250603T100000 <2025-06-03T10:00:00Z|a 20250615T100000/20250615T100000 "
     "<2025-06-15T10:00:00Z|"
     "a 20250617T100000/20250617T100000 <2025-06-17T10:00:00Z|a 20250629T100000/20250629T100000 "
     "<2025-06-29T10:00:00Z"},
    {"weeks that begin on Monday",
     A "DTSTART:20250603T100000Z|RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO" END,
     "a 20250603T100000/20250603T100000 <2025-06-03T10:00:00Z|a 20250608T100000/20250608T100000 "
     "<2025-06-08T10:00:00Z|"
     "a 20250617T100000/20250617T100000 <2025-06-17T10:00:00Z|a 20250622T100000/20250622T100000 "
     "<2025-06-22T10:00:00Z"},
    {"a birthday without a year",
     A "DTSTART;VALUE=DATE:16040229|RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1" END,
     "a 2025-02-28/2025-03-01 <2025-02-28"},
    {"a cancelled master",
     A "DTSTART:20250602T100000Z|STATUS:CANCELLED|RRULE:FREQ=DAILY;COUNT=2" END,
     "a 20250602T100000/20250602T100000 <2025-06-02T10:00:00Zcancelled|a "
     "20250603T100000/20250603T100000 <2025-06-03T10:00:00Zcancelled"},
    {"a cancelled master calls off what was moved before, not what was written anew since",
     A "DTSTART:20250602T100000Z|SEQUENCE:2|STATUS:CANCELLED|RRULE:FREQ=DAILY;COUNT=2" END "|" A
       "RECURRENCE-ID:20250602T100000Z|SEQUENCE:1|DTSTART:20250605T100000Z" END "|" A
       "RECURRENCE-ID:20250603T100000Z|SEQUENCE:3|DTSTART:20250606T100000Z" END,
     "a 20250602T100000/20250602T100000 <2025-06-02T10:00:00Zcancelled|a "
     "20250606T100000/20250606T100000 <2025-06-03T10:00:00Z"},
    {"a cancelled override that had been moved stands at its original start",
     A "DTSTART:20250602T100000Z|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=2" END "|" A
       "RECURRENCE-ID:20250603T100000Z|DTSTART:20250605T100000Z|STATUS:CANCELLED" END,
     "a 20250602T100000/20250602T110000 <2025-06-02T10:00:00Z|a 20250603T100000/20250603T110000 "
     "<2025-06-03T10:00:00Zcancelled"},
    {"a cancelled instance without times and master",
     A "RECURRENCE-ID:20250603T100000Z|STATUS:CANCELLED" END,
     "a 20250603T100000/20250603T100000 <2025-06-03T10:00:00Zcancelled"},
    {"RDATE by the day",
     A "DTSTART" STO "20250602T100000|DURATION:PT1H|RDATE;VALUE=DATE:20250604" END,
     "a 20250602T080000/20250602T090000 <2025-06-02T08:00:00Z|a 20250604T080000/20250604T090000 "
     "<2025-06-04T08:00:00Z"},
    {"lower case and folds",
     "begin:vevent|uid:a|dtstart;tzid=Europe/\r\n Stock\r\n\tholm:20250602T100000|end:vevent",
     "a 20250602T080000/20250602T080000"},
    {"a week number", A "DTSTART:20250512T100000Z|RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO" END,
     "a 20250512T100000/20250512T100000 <2025-05-12T10:00:00Z"},
    {"days of the year", A "DTSTART:20250101T100000Z|RRULE:FREQ=YEARLY;BYYEARDAY=1,100,-1" END,
     "a 20250101T100000/20250101T100000 <2025-01-01T10:00:00Z|a 20250410T100000/20250410T100000 "
     "<2025-04-10T10:00:00Z|"
     "a 20251231T100000/20251231T100000 <2025-12-31T10:00:00Z"},
    {"a weekly position",
     A "DTSTART:20250606T100000Z|RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1;COUNT=2" END,
     "a 20250606T100000/20250606T100000 <2025-06-06T10:00:00Z|a 20250613T100000/20250613T100000 "
     "<2025-06-13T10:00:00Z"},
};

static void
expands(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = expand_text(cases[i].lines, "Europe/Stockholm", FROM, TO, NULL);
        if (strcmp(found, cases[i].expected) != 0)
            g_test_message("%s:\nexpected %s\nfound    %s", cases[i].name, cases[i].expected,
                           found);
        g_assert_cmpstr(found, ==, cases[i].expected);
    }
}

/* Rules and zones that would run for ever keep their first date, are named, and cost their
 * neighbours nothing. */
static void
runaway_ends(void)
{
    static const char *const rules[] = {"FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
                                        "FREQ=SECONDLY;COUNT=2147483647",
                                        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
                                        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9",
                                        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2",
                                        "FREQ=DAILY;INTERVAL=99999999999",
                                        "FREQ=YEARLY;COUNT=99999999999;BYMONTH=2;BYMONTHDAY=31",
                                        "FREQ=DAILY;RSCALE=CHINESE",
                                        "FREQ=WEEKLY;INTERVAL=0",
                                        "COUNT=2",
                                        "FREQ=MONTHLY;BYDAY=54MO",
                                        "FREQ=WEEKLY;BYDAY=XX",
                                        "FREQ",
                                        "=;=",
                                        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6"};
    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++) {
        g_autofree char *lines =
            g_strdup_printf(A "DTSTART:20250602T100000Z|RRULE:%s" END
                              "|BEGIN:VEVENT|UID:ok|DTSTART:20250604T100000Z" END,
                            rules[i]);
        g_autofree char *found = expand_text(lines, "UTC", FROM, TO, NULL);
        g_assert_cmpstr(found, ==,
                        "a 20250602T100000/20250602T100000 <2025-06-02T10:00:00Z|ok "
                        "20250604T100000/20250604T100000");
    }
}

static void
runaway_zone(void)
{
    g_autofree char *found = expand_text("BEGIN:VTIMEZONE|TZID:Evil|BEGIN:STANDARD|DTSTART:"
                                         "19700101T000000|TZOFFSETFROM:+0000|TZOFFSETTO:+0100|"
                                         "RRULE:FREQ=SECONDLY|END:STANDARD|END:VTIMEZONE|" A
                                         "DTSTART;TZID=Evil:20250602T100000" END,
                                         "Europe/Stockholm", FROM, TO, NULL);
    g_assert_cmpstr(found, ==, "a 20250602T080000/20250602T080000 guessed");
}

/* A zone name is compared, never opened. */
static void
zone_paths(void)
{
    static const char *const names[] = {"../../../../dev/stdin",
                                        "/etc/passwd",
                                        "Europe/../../../../tmp/x",
                                        "localtime",
                                        "zone.tab",
                                        "tzdata.zi",
                                        ""};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *lines = g_strdup_printf(A "DTSTART;TZID=%s:20250602T100000" END, names[i]);
        g_autofree char *found = expand_text(lines, "America/New_York", FROM, TO, NULL);
        g_assert_cmpstr(found, ==, "a 20250602T140000/20250602T140000 guessed");
    }
}

/* libical stops silently after 500 values on a line. */
static void
many_exceptions(void)
{
    g_autoptr(GString) lines =
        g_string_new(A "DTSTART:20250101T100000Z|RRULE:FREQ=HOURLY;COUNT=734|EXDATE:");
    for (int hour = 1; hour <= 732; hour++) {
        g_autofree char *at = instant_text(instant("2025-01-01T10:00:00Z") + hour * 3600);
        g_string_append_printf(lines, "%s%sZ", hour > 1 ? "," : "", at);
    }
    g_string_append(lines, END);
    g_autofree char *found = expand_text(lines->str, "UTC", FROM, TO, NULL);
    g_assert_cmpstr(found, ==,
                    "a 20250101T100000/20250101T100000 <2025-01-01T10:00:00Z|a "
                    "20250131T230000/20250131T230000 <2025-01-31T23:00:00Z");
}

static gboolean
has_problem(const GPtrArray *problems, const char *words)
{
    for (guint i = 0; i < problems->len; i++)
        if (strstr(g_ptr_array_index(problems, i), words))
            return TRUE;
    return FALSE;
}

static void
problems_are_named(void)
{
    static const struct {
        const char *lines, *words;
    } rows[] = {
        {A "DTSTART:20251301T100000Z" END, "no readable DTSTART"},
        {A "DTSTART:20250602T100000Z|RRULE:FREQ=DAILY;UNTIL=20250601T100000Z" END, "the rule ends before it begins"},
        {A "DTSTART:20250602T100000+0200" END, "no readable DTSTART"},
        {A "SUMMARY:x" END, "no readable DTSTART"},
        {A "DTSTART:20250602T100000Z|RRULE:FREQ=SECONDLY" END, "unsupported rule"},
        {A "DTSTART:20250602T100000Z|RRULE:FREQ=HOURLY" END, "only the first 5000"},
        {A "DTSTART:20250602T100000Z|BEGIN:VEVENT|UID:b|DTSTART:20250602T100000Z" END,
         "without END:VEVENT"},
        {A "DTSTART:20250602T100000Z|RDATE:20250603T10" END, "unreadable exception"},
        {A "DTSTART:20250602T100000Z|DURATION:1H" END, "unreadable DURATION"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
        g_autofree char *found =
            expand_text(rows[i].lines, "UTC", FROM, "2027-01-01T00:00:00Z", problems);
        g_assert_true(has_problem(problems, rows[i].words));
    }
}

static void
check_tells_whole_from_cut(void)
{
    static const struct {
        const char *body;
        gboolean is_whole;
    } rows[] = {
        {"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", TRUE},
        {"\xef\xbb\xbf\r\n  BEGIN:VCALENDAR\nEND:VCALENDAR", TRUE},
        {"begin:vcalendar\rend:vcalendar\r", TRUE},
        {"BEGIN:VCALENDAR\nEND:VCALENDAR\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\ngarbage\n", TRUE},
        {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nEND:VCALENDAR\n", TRUE},
        {"", FALSE},
        {" \r\n", FALSE},
        {"<!DOCTYPE html><html>BEGIN:VCALENDAR\nEND:VCALENDAR</html>", FALSE},
        {"Please log in", FALSE},
        {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VEVENT\r\n", FALSE},
        {"BEGIN:VCALENDAR\r\nEND:VCALEN", FALSE},
        {"BEGIN:VCALENDAR\r\nX:END:VCALENDAR\r\n", FALSE},
        {"BEGIN:VCALENDAR\r\nDESCRIPTION:a\r\n END:VCALENDAR", FALSE},
        {"BEGIN:VCALENDAR\nEND:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:VEVENT\n", FALSE},
        {"BEGIN:VCALENDAR\nEND:VCALENDAR\nBEGIN:VCAL", FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        gsize length;
        g_autoptr(GError) error = NULL;
        g_autofree char *body = bare(rows[i].body, &length);
        g_assert_cmpint(collect_ics_check(body, length, &error), ==, rows[i].is_whole);
        g_assert_true(rows[i].is_whole ||
                      g_error_matches(error, CADENS_ERROR, CADENS_ERROR_TRY_LATER));
    }
}

/* Cut anywhere, a calendar is incomplete. */
static void
every_cut_is_found(void)
{
    g_autofree char *calendar = calendar_of(A "DTSTART:20250602T100000Z|SUMMARY:Möte" END);
    gsize whole = strlen(calendar) - strlen("\r\n");
    for (gsize length = 0; length < whole; length++) {
        g_autofree char *body = g_malloc(length + 1);
        memcpy(body, calendar, length);
        g_assert_false(collect_ics_check(body, length, NULL));
    }
    g_assert_true(collect_ics_check(calendar, whole, NULL));
}

static char *
hash_of(const char *lines)
{
    g_autofree char *calendar = calendar_of(lines);
    g_autoptr(IcsFeed) feed = collect_ics_split(calendar, strlen(calendar), FALSE);
    g_assert_cmpuint(feed->groups->len, ==, 1);
    return g_strdup(((IcsGroup *)g_ptr_array_index(feed->groups, 0))->hash);
}

static void
hash_ignores_noise_only(void)
{
    g_autofree char *base =
        hash_of(A "DTSTART:20250602T100000Z|SUMMARY:Möte med kund|LOCATION:x" END);
    static const struct {
        const char *lines;
        gboolean is_same;
    } rows[] = {
        {A "SUMMARY:Möte med kund|LOCATION:x|DTSTART:20250602T100000Z" END, TRUE},
        {A "DTSTAMP:20250101T000000Z|CREATED:20240101T000000Z|LAST-MODIFIED:20250101T000000Z|"
           "SEQUENCE:4|DTSTART:20250602T100000Z|"
           "SUMMARY:Möte med kund|LOCATION:x" END,
         TRUE},
        {A "DTSTART:20250602T100000Z|SUMMARY:Mö\r\n te med\r\n  "
           "kund|LOCATION:x|BEGIN:VALARM|TRIGGER:-PT5M|END:VALARM" END,
         TRUE},
        {"X-WR-CALNAME:other|PRODID:x|METHOD:PUBLISH|" A
         "dtstart:20250602T100000Z|SUMMARY:Möte med kund|LOCATION:x" END,
         TRUE},
        {A "DTSTART:20250602T100001Z|SUMMARY:Möte med kund|LOCATION:x" END, FALSE},
        {A "DTSTART:20250602T100000Z|SUMMARY:Möte med kunden|LOCATION:x" END, FALSE},
        {A "DTSTART:20250602T100000Z|SUMMARY:Möte med kund|LOCATION:x|STATUS:CANCELLED" END, FALSE},
        {A "DTSTART:20250602T100000Z|SUMMARY:Möte med kund|LOCATION:x" END "|" A
           "RECURRENCE-ID:20250602T100000Z|DTSTART:20250602T110000Z" END,
         FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *hash = hash_of(rows[i].lines);
        g_assert_cmpint(strcmp(hash, base) == 0, ==, rows[i].is_same);
    }
}

static void
split_reads_the_head(void)
{
    g_autofree char *calendar = calendar_of(
        "METHOD:publish|X-WR-CALNAME:Möten\\, "
        "alla|X-WR-TIMEZONE:Europe/Stockholm|REFRESH-INTERVAL;VALUE=DURATION:PT2H|" A
        "DTSTART:20250602T100000Z" END "|BEGIN:VEVENT|DTSTART:20250603T100000Z|SUMMARY:no uid" END
        "|BEGIN:VEVENT|DTSTART:20250603T100000Z|SUMMARY:no uid" END
        "|BEGIN:VTODO|UID:t|DTSTART:20250603T100000Z|END:VTODO");
    g_autoptr(IcsFeed) feed = collect_ics_split(calendar, strlen(calendar), FALSE);
    g_assert_cmpstr(feed->method, ==, "PUBLISH");
    g_assert_cmpstr(feed->name, ==, "Möten, alla");
    g_assert_cmpstr(feed->timezone, ==, "Europe/Stockholm");
    g_assert_cmpint(feed->refresh_seconds, ==, 7200);
    g_assert_cmpuint(feed->groups->len, ==, 2);
    g_assert_true(
        g_str_has_prefix(((IcsGroup *)g_ptr_array_index(feed->groups, 1))->uid, "sha256:"));
}

/* What the store keeps of a group expands to the same occurrences, zones included, and tells
 * nothing of a private event. */
static void
group_text_is_enough(void)
{
    static const char lines[] =
        "BEGIN:VTIMEZONE|TZID:Custom|BEGIN:STANDARD|DTSTART:16010101T000000|TZOFFSETFROM:+0300|"
        "TZOFFSETTO:+0300|END:STANDARD|END:VTIMEZONE|" A
        "CLASS:PRIVATE|DTSTART;TZID=Custom:20250602T100000|DTEND;TZID=Custom:20250602T110000|RRULE:"
        "FREQ=DAILY;COUNT=3|SUMMARY:secret|"
        "ATTENDEE:mailto:x@y.example|DESCRIPTION:secret\\n\xff" END "|" A
        "CLASS:PRIVATE|RECURRENCE-ID;TZID=Unknown:20250603T100000|"
        "DTSTART;TZID=Unknown:20250604T120000|SUMMARY:secret" END;
    g_autofree char *calendar = calendar_of(lines),
                    *before = expand_text(lines, "UTC", FROM, TO, NULL);
    g_autoptr(IcsFeed) feed = collect_ics_split(calendar, strlen(calendar), FALSE);
    g_autofree char *text = collect_ics_group_text(feed, g_ptr_array_index(feed->groups, 0));
    g_assert_true(g_utf8_validate(text, -1, NULL));
    g_assert_null(strstr(text, "secret"));
    g_assert_null(strstr(text, "y.example"));
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GPtrArray) events =
        collect_ics_inspect(text, strlen(text), utc, instant(FROM), instant(TO), NULL, NULL);
    g_autoptr(GString) after = g_string_new(NULL);
    for (guint i = 0; i < events->len; i++) {
        g_autofree char *line = event_text(g_ptr_array_index(events, i));
        g_string_append_printf(after, "%s%s", i ? "|" : "", line);
    }
    g_assert_cmpstr(after->str, ==, before);
    g_assert_nonnull(strstr(before, "20250602T070000"));
}

static Event *
only_event(const char *lines, GPtrArray **ret_events)
{
    gsize length;
    g_autofree char *calendar = calendar_of(lines), *body = bare(calendar, &length);
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
    *ret_events = collect_ics_inspect(body, length, zone, instant(FROM), instant(TO), NULL, NULL);
    g_assert_cmpuint((*ret_events)->len, ==, 1);
    return g_ptr_array_index(*ret_events, 0);
}

static void
people_are_read(void)
{
    g_autoptr(GPtrArray) events = NULL;
    const Event *event = only_event(
        A "DTSTART:20250602T100000Z|DTSTAMP:20250101T000000Z|CREATED:20241231T000000Z|SEQUENCE:3|"
          "TRANSP:TRANSPARENT|STATUS:TENTATIVE|"
          "SUMMARY:Möte\\, kund\\; A\\nB\x01|LOCATION: Kungsgatan 1 "
          "|ORGANIZER;CN=Anna:MAILTO:Anna@Satori.example|"
          "ATTENDEE;CN=\"Ek, "
          "Kent\";PARTSTAT=DECLINED;ROLE=OPT-PARTICIPANT:mailto:mailto:kent@kund.example|"
          "ATTENDEE;EMAIL=liv@kund.example;PARTSTAT=ACCEPTED:/aMTIz/principal/|"
          "ATTENDEE;CN=Bo (bo+x@kund.example);PARTSTAT=TENTATIVE:invalid:nomail|"
          "ATTENDEE;CUTYPE=ROOM;CN=Rummet:mailto:rum@satori.example|ATTENDEE;CN=Nobody:urn:uuid:1|"
          "ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@satori.example|ATTENDEE:mailto:kent@kund."
          "example" END,
        &events);
    static const struct {
        const char *addr, *name, *role, *partstat;
        gboolean is_organizer;
    } rows[] = {{"kent@kund.example", "Ek, Kent", "opt", "declined", FALSE},
                {"liv@kund.example", NULL, "req", "accepted", FALSE},
                {"bo@kund.example", "Bo (bo+x@kund.example)", "req", "tentative", FALSE},
                {"rum@satori.example", "Rummet", "resource", "needs_action", FALSE},
                {"anna@satori.example", NULL, "req", "accepted", TRUE}};
    g_assert_cmpstr(event->summary, ==, "Möte, kund; A B");
    g_assert_cmpstr(event->location, ==, "Kungsgatan 1");
    g_assert_cmpstr(event->status, ==, "tentative");
    g_assert_cmpstr(event->place, ==, "in_person");
    g_assert_true(event->is_transparent);
    g_assert_cmpint(event->sequence, ==, 3);
    g_assert_cmpint(event->dtstamp, ==, instant("2025-01-01T00:00:00Z"));
    g_assert_cmpint(event->created, ==, instant("2024-12-31T00:00:00Z"));
    g_assert_cmpuint(event->attendees->len, ==, G_N_ELEMENTS(rows));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const EventAttendee *attendee = g_ptr_array_index(event->attendees, i);
        g_assert_cmpstr(attendee->addr, ==, rows[i].addr);
        g_assert_cmpstr(attendee->name, ==, rows[i].name);
        g_assert_cmpstr(attendee->role, ==, rows[i].role);
        g_assert_cmpstr(attendee->partstat, ==, rows[i].partstat);
        g_assert_cmpint(attendee->is_organizer, ==, rows[i].is_organizer);
    }
}

static void
organizer_alone_attends(void)
{
    g_autoptr(GPtrArray) events = NULL;
    const Event *event = only_event(
        A "DTSTART:20250602T100000Z|ORGANIZER;CN=Anna:mailto:anna@satori.example" END, &events);
    const EventAttendee *attendee = g_ptr_array_index(event->attendees, 0);
    g_assert_cmpuint(event->attendees->len, ==, 1);
    g_assert_cmpstr(attendee->role, ==, "chair");
    g_assert_cmpstr(attendee->partstat, ==, "accepted");
    g_assert_true(attendee->is_organizer);
}

static void
private_keeps_times_only(void)
{
    g_autoptr(GPtrArray) events = NULL;
    const Event *event = only_event(A "DTSTART:20250602T100000Z|CLASS:CONFIDENTIAL|SUMMARY:x|"
                                      "LOCATION:y|ATTENDEE:mailto:a@b.example" END,
                                    &events);
    g_assert_true(event->is_private);
    g_assert_null(event->summary);
    g_assert_null(event->location);
    g_assert_null(event->place);
    g_assert_cmpuint(event->attendees->len, ==, 0);
}

static void
class_that_nobody_knows_hides(void)
{
    g_autoptr(GPtrArray) events = NULL, others = NULL;
    const Event *event = only_event(A "DTSTART:20250602T100000Z|CLASS:X-SECRET|SUMMARY:x" END, &events);
    g_assert_true(event->is_private);
    g_assert_null(event->summary);
    g_assert_false(only_event(A "DTSTART:20250602T100000Z|CLASS:public|SUMMARY:x" END, &others)->is_private);
}

static void
all_day_bounds_are_the_zones(void)
{
    g_autoptr(GPtrArray) events = NULL;
    const Event *event =
        only_event(A "DTSTART;VALUE=DATE:20250330|DTEND;VALUE=DATE:20250401" END, &events);
    g_assert_cmpint(event->start_at, ==, instant("2025-03-29T23:00:00Z"));
    g_assert_cmpint(event->end_at, ==, instant("2025-03-31T22:00:00Z"));
}

static void
places(void)
{
    static const struct {
        const char *lines, *place;
    } rows[] = {
        {"LOCATION:Kungsgatan 1", "in_person"},
        {"LOCATION:Microsoft Teams-möte", "video"},
        {"LOCATION:+46 70 123 45 67", "phone"},
        {"LOCATION:Telefon", "phone"},
        {"LOCATION:Ringsjön", "in_person"},
        {"LOCATION:", NULL},
        {"DESCRIPTION:Join <https://teams.microsoft.com/l/meetup-join/19%3a>", "video"},
        {"DESCRIPTION:https://acme.zoom.us/j/123?pwd=x", "video"},
        {"DESCRIPTION:see https://zoom.us/pricing", NULL},
        {"LOCATION:https://bbb.skola.example/b/ann-abc", "video"},
        {"LOCATION:Kontoret|URL:https://meet.google.com/abc-defg-hij", "video"},
        {"X-GOOGLE-CONFERENCE:https://meet.google.com/abc", "video"},
        {"CONFERENCE;VALUE=URI:tel:+468123", "phone"},
        {"CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://chat.example/x", "video"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) events = NULL;
        g_autofree char *lines =
            g_strdup_printf(A "DTSTART:20250602T100000Z|%s" END, rows[i].lines);
        g_assert_cmpstr(only_event(lines, &events)->place, ==, rows[i].place);
    }
}

static void
inspect_reads_what_is_there(void)
{
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autoptr(GError) error = NULL;
    g_assert_null(collect_ics_inspect("<html>", 6, utc, 0, 1, NULL, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_BAD_INPUT);
    static const char cut[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20250602T100000Z\nEND:"
                              "VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART:2025";
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) events =
        collect_ics_inspect(cut, strlen(cut), utc, instant(FROM), instant(TO), problems, NULL);
    g_assert_cmpuint(events->len, ==, 1);
    g_assert_true(has_problem(problems, "incomplete"));
    g_assert_true(has_problem(problems, "cut off"));
}

/* The window: what overlaps it, and nothing else. */
static void
window_edges(void)
{
    static const struct {
        const char *from, *to, *expected;
    } rows[] = {
        {"2025-06-02T11:00:00Z", "2025-06-02T12:00:00Z", ""},
        {"2025-06-02T10:59:59Z", "2025-06-02T12:00:00Z", "a 20250602T100000/20250602T110000"},
        {"2025-06-02T09:00:00Z", "2025-06-02T10:00:00Z", ""},
        {"2025-06-02T09:00:00Z", "2025-06-02T10:00:01Z", "a 20250602T100000/20250602T110000"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *found =
            expand_text(A "DTSTART:20250602T100000Z|DTEND:20250602T110000Z" END, "UTC",
                        rows[i].from, rows[i].to, NULL);
        g_assert_cmpstr(found, ==, rows[i].expected);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collect/ics/expands", expands);
    g_test_add_func("/collect/ics/runaway-rules", runaway_ends);
    g_test_add_func("/collect/ics/runaway-zone", runaway_zone);
    g_test_add_func("/collect/ics/zone-paths", zone_paths);
    g_test_add_func("/collect/ics/many-exceptions", many_exceptions);
    g_test_add_func("/collect/ics/problems", problems_are_named);
    g_test_add_func("/collect/ics/check", check_tells_whole_from_cut);
    g_test_add_func("/collect/ics/cuts", every_cut_is_found);
    g_test_add_func("/collect/ics/hash", hash_ignores_noise_only);
    g_test_add_func("/collect/ics/head", split_reads_the_head);
    g_test_add_func("/collect/ics/group-text", group_text_is_enough);
    g_test_add_func("/collect/ics/people", people_are_read);
    g_test_add_func("/collect/ics/organizer", organizer_alone_attends);
    g_test_add_func("/collect/ics/private", private_keeps_times_only);
    g_test_add_func("/collect/ics/unknown-class", class_that_nobody_knows_hides);
    g_test_add_func("/collect/ics/all-day", all_day_bounds_are_the_zones);
    g_test_add_func("/collect/ics/places", places);
    g_test_add_func("/collect/ics/inspect", inspect_reads_what_is_there);
    g_test_add_func("/collect/ics/window", window_edges);
    return g_test_run();
}
