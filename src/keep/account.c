/* SPDX-License-Identifier: MIT
 * Accounts and their domains. */
#include "keep/account.h"
#include "base/address.h"
#include "base/error.h"
#include "keep/mail.h"
#include <glib/gi18n.h>

/* --- tier ------------------------------------------------------------------------------------------------------------------ */

static const char tier_sql[] = "SELECT tier FROM account WHERE id = :id";
static const char history_count_sql[] = "SELECT COUNT(*) FROM account_tier_history WHERE account_id = :id";
static const char created_sql[] = "SELECT created_at FROM account WHERE id = :id";
static const char history_sql[] =
    "INSERT INTO account_tier_history(account_id, from_day, tier, reason) VALUES(:id, :day, :tier, :reason)"
    " ON CONFLICT(account_id, from_day) DO UPDATE SET tier = excluded.tier, reason = excluded.reason";

static gboolean
write_tier(KeepDb *db, gint64 id, gint32 day, gboolean none, gint64 tier, const char *reason, GError **error)
{
    return keep_db_run(db, history_sql, BIND(KI("id", id), KI("day", day), KO("tier", none, tier), KT("reason", reason)), error);
}

/* The first change also says what was before, else the past would take on the new tier. */
static gboolean
note_tier(KeepDb *db, gint64 id, gboolean had, gint64 old, const KeepFields *fields, const Calendar *calendar, gint64 now, GError **error)
{
    gint64 tier = 0, rows = 0, created = 0;
    gboolean has = keep_fields_get_int(fields, "tier", &tier);
    if (!keep_fields_has(fields, "tier") || (has == had && tier == old))
        return TRUE;
    if (!keep_db_int(db, history_count_sql, BIND(KI("id", id)), &rows, NULL, error) ||
        !keep_db_int(db, created_sql, BIND(KI("id", id)), &created, NULL, error))
        return FALSE;
    gint32 today = calendar_day_of(calendar, now), first = MIN(calendar_day_of(calendar, created), today - 1);
    if (rows == 0 && !write_tier(db, id, first, !had, old, "before the first change", error))
        return FALSE;
    return write_tier(db, id, today, !has, tier, NULL, error);
}

gboolean
keep_account_save(KeepDb *db, const char *ext_id, KeepFields *fields, const Calendar *calendar, gint64 now, gint64 *ret_id,
                  gboolean *ret_is_new, GError **error)
{
    g_autoptr(GError) failure = NULL;
    gint64 id = keep_row_find(db, "account", ext_id, &failure), old = 0;
    gboolean had = FALSE;
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (id != 0 && !keep_db_int(db, tier_sql, BIND(KI("id", id)), &old, &had, error))
        return FALSE;
    if (id == 0 && !keep_fields_has(fields, "created_at"))
        keep_fields_int(fields, "created_at", now);
    keep_fields_int(fields, "updated_at", now);
    return keep_row_save(db, "account", ext_id, fields, ret_id, ret_is_new, error) &&
           (id == 0 || note_tier(db, id, had, old, fields, calendar, now, error));
}

/* --- domains ----------------------------------------------------------------------------------------------------------------- */

static const char owner_sql[] = "SELECT a.ext_id FROM account_domain d JOIN account a ON a.id = d.account_id"
                                " WHERE d.domain = :domain AND d.account_id <> :id";
static const char add_sql[] = "INSERT INTO account_domain(domain, account_id) VALUES(:domain, :id) ON CONFLICT(domain) DO NOTHING";
static const char list_sql[] = "SELECT domain FROM account_domain WHERE account_id = :id ORDER BY domain";
static const char drop_sql[] = "DELETE FROM account_domain WHERE domain = :domain AND account_id = :id";

static gboolean
check_domain(KeepDb *db, gint64 account_id, const char *domain, GError **error)
{
    g_autoptr(GError) failure = NULL;
    if (domain_is_freemail(domain))
        return fail(error, FAIL_REFUSED, N_("%s: anybody has an address there; name the address instead"), domain);
    if (domain_is_public_suffix(domain))
        return fail(error, FAIL_REFUSED, N_("%s: is a public suffix, not one organisation"), domain);
    g_autofree char *owner = keep_db_text(db, owner_sql, BIND(KT("domain", domain), KI("id", account_id)), &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    return owner == NULL || fail(error, FAIL_REFUSED, N_("%s: belongs to account %s"), domain, owner);
}

gboolean
keep_account_may_own(KeepDb *db, const char *ext_id, const char *domain, GError **error)
{
    g_autoptr(GError) failure = NULL;
    static const char HAS[] = "SELECT 1 FROM account_domain WHERE domain = :domain AND account_id = :id";
    gint64 id = ext_id != NULL ? keep_row_find(db, "account", ext_id, &failure) : 0, one;
    gboolean has = FALSE;
    if (failure == NULL && keep_db_int(db, HAS, BIND(KT("domain", domain), KI("id", id)), &one, &has, &failure))
        return has || check_domain(db, id, domain, error);
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
}

static gboolean
mark_domains(KeepDb *db, const char *const *domains, GError **error)
{
    return domains[0] == NULL || keep_thread_mark(db, NULL, domains, error);
}

static GPtrArray *
stored_domains(KeepDb *db, gint64 account_id, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(db, list_sql, BIND(KI("id", account_id)), error);
    if (rows == NULL)
        return NULL;
    g_autoptr(GPtrArray) domains = g_ptr_array_new_with_free_func(g_free);
    while (keep_rows_next(rows, &failure))
        g_ptr_array_add(domains, g_strdup(keep_rows_text(rows, 0)));
    if (failure == NULL)
        return g_steal_pointer(&domains);
    g_propagate_error(error, g_steal_pointer(&failure));
    return NULL;
}

static gboolean
is_among(const char *domain, const char *const *domains)
{
    return g_strv_contains(domains, domain);
}

/* All of BEFORE (NULL-terminated) that is not among DOMAINS; it goes into CHANGED, too. */
static gboolean
drop_others(KeepDb *db, gint64 account_id, GPtrArray *before, const char *const *domains, GPtrArray *changed, GError **error)
{
    g_ptr_array_add(before, NULL);
    for (guint i = 0; before->pdata[i] != NULL; i++) {
        if (is_among(before->pdata[i], domains))
            continue;
        if (!keep_db_run(db, drop_sql, BIND(KT("domain", before->pdata[i]), KI("id", account_id)), error))
            return FALSE;
        g_ptr_array_add(changed, before->pdata[i]);
    }
    return TRUE;
}

gboolean
keep_account_release(KeepDb *db, gint64 account_id, const char *const *domains, GError **error)
{
    g_autoptr(GPtrArray) before = stored_domains(db, account_id, error), changed = g_ptr_array_new();
    if (before == NULL || !drop_others(db, account_id, before, domains, changed, error))
        return FALSE;
    g_ptr_array_add(changed, NULL);
    return mark_domains(db, (const char *const *)changed->pdata, error);
}

gboolean
keep_account_domains(KeepDb *db, gint64 account_id, const char *const *domains, GError **error)
{
    g_autoptr(GPtrArray) before = stored_domains(db, account_id, error), changed = g_ptr_array_new();
    if (before == NULL || !drop_others(db, account_id, before, domains, changed, error))
        return FALSE;
    for (const char *const *domain = domains; *domain != NULL; domain++) {
        if (is_among(*domain, (const char *const *)before->pdata))
            continue;
        if (!check_domain(db, account_id, *domain, error) ||
            !keep_db_run(db, add_sql, BIND(KT("domain", *domain), KI("id", account_id)), error))
            return FALSE;
        g_ptr_array_add(changed, (gpointer)*domain);
    }
    g_ptr_array_add(changed, NULL);
    return mark_domains(db, (const char *const *)changed->pdata, error);
}

gboolean
keep_account_add_domain(KeepDb *db, gint64 account_id, const char *domain, GError **error)
{
    const char *const changed[] = { domain, NULL };
    return check_domain(db, account_id, domain, error) &&
           keep_db_run(db, add_sql, BIND(KT("domain", domain), KI("id", account_id)), error) && mark_domains(db, changed, error);
}

/* --- removal ------------------------------------------------------------------------------------------------------------------ */

static const char hangs_sql[] =
    "SELECT (SELECT COUNT(*) FROM touchpoint WHERE account_id = :id) + (SELECT COUNT(*) FROM lead WHERE account_id = :id)"
    " + (SELECT COUNT(*) FROM contact WHERE account_id = :id) + (SELECT COUNT(*) FROM follow_up WHERE account_id = :id)"
    " + (SELECT COUNT(*) FROM review WHERE account_id = :id) + (SELECT COUNT(*) FROM invoice WHERE account_id = :id)"
    " + (SELECT COUNT(*) FROM project WHERE account_id = :id) + (SELECT COUNT(*) FROM subscription WHERE account_id = :id)";

gboolean
keep_account_remove(KeepDb *db, gint64 account_id, GError **error)
{
    gint64 rows = 0;
    const char *const none[] = { NULL };
    if (!keep_db_int(db, hangs_sql, BIND(KI("id", account_id)), &rows, NULL, error))
        return FALSE;
    if (rows > 0)
        return fail(error, FAIL_REFUSED, N_("%d rows hang on this account; nothing was removed"), (int)rows);
    return keep_account_domains(db, account_id, none, error) &&
           keep_db_run(db, "DELETE FROM match_rule WHERE account_id = :id", BIND(KI("id", account_id)), error) &&
           keep_db_run(db, "DELETE FROM account_tier_history WHERE account_id = :id", BIND(KI("id", account_id)), error) &&
           keep_db_run(db, "DELETE FROM manual_signal WHERE account_id = :id", BIND(KI("id", account_id)), error) &&
           keep_db_run(db, "DELETE FROM account WHERE id = :id", BIND(KI("id", account_id)), error);
}

GPtrArray *
keep_account_named(KeepDb *db, const char *text, GError **error)
{
    static const char FIND[] = "SELECT ext_id, fold(name) = fold(:text) AS is_same FROM account WHERE instr(fold(name), fold(:text)) > 0 ORDER BY is_same DESC, id";
    enum { ID, IS_SAME };
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(KeepRows) rows = keep_db_query(db, FIND, BIND(KT("text", text)), error);
    GError *problem = NULL;
    gboolean has_same = FALSE;
    while (rows && keep_rows_next(rows, &problem)) {
        if (has_same && !keep_rows_int(rows, IS_SAME))
            break;
        has_same = keep_rows_int(rows, IS_SAME) != 0;
        g_ptr_array_add(ids, g_strdup(keep_rows_text(rows, ID)));
    }
    if (problem)
        g_propagate_error(error, problem);
    return !rows || problem ? NULL : g_steal_pointer(&ids);
}
