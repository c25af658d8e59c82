/* SPDX-License-Identifier: MIT
 * What a person noticed, and what competitors are called, as CSV: signals, competitors. */
#include "run/import-kind.h"
#include <glib/gi18n.h>
#include <string.h>
#include "keep/competitor.h"

/* --- signals (17-L7) ----------------------------------------------------------------------------------------------------------------- */

/* A risk is one of a lead; a sign of one goes with its lead to whatever account that has. */
static void
check_signal(ImportRow *row, KeepFields *fields)
{
    const char *kind = run_cell_text(&row->cells, "kind");
    gint64 lead_id, account_id, noted_at;
    gboolean has_lead = keep_fields_get_int(fields, "lead_id", &lead_id), has_account = keep_fields_get_int(fields, "account_id", &account_id);
    gboolean is_risk = g_strcmp0(kind, "technical_complexity") == 0 || g_strcmp0(kind, "competing_initiative") == 0;
    run_import_check_owners(row, fields);
    if (!run_import_is_good(row))
        return;
    if (!has_lead && is_risk)
        run_cell_problem(&row->cells, "lead", _("%s is a risk of a lead: it needs one"), kind);
    else if (!has_lead && !has_account)
        run_cell_problem(&row->cells, "account", _("is required where there is no lead"));
    keep_fields_null(fields, has_lead ? "account_id" : "lead_id");
    if (!keep_fields_get_int(fields, "noted_at", &noted_at))
        keep_fields_int(fields, "noted_at", row->now);
}

const ImportKind run_import_signals = {
    "signals",
    (const ImportColumn[]){ COLUMN_TEXT("id", TRUE, "ext_id"),
                            COLUMN_CHOICE("kind", TRUE, "kind", "technical_complexity|competing_initiative|budget|personnel|competitor|cancel|escalation|expansion|reorg"),
                            COLUMN_REFERENCE("account", FALSE, "account_id", "account"), COLUMN_REFERENCE("lead", FALSE, "lead_id", "lead"),
                            COLUMN_INSTANT("noted", FALSE, "noted_at", NULL), COLUMN_TEXT("note", FALSE, "note"), COLUMN_END },
    run_import_plain, "manual_signal", NULL, check_signal,
};

/* --- competitors (09 §9.7) ------------------------------------------------------------------------------------------------------------ */

/* Nobody is two competitors. ID: the one that TEXT is to be called. */
static void
check_spelling(ImportRow *row, const char *column, const char *text, gint64 id)
{
    g_autoptr(GError) failure = NULL;
    gint64 other;
    if (!keep_competitor_find(row->db, text, &other, &failure))
        run_cell_problem(&row->cells, column, "%s", failure->message);
    else if (other != 0 && other != id)
        run_cell_problem(&row->cells, column, _("\"%s\" is another competitor already"), text);
}

static void
check_competitor(ImportRow *row, KeepFields *fields)
{
    const char *name = run_cell_text(&row->cells, "name");
    gint64 id = name != NULL ? keep_row_find(row->db, "competitor", name, NULL) : 0;
    g_autoptr(GPtrArray) spellings = g_ptr_array_new();
    if (name != NULL && strstr(name, KEEP_COMPETITOR_SPLIT) != NULL)
        run_cell_problem(&row->cells, "name", _("one name, without \"%s\""), KEEP_COMPETITOR_SPLIT);
    else if (name != NULL)
        check_spelling(row, "name", name, id);
    if (!run_cell_has(&row->cells, "aliases"))
        return;
    const char *text = run_cell_text(&row->cells, "aliases");
    g_auto(GStrv) words = g_strsplit(text != NULL ? text : "", KEEP_COMPETITOR_SPLIT, -1);
    for (char **word = words; *word != NULL; word++) {
        if (*g_strstrip(*word) == '\0')
            continue;
        check_spelling(row, "aliases", *word, id);
        g_ptr_array_add(spellings, *word);
    }
    g_ptr_array_add(spellings, NULL);
    g_autofree char *aliases = g_strjoinv(KEEP_COMPETITOR_SPLIT, (char **)spellings->pdata);
    keep_fields_text(fields, "aliases", aliases);
}

const ImportKind run_import_competitors = {
    "competitors",
    (const ImportColumn[]){ COLUMN_TEXT("name", TRUE, "name"), COLUMN_OWN("aliases", FALSE), COLUMN_END },
    run_import_plain, "competitor", "name", check_competitor,
};
