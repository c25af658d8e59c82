/* SPDX-License-Identifier: MIT
 * What a table becomes where every cell stands for itself: a column of maps is a column for each key ("target_low"), what is for people only is left
 * out. CSV and workbooks have the same. */
#pragma once
#include "base/table.h"

typedef struct {
    guint column;
    const char *sub; /* a key of its maps; NULL = the whole. Borrowed from the table */
    char *header;
} PresentField;
/* Of PresentField; valid as long as TABLE does not change. Caller unrefs. */
GArray *present_fields(const Table *table);
/* The value of FIELD in ROW, NULL if the row has none. Borrowed. */
const Value *present_field_value(const PresentField *field, const GPtrArray *row);
