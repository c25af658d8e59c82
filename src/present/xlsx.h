/* SPDX-License-Identifier: MIT
 * A workbook (Office Open XML) of a document, through libxlsxwriter: what people sort, filter and add up in a spreadsheet. */
#pragma once
#include "base/table.h"

/* Appends the bytes of the file: a sheet for the facts and one for each table, with the columns and the names of CSV. Numbers are numbers, days and
 * instants (in ZONE, NULL = UTC) are dates, money is öre under a key ending "_ore" and SEK under any other, text is text: nothing that anybody wrote is a
 * formula or a link. FALSE with TRY_LATER if the file cannot be made, REFUSED if a table has more rows than a sheet. */
gboolean present_xlsx_document(GString *out, const Document *document, GTimeZone *zone, GError **error);
