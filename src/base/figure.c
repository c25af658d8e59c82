/* SPDX-License-Identifier: MIT
 * A figure: made, compared and freed. */
#include "base/figure.h"

Figure *
figure_new(const char *id)
{
    Figure *figure = g_new0(Figure, 1);
    figure->id = id;
    figure->title = id;
    figure->scope = g_strdup("all");
    figure->status = "none";
    return figure;
}

void
figure_free(Figure *figure)
{
    if (!figure)
        return;
    g_free(figure->scope);
    g_free(figure->subject);
    table_free(figure->rows);
    g_free(figure);
}

void
figure_compare(Figure *figure, const Figure *before, const Period *period)
{
    figure->has_previous = TRUE;
    figure->previous_period = *period;
    figure->previous_has_value = before->has_value;
    figure->previous_value = before->value;
    figure->previous_is_int = before->value_is_int;
    figure->previous_n = before->n;
}
