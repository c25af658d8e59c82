/* SPDX-License-Identifier: MIT
 * One document, four formats: text for people, JSON, CSV (spec 00 §3, §6), and a workbook. Never depends on the locale except for text. */
#pragma once
#include <stdio.h>
#include "base/figure.h"
#include "base/table.h"

typedef enum { PRINT_TEXT, PRINT_JSON, PRINT_CSV, PRINT_XLSX } PrintFormat;
gboolean present_format_parse(const char *text, PrintFormat *ret);
typedef struct {
    PrintFormat format;
    GTimeZone *zone;   /* of VALUE_INSTANT */
    gboolean swedish;
    int width;         /* terminal columns; 0 = not a terminal, nothing is cut */
    gboolean colour;   /* terminal, no NO_COLOR */
} PrintOptions;
/* Writes the whole document. FALSE if writing failed. */
gboolean present_document(const Document *document, const PrintOptions *options, FILE *out, GError **error);
/* Brings OUT's buffer out. FALSE if it, or what was written before, could not be written; a reader that has closed its
 * end (`| head`) has what it wanted. */
gboolean present_flush(FILE *out, GError **error);
/* Figures as the table "kpis" of spec 00 §4 (nested target, previous, rows). Caller owns. */
Table *present_figures(GPtrArray *figures);
/* "60,0 %", "18 h", "1 234 kr", "7": a figure's value for people; "–" with the reason when there is none. Caller frees. */
char *present_figure_text(const Figure *figure, gboolean swedish);
