/* SPDX-License-Identifier: MIT
 * Commands in a row. */
#include "collect/imap-series.h"

ImapOutcome
collect_imap_series(const ImapSeries *series, GError **error)
{
    g_autofree char *text = series->compose(series->data);
    while (text) {
        g_autofree char *next = series->is_one_by_one ? NULL : series->compose(series->data);
        ImapOutcome outcome = series->ask(text, next, series->data, error);
        if (outcome == IMAP_REFUSED && next) {
            ImapOutcome last = series->ask(next, NULL, series->data, NULL);
            return MAX(outcome, last);
        }
        if (outcome != IMAP_DONE)
            return outcome;
        g_free(text);
        text = series->is_one_by_one ? series->compose(series->data) : g_steal_pointer(&next);
    }
    return IMAP_DONE;
}
