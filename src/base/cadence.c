/* SPDX-License-Identifier: MIT
 * The reviews of the business. */
#include "base/cadence.h"
#include <glib/gi18n.h>

static const Cadence cadences[] = {
    {"daily", N_("Daily report"), PERIOD_DAY},
    {"weekly", N_("Weekly review"), PERIOD_WEEK},
    {"monthly", N_("Monthly analysis"), PERIOD_MONTH},
    {"quarterly", N_("Quarterly review"), PERIOD_QUARTER},
    {"yearly", N_("Yearly review"), PERIOD_YEAR},
    {NULL, NULL, PERIOD_DAY},
};

const Cadence *
cadence_all(void)
{
    return cadences;
}

const Cadence *
cadence_find(const char *name)
{
    for (const Cadence *cadence = cadences; cadence->name; cadence++)
        if (g_strcmp0(cadence->name, name) == 0)
            return cadence;
    return NULL;
}

char *
cadence_title(const Cadence *cadence, const Period *period)
{
    g_autofree char *words = period_words(period);
    return g_strdup_printf("%s, %s", _(cadence->title), words);
}
