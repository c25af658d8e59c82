/* SPDX-License-Identifier: MIT
 * One document, four formats; and the writing of it, whose failure is never overlooked. */
#include "present/print.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "present/csv.h"
#include "present/json.h"
#include "present/text-table.h"
#include "present/xlsx.h"

gboolean
present_format_parse(const char *text, PrintFormat *ret)
{
    static const char *const names[] = {
        [PRINT_TEXT] = "text", [PRINT_JSON] = "json", [PRINT_CSV] = "csv", [PRINT_XLSX] = "xlsx"};
    for (guint i = 0; text && i < G_N_ELEMENTS(names); i++) {
        if (strcmp(text, names[i]) != 0)
            continue;
        *ret = (PrintFormat)i;
        return TRUE;
    }
    return FALSE;
}

static gboolean
append_document(GString *out, const Document *document, const PrintOptions *options, GError **error)
{
    switch (options->format) {
    case PRINT_TEXT:
        present_text_document(out, document, options);
        break;
    case PRINT_JSON:
        present_json_document(out, document, options->zone);
        break;
    case PRINT_CSV:
        present_csv_document(out, document, options->zone);
        break;
    case PRINT_XLSX:
        return present_xlsx_document(out, document, options->zone, error);
    }
    return TRUE;
}

/* What became of writing. A reader that has gone has what it wanted. */
static gboolean
outcome(gboolean is_written, GError **error)
{
    return is_written || errno == EPIPE || fail(error, FAIL_TRY_LATER, N_("standard output: %s"), g_strerror(errno));
}

gboolean
present_document(const Document *document, const PrintOptions *options, FILE *out, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (!append_document(text, document, options, error))
        return FALSE;
    return outcome(fwrite(text->str, 1, text->len, out) == text->len && fflush(out) == 0, error);
}

gboolean
present_flush(FILE *out, GError **error)
{
    return outcome(fflush(out) == 0, error);
}
