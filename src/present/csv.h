/* SPDX-License-Identifier: MIT
 * CSV (RFC 4180) of a document: its table, its facts as one row when it has none, or all of it in blocks when it has several. */
#pragma once
#include "base/table.h"

/* Appends a header row and the rows, comma, CRLF. Of several tables each that has rows is a block of its own behind an empty line, the facts
 * first; the first column of every line, "table", names it. Text that a spreadsheet would take for a formula
 * gets a leading apostrophe. Lists are joined by "|"; a column of maps becomes a column for each key
 * ("target_low"); money is integer öre under a key ending "_ore" and SEK with two decimals under any
 * other (spec 15-B1), as `import` reads it. */
void present_csv_document(GString *out, const Document *document, GTimeZone *zone);
/* The raw text of one cell under HEADER. Caller frees. */
char *present_csv_cell(const Value *value, const char *header, GTimeZone *zone);
