/* SPDX-License-Identifier: MIT
 * Maps: how the columns of another program's CSV become ours (cadens-import(5), MAPS). Pure.
 *
 *     [map]             kind = leads
 *                       needs = OURS (a row with nothing in it is left out)
 *     [columns]         OURS = text with {THEIR COLUMN} or {THEIR COLUMN:READING} | what to take when that is empty
 *     [values OURS]     THEIRS = OURS
 *     [only OURS]       THEIR COLUMN = value | value
 *     [leave out]       THEIR COLUMN = value | value
 */
#pragma once
#include "collect/sheet.h"

typedef struct CollectSheetMap CollectSheetMap;
/* BYTES of the map NAME; every problem is appended to PROBLEMS (of char*, "NAME:LINE: what: why"), and then NULL. */
CollectSheetMap *collect_sheet_map_parse(const char *name, const char *bytes, gsize length, GPtrArray *problems);
void collect_sheet_map_free(CollectSheetMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CollectSheetMap, collect_sheet_map_free)
/* The kind of CSV that it makes. Borrowed. */
const char *collect_sheet_map_kind(const CollectSheetMap *map);
/* SHEET of FILE with our columns, its rows keeping their lines. A column whose sources the file has none of is not there, and its name is
 * appended to MISSING (of char*, owned by it). RET_LEFT_OUT: rows that the map leaves out. */
CollectSheet *collect_sheet_map_apply(const CollectSheetMap *map, const CollectSheet *sheet, GPtrArray *missing, guint *ret_left_out);
