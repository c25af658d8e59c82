/* SPDX-License-Identifier: MIT
 * What to talk about in a review. */
#include "measure/checklist.h"
#include <glib/gi18n.h>

#define POINTS_MAX 4

static const char *const points[REVIEW_KINDS][POINTS_MAX] = {
    [REVIEW_QBR] = {N_("What was delivered in the last quarter"), N_("What matters to them next"), N_("Trends in their trade"), N_("Ask for a reference")},
    [REVIEW_STRATEGIC] = {N_("Their strategy and our roadmap"), N_("The budget of the year to come"), N_("What they think of us")},
    [REVIEW_ANNUAL] = {N_("NPS: would they recommend us, 0 to 10, and why"), N_("Renewal of the contract"), N_("The partnership in the year to come")},
};

const char *const *
measure_checklist(ReviewKind kind)
{
    static const char *words[POINTS_MAX + 1];
    guint n = 0;
    for (guint i = 0; kind != REVIEW_NONE && i < POINTS_MAX && points[kind][i]; i++)
        words[n++] = _(points[kind][i]);
    words[n] = NULL;
    return words;
}
