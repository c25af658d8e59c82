/* SPDX-License-Identifier: MIT
 * Fuzz target: a calendar's text is proven whole and cut per UID. A group as it is kept, cut again, is the same group: else every window that
 * moves would take the event for another. */
#include <string.h>
#include "collect/ics.h"
#include "target.h"

static void
check_feed(const IcsFeed *feed)
{
    target_check_text(feed->name);
    target_check_text(feed->timezone);
    target_check_text(feed->method);
    g_assert_true(feed->refresh_seconds == 0 || (feed->refresh_seconds >= 900 && feed->refresh_seconds <= 86400));
    g_assert_cmpuint(feed->problems->len, <=, ICS_PROBLEMS_MAX + 1);
    for (guint i = 0; i < feed->problems->len; i++)
        g_assert_true(g_utf8_validate(feed->problems->pdata[i], -1, NULL));
}

static void
check_group(const IcsFeed *feed, const IcsGroup *group)
{
    g_autofree char *once = collect_ics_group_text(feed, group);
    g_assert_true(g_utf8_validate(once, -1, NULL));
    target_check_text(group->uid);
    g_assert_true(collect_ics_check(once, strlen(once), NULL));
    g_autoptr(IcsFeed) again = collect_ics_split(once, strlen(once), TRUE);
    g_assert_cmpuint(again->groups->len, ==, 1);
    const IcsGroup *same = again->groups->pdata[0];
    g_assert_cmpstr(same->uid, ==, group->uid);
    g_assert_cmpuint(same->blocks->len, ==, group->blocks->len);
    g_autofree char *twice = collect_ics_group_text(again, same);
    g_assert_cmpstr(twice, ==, once);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    const char *body = (const char *)data;
    g_autoptr(GError) error = NULL;
    gboolean is_whole = collect_ics_check(body, size, &error);
    g_assert_true(is_whole == (error == NULL));
    g_autoptr(IcsFeed) feed = collect_ics_split(body, size, TRUE);
    check_feed(feed);
    for (guint i = 0; i < feed->groups->len; i++)
        check_group(feed, feed->groups->pdata[i]);
    return 0;
}
