/* SPDX-License-Identifier: MIT
 * Cells as other programs write them, read (cadens-import(5), MAPS). Pure. */
#pragma once
#include <glib.h>

typedef enum { READ_TEXT, READ_DAY, READ_FIRST, READ_HOST, READ_LIST, READ_NUMBER } SheetReading;
/* By its name in a map; FALSE if there is none such. */
gboolean collect_sheet_reading_named(const char *name, SheetReading *ret);
/* TEXT in the form that an import takes; what is none of the form is left for the import to judge. Caller frees. */
char *collect_sheet_read(const char *text, SheetReading reading);
