/* SPDX-License-Identifier: MIT
 * CSV as people have it: UTF-8 (BOM allowed) or Windows-1252; comma, semicolon or tab found by itself; a header row (spec 00 §5). Pure. */
#pragma once
#include <glib.h>

#define COLLECT_SHEET_BYTES_MAX (512 * 1024 * 1024)
#define COLLECT_SHEET_COLUMNS_MAX 200
#define COLLECT_SHEET_CELL_MAX 65536

typedef struct {
    guint line;   /* of the file, 1-based, where the row begins */
    char **cells; /* as many as there are columns: trimmed, clean UTF-8, "" when empty */
} CollectSheetRow;
typedef struct {
    char **columns;  /* header names: trimmed, lower-case */
    guint n_columns;
    GArray *rows;    /* of CollectSheetRow, owned */
} CollectSheet;
/* Every problem is appended to PROBLEMS (of char*, "FILE:LINE: column: why"); NULL when there was any: no header, a header twice, a row with
 * too many or too few cells, an open quote, a NUL byte, too large. FILE names the file in messages. */
CollectSheet *collect_sheet_parse(const char *file, const char *bytes, gsize length, GPtrArray *problems);
CollectSheet *collect_sheet_new(void); /* without columns and rows */
void collect_sheet_free(CollectSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CollectSheet, collect_sheet_free)
