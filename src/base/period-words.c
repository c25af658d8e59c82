/* SPDX-License-Identifier: MIT
 * A period as people say it. */
#include "base/period.h"
#include <glib/gi18n.h>

const char *
period_month_name(int month)
{
    static const char *const names[] = {N_("January"), N_("February"), N_("March"),     N_("April"),   N_("May"),      N_("June"),
                                        N_("July"),    N_("August"),   N_("September"), N_("October"), N_("November"), N_("December")};
    return _(names[month - 1]);
}

static char *
rolling_text(const Period *period)
{
    g_autofree char *last = day_format(period->last);
    return period->kind == PERIOD_ROLLING_DAYS
               ? g_strdup_printf(_("%d days to %s"), period->n, last)
               : g_strdup_printf(_("%d months to %s"), period->n, last);
}

char *
period_words(const Period *period)
{
    int year, month, day, week;
    day_to_ymd(period->first, &year, &month, &day);
    switch (period->kind) {
    case PERIOD_WEEK:
        day_iso_week(period->first, &year, &week);
        return g_strdup_printf(_("week %d, %d"), week, year);
    case PERIOD_MONTH:
        return g_strdup_printf("%s %d", period_month_name(month), year);
    case PERIOD_QUARTER:
        return g_strdup_printf(_("Q%d %d"), (month - 1) / 3 + 1, year);
    case PERIOD_HALF:
        return g_strdup_printf(_("H%d %d"), (month - 1) / 6 + 1, year);
    case PERIOD_YEAR:
        return g_strdup_printf("%04d", year);
    case PERIOD_ROLLING_DAYS:
    case PERIOD_ROLLING_MONTHS:
        return rolling_text(period);
    case PERIOD_DAY:
    case PERIOD_POINT:
    case PERIOD_LIFETIME:
        break;
    }
    return day_format(period->last);
}
