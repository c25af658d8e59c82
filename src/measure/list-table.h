/* SPDX-License-Identifier: MIT
 * A query becomes a table. */
#pragma once
#include "measure/list.h"

/* One row per row of sql/NAME.sql. A column "key:FLAGS" says what it is: i instant, u UTC instant, d local day, o öre, b boolean; and how it is
 * shown: h hidden from people, p for people only, r right-aligned, t may be cut. Binds are lax. */
Table *measure_list_query(const MeasureContext *context, const char *table, const char *sql_name, const KeepBind *binds, GError **error);
/* What people call the column KEY, translated; NULL if it has no name but its key. Static. */
const char *measure_list_title(const char *key);
/* Fills the column KEY with, in each row, the list of what SQL selects for :id = that row's "row_id": texts, or maps of its columns if it has
 * several. */
gboolean measure_list_fill(const MeasureContext *context, Table *table, const char *key, const char *sql, GError **error);
/* Removes the column KEY when it has served. */
void measure_list_drop(Table *table, const char *key);
/* Puts VALUE (taken) in place of a cell. */
void measure_list_set(Table *table, guint row, const char *key, Value *value);
/* The cell of COLUMN by the flags in its name. Caller frees. */
Value *measure_list_cell(KeepRows *rows, int column);
