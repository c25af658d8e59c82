/* SPDX-License-Identifier: MIT
 * JSON (RFC 8259) of values and documents, written here because numbers must be exact and order
 * must be kept. */
#pragma once
#include "base/table.h"

/* Appends VALUE on one line. Instants in ZONE (NULL = UTC), days "YYYY-MM-DD", money as integer
 * öre, integers exact, reals the shortest text that reads back to the same double, NaN and
 * infinities null. */
void present_json_value(GString *out, const Value *value, GTimeZone *zone);
/* Appends {"schema": 1, facts..., "table": [rows]...} with a line for each fact and row. A cell
 * that its row lacks is left out. */
void present_json_document(GString *out, const Document *document, GTimeZone *zone);
