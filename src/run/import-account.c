/* SPDX-License-Identifier: MIT
 * users, accounts, contacts and reviews as CSV. */
#include "run/import-kind.h"
#include <glib/gi18n.h>
#include "base/address.h"
#include "base/error.h"
#include "base/phone.h"
#include "keep/account.h"
#include "keep/contact.h"
#include "keep/hand.h"
#include "keep/merge.h"
#include "keep/review.h"
#include "run/ladder.h"

/* --- users ------------------------------------------------------------------------------------------------------------------ */

static gboolean
save_user(ImportRow *row, gboolean *ret_is_new, GError **error)
{
    g_autoptr(KeepFields) fields = keep_fields_new();
    run_import_text(row, fields, "name", "name");
    if (run_cell_text(&row->cells, "role") != NULL)
        run_import_choice(row, fields, "role", "role", "sales|ceo|delivery|other");
    run_import_money(row, fields, "hour_cost", "hour_cost_ore");
    g_auto(GStrv) addresses = run_import_addresses(row, "addresses", TRUE);
    gint64 id;
    row->column = "addresses";
    if (!run_import_is_good(row))
        return TRUE;
    return keep_hand_user(row->db, run_cell_text(&row->cells, "id"), fields, (const char *const *)addresses, &id, ret_is_new, error);
}

const ImportKind run_import_users = {
    .name = "users",
    .columns = (const ImportColumn[]){ COLUMN_OWN("id", TRUE), COLUMN_OWN("name", TRUE), COLUMN_OWN("role", FALSE), COLUMN_OWN("addresses", FALSE), COLUMN_OWN("hour_cost", FALSE), COLUMN_END },
    .save = save_user,
};

/* --- accounts ----------------------------------------------------------------------------------------------------------------- */

#define SEGMENTS "nonprofit|study_assoc|union|sports|construction|consulting|manufacturing|tech|other"

/* What the store would refuse is named with the other bad cells of the row. Other failures come back when the row is stored. */
static void
take_refusal(ImportRow *row, const char *column, GError *failure)
{
    if (g_error_matches(failure, CADENS_ERROR, CADENS_ERROR_REFUSED))
        run_cell_problem(&row->cells, column, "%s", failure->message);
    g_clear_error(&failure);
}

static void
check_domain(ImportRow *row, const char *domain)
{
    GError *failure = NULL;
    g_autofree char *whole = g_strconcat("@", domain, NULL);
    if (run_ladder_is_ours(row->config, whole))
        run_cell_problem(&row->cells, "domains", _("%s: is ours ([identity] addresses)"), domain);
    else if (!keep_account_may_own(row->db, run_cell_text(&row->cells, "id"), domain, &failure))
        take_refusal(row, "domains", failure);
}

static char **
read_domains(ImportRow *row)
{
    g_auto(GStrv) items = run_cell_list(&row->cells, "domains");
    GPtrArray *list = g_ptr_array_new();
    for (char **item = items; item != NULL && *item != NULL; item++) {
        char *domain = domain_canonical(**item == '@' ? *item + 1 : *item);
        if (domain == NULL) {
            run_cell_problem(&row->cells, "domains", _("\"%s\" is no domain"), *item);
            continue;
        }
        check_domain(row, domain);
        g_ptr_array_add(list, domain);
    }
    g_ptr_array_add(list, NULL);
    return (char **)g_ptr_array_free(list, FALSE);
}

static void
read_account(ImportRow *row, KeepFields *fields)
{
    gint64 at;
    run_import_text(row, fields, "name", "name");
    run_import_text(row, fields, "org_nr", "org_nr");
    if (run_cell_text(&row->cells, "lifecycle") != NULL)
        run_import_choice(row, fields, "lifecycle", "lifecycle", "prospect|customer|former|partner|other");
    run_import_int(row, fields, "tier", "tier", 1, 3);
    run_import_choice(row, fields, "segment", "segment", SEGMENTS);
    run_import_int(row, fields, "employees", "employees", 0, 100000000);
    run_import_text(row, fields, "city", "city");
    run_import_bool(row, fields, "swedish_ops", "has_swedish_ops");
    run_import_int(row, fields, "it_maturity", "it_maturity", 1, 5);
    if (run_cell_text(&row->cells, "fiscal_start_month") != NULL)
        run_import_int(row, fields, "fiscal_start_month", "fiscal_start_month", 1, 12);
    run_import_day(row, fields, "customer_since", "customer_since_day");
    run_import_day(row, fields, "churned", "churned_day");
    if (run_cell_text(&row->cells, "is_reference") != NULL)
        run_import_bool(row, fields, "is_reference", "is_reference");
    run_import_reference_field(row, fields, "owner", "owner_user_id", "app_user");
    run_import_money(row, fields, "turnover", "turnover_ore");
    run_import_int(row, fields, "health", "health", 1, 5);
    if (run_cell_instant(&row->cells, "created", 0, &at, NULL))
        keep_fields_int(fields, "created_at", at);
}

/* When an imported row began to exist is told by its file or by nobody: then it has always been there, also for a question about a day
 * before the import (15-A5). */
static void
begin_unknown(ImportRow *row, KeepFields *fields, const char *table)
{
    const char *id = run_cell_text(&row->cells, "id");
    if (!row->is_manual && id != NULL && !keep_fields_has(fields, "created_at") && keep_row_find(row->db, table, id, NULL) == 0)
        keep_fields_int(fields, "created_at", 0);
}

static gboolean
save_account(ImportRow *row, gboolean *ret_is_new, GError **error)
{
    g_autoptr(KeepFields) fields = keep_fields_new();
    read_account(row, fields);
    begin_unknown(row, fields, "account");
    gboolean is_merged = FALSE; /* what an old file says of it must not change the account it went into */
    if (run_cell_text(&row->cells, "id") != NULL && !keep_account_is_merged(row->db, run_cell_text(&row->cells, "id"), &is_merged, error))
        return FALSE;
    g_auto(GStrv) domains = is_merged ? NULL : read_domains(row);
    gint64 id;
    row->column = "org_nr";
    if (!run_import_is_good(row) || is_merged)
        return TRUE;
    if (!keep_account_save(row->db, run_cell_text(&row->cells, "id"), fields, row->calendar, row->now, &id, ret_is_new, error))
        return FALSE;
    row->column = "domains";
    return !run_cell_has(&row->cells, "domains") || keep_account_domains(row->db, id, (const char *const *)domains, error);
}

/* The row this one updates, 0 if none. */
static gint64
find_stored(const ImportRow *row, const char *table)
{
    const char *id = run_cell_text(&row->cells, "id");
    return id != NULL ? keep_row_find(row->db, table, id, NULL) : 0;
}

static gboolean
release_account(ImportRow *row, GError **error)
{
    gint64 id = find_stored(row, "account");
    gboolean is_merged = FALSE;
    if (id == 0 || !run_cell_has(&row->cells, "domains"))
        return TRUE;
    if (!keep_account_is_merged(row->db, run_cell_text(&row->cells, "id"), &is_merged, error) || is_merged)
        return is_merged;
    g_auto(GStrv) domains = read_domains(row);
    return keep_account_release(row->db, id, (const char *const *)domains, error);
}

const ImportKind run_import_accounts = {
    .name = "accounts",
    .columns = (const ImportColumn[]){ COLUMN_OWN("id", TRUE), COLUMN_OWN("name", TRUE), COLUMN_OWN("org_nr", FALSE), COLUMN_OWN("domains", FALSE), COLUMN_OWN("lifecycle", FALSE), COLUMN_OWN("tier", FALSE),
                            COLUMN_OWN("segment", FALSE), COLUMN_OWN("employees", FALSE), COLUMN_OWN("city", FALSE), COLUMN_OWN("swedish_ops", FALSE), COLUMN_OWN("it_maturity", FALSE),
                            COLUMN_OWN("fiscal_start_month", FALSE), COLUMN_OWN("customer_since", FALSE), COLUMN_OWN("churned", FALSE), COLUMN_OWN("is_reference", FALSE),
                            COLUMN_OWN("owner", FALSE), COLUMN_OWN("created", FALSE), COLUMN_OWN("turnover", FALSE), COLUMN_OWN("health", FALSE), COLUMN_END },
    .save = save_account,
};

/* --- contacts ----------------------------------------------------------------------------------------------------------------- */

static void
check_emails(ImportRow *row, char *const *values)
{
    for (; values != NULL && *values != NULL; values++) {
        GError *failure = NULL;
        if (!keep_contact_may_own(row->db, run_cell_text(&row->cells, "id"), *values, &failure))
            take_refusal(row, "emails", failure);
    }
}

static char **
read_phones(const ImportRow *row)
{
    const char *text = run_cell_text(&row->cells, "phones");
    return phone_list(text != NULL ? text : "");
}

static gboolean
save_contact(ImportRow *row, gboolean *ret_is_new, GError **error)
{
    g_autoptr(KeepFields) fields = keep_fields_new();
    gint64 id, account_id = 0;
    if (run_import_reference(row, "account", "account", &account_id))
        keep_fields_int(fields, "account_id", account_id);
    run_import_text(row, fields, "name", "full_name");
    run_import_text(row, fields, "title", "title");
    run_import_choice(row, fields, "role", "role", "ceo|it_coo|hr_admin|finance|other");
    run_import_choice(row, fields, "channel_pref", "channel_pref", "email|phone|video|in_person|linkedin");
    run_import_day(row, fields, "left", "left_day");
    begin_unknown(row, fields, "contact");
    g_auto(GStrv) emails = run_import_addresses(row, "emails", FALSE);
    g_auto(GStrv) phones = read_phones(row);
    check_emails(row, emails);
    if (!run_import_is_good(row))
        return TRUE;
    if (!keep_contact_save(row->db, run_cell_text(&row->cells, "id"), fields, row->now, &id, ret_is_new, error))
        return FALSE;
    row->column = "emails";
    if (run_cell_has(&row->cells, "emails") && !keep_contact_addresses(row->db, id, "email", (const char *const *)emails, error))
        return FALSE;
    row->column = "phones";
    return !run_cell_has(&row->cells, "phones") ||
           keep_contact_addresses(row->db, id, "phone", (const char *const *)phones, error);
}

static gboolean
release_contact(ImportRow *row, GError **error)
{
    gint64 id = find_stored(row, "contact");
    if (id == 0 || !run_cell_has(&row->cells, "emails"))
        return TRUE;
    g_auto(GStrv) emails = run_import_addresses(row, "emails", FALSE);
    return keep_contact_release(row->db, id, (const char *const *)emails, error);
}

const ImportKind run_import_contacts = {
    .name = "contacts",
    .columns = (const ImportColumn[]){ COLUMN_OWN("id", TRUE), COLUMN_OWN("account", TRUE), COLUMN_OWN("name", TRUE), COLUMN_OWN("title", FALSE), COLUMN_OWN("role", FALSE), COLUMN_OWN("emails", FALSE),
                            COLUMN_OWN("phones", FALSE), COLUMN_OWN("channel_pref", FALSE), COLUMN_OWN("left", FALSE), COLUMN_END },
    .save = save_contact,
};

gboolean
run_import_release(ImportRow *row, GError **error)
{
    if (row->kind == &run_import_accounts)
        return release_account(row, error);
    return row->kind != &run_import_contacts || release_contact(row, error);
}

/* --- reviews -------------------------------------------------------------------------------------------------------------------- */

static gboolean
save_review(ImportRow *row, gboolean *ret_is_new, GError **error)
{
    gint64 account_id = 0, rows = 0;
    gint32 held = 0;
    const char *kind = NULL;
    gboolean confirmed = TRUE;
    run_import_reference(row, "account", "account", &account_id);
    run_cell_choice(&row->cells, "kind", "check_in|qbr|strategic|annual", &kind);
    run_cell_day(&row->cells, "held", &held);
    run_cell_bool(&row->cells, "confirmed", &confirmed);
    if (!run_import_is_good(row))
        return TRUE;
    if (!keep_db_int(row->db, "SELECT COUNT(*) FROM review WHERE account_id = :account AND kind = :kind AND held_day = :day",
                     BIND(KI("account", account_id), KT("kind", kind), KI("day", held)), &rows, NULL, error))
        return FALSE;
    *ret_is_new = rows == 0;
    return keep_review_save(row->db, account_id, kind, held, confirmed, NULL, error);
}

const ImportKind run_import_reviews = {
    .name = "reviews",
    .columns = (const ImportColumn[]){ COLUMN_OWN("account", TRUE), COLUMN_OWN("kind", TRUE), COLUMN_OWN("held", TRUE), COLUMN_OWN("confirmed", FALSE), COLUMN_END },
    .save = save_review,
};
