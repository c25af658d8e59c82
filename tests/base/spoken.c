/* SPDX-License-Identifier: MIT
 * Days and instants as people say them (spec 09 §9.3), and what nobody could mean. */
#include "base/spoken.h"
#include <string.h>
#include "base/clock.h"
#include "base/day.h"

/* All are said on Tuesday 2026-03-31, in week 14. */
static const struct {
    const char *text, *next, *last;
} days[] = {
    {"2026-04-15", "2026-04-15", "2026-04-15"},
    {"idag", "2026-03-31", "2026-03-31"},
    {"i dag", "2026-03-31", "2026-03-31"},
    {"Imorgon", "2026-04-01", "2026-04-01"},
    {"i morgon", "2026-04-01", "2026-04-01"},
    {"tomorrow", "2026-04-01", "2026-04-01"},
    {"i övermorgon", "2026-04-02", "2026-04-02"},
    {"day after tomorrow", "2026-04-02", "2026-04-02"},
    {"igår", "2026-03-30", "2026-03-30"},
    {"yesterday", "2026-03-30", "2026-03-30"},
    {"i förrgår", "2026-03-29", "2026-03-29"},
    /* a weekday is the next such day; of what has happened today's counts */
    {"fredag", "2026-04-03", "2026-03-27"},
    {"på fredag", "2026-04-03", "2026-03-27"},
    {"  PÅ   Fredag ", "2026-04-03", "2026-03-27"},
    {"on Friday", "2026-04-03", "2026-03-27"},
    {"Tuesday", "2026-04-07", "2026-03-31"},
    {"måndag", "2026-04-06", "2026-03-30"},
    {"ma\xcc\x8andag", "2026-04-06", "2026-03-30"}, /* a + ring, as some keyboards write it */
    {"mandag", "2026-04-06", "2026-03-30"},
    {"SÖNDAG", "2026-04-05", "2026-03-29"},
    {"lör", "2026-04-04", "2026-03-28"},
    {"fri.", "2026-04-03", "2026-03-27"},
    {"next friday", "2026-04-03", "2026-04-03"},
    {"nästa fredag", "2026-04-03", "2026-04-03"},
    {"fredag nästa vecka", "2026-04-10", "2026-04-10"},
    {"monday next week", "2026-04-06", "2026-04-06"},
    {"i fredags", "2026-03-27", "2026-03-27"},
    {"last tuesday", "2026-03-24", "2026-03-24"},
    /* weeks mean their Friday */
    {"nästa vecka", "2026-04-10", "2026-04-10"},
    {"next week", "2026-04-10", "2026-04-10"},
    {"v. 14", "2026-04-03", "2026-04-03"},
    {"v15", "2026-04-10", "2025-04-11"},
    {"V 15", "2026-04-10", "2025-04-11"},
    {"i vecka 15", "2026-04-10", "2025-04-11"},
    {"week 13", "2027-04-02", "2026-03-27"},
    {"v. 53", "2027-01-01", NULL},
    /* spans */
    {"om två veckor", "2026-04-14", "2026-04-14"},
    {"om 3 dagar", "2026-04-03", "2026-04-03"},
    {"3 dagar", "2026-04-03", "2026-04-03"},
    {"om en månad", "2026-04-30", "2026-04-30"},
    {"om ett år", "2027-03-31", "2027-03-31"},
    {"in two weeks", "2026-04-14", "2026-04-14"},
    {"in a week", "2026-04-07", "2026-04-07"},
    {"in 12 months", "2027-03-31", "2027-03-31"},
    {"för tre dagar sedan", "2026-03-28", "2026-03-28"},
    {"2 weeks ago", "2026-03-17", "2026-03-17"},
    /* dates: the next one, or the last one */
    {"15/4", "2026-04-15", "2025-04-15"},
    {"den 15/4", "2026-04-15", "2025-04-15"},
    {"31/3", "2026-03-31", "2026-03-31"},
    {"30/3", "2027-03-30", "2026-03-30"},
    {"15/4 2027", "2027-04-15", "2027-04-15"},
    {"15/4/2027", "2027-04-15", "2027-04-15"},
    {"29/2", "2028-02-29", "2024-02-29"},
    {"15 april", "2026-04-15", "2025-04-15"},
    {"den 15 april", "2026-04-15", "2025-04-15"},
    {"den 15:e april", "2026-04-15", "2025-04-15"},
    {"15 apr.", "2026-04-15", "2025-04-15"},
    {"15 april 2025", "2025-04-15", "2025-04-15"},
    {"1 maj", "2026-05-01", "2025-05-01"},
    {"April 15th", "2026-04-15", "2025-04-15"},
    {"april 15, 2027", "2027-04-15", "2027-04-15"},
    {"the 15th of", NULL, NULL},
    {"den 15", "2026-04-15", "2026-03-15"},
    {"den 31", "2026-03-31", "2026-03-31"},
    {"den 30", "2026-04-30", "2026-03-30"},
    /* none of these is a day */
    {"", NULL, NULL},
    {" ", NULL, NULL},
    {"på", NULL, NULL},
    {"om", NULL, NULL},
    {"den", NULL, NULL},
    {"15", NULL, NULL},
    {"fredagen", NULL, NULL},
    {"fredag fredag", NULL, NULL},
    {"nästa", NULL, NULL},
    {"v", NULL, NULL},
    {"v. 0", NULL, NULL},
    {"v. 54", NULL, NULL},
    {"v. -3", NULL, NULL},
    {"weekend", NULL, NULL},
    {"om noll dagar", NULL, NULL},
    {"om 0 dagar", NULL, NULL},
    {"om -3 dagar", NULL, NULL},
    {"om 99999999999999999999 dagar", NULL, NULL},
    {"om 1201 år", NULL, NULL},
    {"om två", NULL, NULL},
    {"om två stolar", NULL, NULL},
    {"2026-02-30", NULL, NULL},
    {"31/4", NULL, NULL},
    {"30/2", NULL, NULL},
    {"0/4", NULL, NULL},
    {"4/15", NULL, NULL},
    {"15/4/26", NULL, NULL},
    {"15/4/2026/1", NULL, NULL},
    {"15//4", NULL, NULL},
    {"/", NULL, NULL},
    {"//", NULL, NULL},
    {"1e/4", NULL, NULL},
    {"15 blåbär", NULL, NULL},
    {"15 april 0000", NULL, NULL},
    {"april", NULL, NULL},
    {"april april", NULL, NULL},
    {"15 16", NULL, NULL},
    {"å", NULL, NULL},
    {"\xcc\x8a", NULL, NULL},   /* a ring on nothing */
    {"fred\xff" "ag", NULL, NULL}, /* no UTF-8 */
    {"%s%n", NULL, NULL},
    {"a b c d e f g h i j k l m n o p q r", NULL, NULL},
};

static void
check(const char *text, gint32 today, SpokenTense tense, const char *expect)
{
    gint32 day = 0;
    gboolean ok = spoken_day(text, today, tense, &day);
    g_autofree char *got = ok ? day_format(day) : g_strdup("none");
    if (g_strcmp0(got, expect ? expect : "none") != 0)
        g_error("\"%s\" (%s): %s, not %s", text, tense == SPOKEN_NEXT ? "next" : "last", got, expect ? expect : "none");
}

static void
test_days(void)
{
    gint32 today = day_from_ymd(2026, 3, 31);
    for (gsize i = 0; i < G_N_ELEMENTS(days); i++) {
        check(days[i].text, today, SPOKEN_NEXT, days[i].next);
        check(days[i].text, today, SPOKEN_LAST, days[i].last);
    }
    /* what begins in a week begins with its Monday; other days are what they are */
    check("nästa vecka", today, SPOKEN_BEGIN, "2026-04-06");
    check("v. 15", today, SPOKEN_BEGIN, "2026-04-06");
    check("week 13", today, SPOKEN_BEGIN, "2027-03-29");
    check("fredag nästa vecka", today, SPOKEN_BEGIN, "2026-04-10");
    check("15/3", today, SPOKEN_BEGIN, "2027-03-15");
    check("om två veckor", today, SPOKEN_BEGIN, "2026-04-14");
    g_assert_false(spoken_day(NULL, today, SPOKEN_NEXT, &today));
}

/* Long, and every prefix and every damaged byte of what is good: no crash, and no day beyond a hundred years. */
static void
test_hostile(void)
{
    gint32 today = day_from_ymd(2026, 3, 31), day;
    g_autofree char *big = g_strnfill(1000000, '1');
    g_assert_false(spoken_day(big, today, SPOKEN_NEXT, &day));
    for (gsize i = 0; i < G_N_ELEMENTS(days); i++)
        for (gsize at = 0; at < strlen(days[i].text); at++)
            for (int byte = 0; byte < 256; byte++) {
                g_autofree char *text = g_strdup(days[i].text);
                text[at] = (char)byte;
                if (spoken_day(text, today, SPOKEN_NEXT, &day) && strchr(text, '-') == NULL && !strpbrk(text, "0123456789"))
                    g_assert_cmpint(ABS(day - today), <, 36600);
            }
}

static void
test_instants(void)
{
    static const struct {
        const char *text, *at, *day;
    } cases[] = {
        {"nu", "2026-03-31T12:00:00+02:00", NULL},
        {"now", "2026-03-31T12:00:00+02:00", NULL},
        {"2026-04-15T08:00:00Z", "2026-04-15T10:00:00+02:00", NULL},
        {"2026-04-15 08:00", "2026-04-15T08:00:00+02:00", NULL},
        {"fredag", "2026-04-03T00:00:00+02:00", "2026-04-03"},
        {"fredag 14:30", "2026-04-03T14:30:00+02:00", NULL},
        {"imorgon kl 9", "2026-04-01T09:00:00+02:00", NULL},
        {"i morgon kl. 9.15", "2026-04-01T09:15:00+02:00", NULL},
        {"on friday at 14:30", "2026-04-03T14:30:00+02:00", NULL},
        {"15 december 08:00", "2026-12-15T08:00:00+01:00", NULL},
        {"nästa arbetsdag", "2026-04-01T00:00:00+02:00", "2026-04-01"},
        {"Next workday", "2026-04-01T00:00:00+02:00", "2026-04-01"},
        {"on the next working day", NULL, NULL},
        {"next business day at 9", "2026-04-01T09:00:00+02:00", NULL},
        {"om tre arbetsdagar", "2026-04-07T00:00:00+02:00", "2026-04-07"}, /* Good Friday and Easter are off */
        {"in 2 working days", "2026-04-02T00:00:00+02:00", "2026-04-02"},
        {"om arbetsdagar", NULL, NULL},
        {"om 0 arbetsdagar", NULL, NULL},
        {"fredag 25:00", NULL, NULL},
        {"fredag 14:60", NULL, NULL},
        {"fredag 9", NULL, NULL},
        {"kl 9", NULL, NULL},
        {"14:30", NULL, NULL},
        {"fredag kl", NULL, NULL},
        {" ", NULL, NULL},
        {"", NULL, NULL},
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(Calendar) calendar = calendar_new("Europe/Stockholm", "Mon-Fri 08:00-17:00", "SE", NULL, NULL, &error);
    g_assert_no_error(error);
    gint64 now, at;
    g_assert_true(clock_parse_instant("2026-03-31T12:00:00+02:00", calendar_zone(calendar), &now, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gint32 day;
        gboolean ok = spoken_instant(cases[i].text, calendar, now, SPOKEN_NEXT, &at, &day);
        g_autofree char *got = ok ? clock_format(at, calendar_zone(calendar)) : NULL, *got_day = ok && day != DAY_NONE ? day_format(day) : NULL;
        g_assert_cmpstr(got, ==, cases[i].at);
        g_assert_cmpstr(got_day, ==, cases[i].day);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spoken/days", test_days);
    g_test_add_func("/spoken/hostile", test_hostile);
    g_test_add_func("/spoken/instants", test_instants);
    return g_test_run();
}
