/* SPDX-License-Identifier: MIT
 * One cell of an imported file made into a value, with its place in every complaint (spec 00 §5, 15-B). */
#pragma once
#include "base/calendar.h"
#include "collect/sheet.h"

typedef struct {
    const char *file;
    const Calendar *calendar;
    const CollectSheet *sheet;
    const CollectSheetRow *row;
    GPtrArray *problems; /* of char*, "FILE:LINE: column: why" */
    gint64 typed_at;     /* of a row typed on the command line: when, so that days may be said as people say them; 0 of a file */
    gboolean *is_misread; /* set if the first problem is a cell that cannot be read whatever is stored; may be NULL */
} CellReader;

void run_cell_problem(const CellReader *reader, const char *column, const char *format, ...) G_GNUC_PRINTF(3, 4);
/* TRUE if the file has the column at all: a column that is not there leaves what is stored alone. */
gboolean run_cell_has(const CellReader *reader, const char *column);
/* The cell's text; NULL when it is empty or there is no such column. Borrowed. */
const char *run_cell_text(const CellReader *reader, const char *column);
/* Each returns TRUE if there is a value; an unreadable one is a problem and FALSE. */
gboolean run_cell_int(const CellReader *reader, const char *column, gint64 min, gint64 max, gint64 *ret);
gboolean run_cell_money(const CellReader *reader, const char *column, gint64 *ret_ore);
gboolean run_cell_bool(const CellReader *reader, const char *column, gboolean *ret);
gboolean run_cell_day(const CellReader *reader, const char *column, gint32 *ret_day);
/* A plain date means 00:00 local + DAY_OFFSET_SECONDS of that day (15-B2: follow-ups done = 12:00); *RET_IS_DAY (may be NULL). */
gboolean run_cell_instant(const CellReader *reader, const char *column, gint64 day_offset_seconds, gint64 *ret_at, gboolean *ret_is_day);
/* One of CHOICES ("a|b|c"), compared without case; *RET borrowed from CHOICES' interned parts. */
gboolean run_cell_choice(const CellReader *reader, const char *column, const char *choices, const char **ret);
/* Items separated by blanks or '|'; NULL when empty. Caller frees. */
char **run_cell_list(const CellReader *reader, const char *column);
