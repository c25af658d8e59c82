/* SPDX-License-Identifier: MIT
 * A figure: made and freed. */
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
