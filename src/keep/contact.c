/* SPDX-License-Identifier: MIT
 * Contacts and their addresses. */
#include "keep/contact.h"
#include "keep/tomb.h"
#include "base/address.h"
#include "base/day.h"
#include "base/error.h"
#include "base/text.h"
#include "keep/mail.h"
#include <glib/gi18n.h>

static const char owner_sql[] = "SELECT c.ext_id FROM contact_address a JOIN contact c ON c.id = a.contact_id"
                                " WHERE a.kind = 'email' AND a.value = :value AND a.contact_id <> :id";
static const char list_sql[] = "SELECT value FROM contact_address WHERE contact_id = :id AND kind = :kind ORDER BY value";
static const char add_sql[] = "INSERT INTO contact_address(kind, value, contact_id) VALUES(:kind, :value, :id)"
                              " ON CONFLICT(kind, value, contact_id) DO NOTHING";
static const char drop_sql[] = "DELETE FROM contact_address WHERE kind = :kind AND value = :value AND contact_id = :id";

/* Whoever was erased comes back by nobody's list. */
static gboolean
refuse_forgotten(KeepDb *db, const char *value, GError **error)
{
    gint64 one;
    gboolean is_any = FALSE;
    if (!keep_db_int(db, "SELECT 1 FROM forgotten LIMIT 1", NO_BIND, &one, &is_any, error))
        return FALSE;
    g_autoptr(KeepTombs) tombs = is_any ? keep_tombs_load(db, error) : NULL;
    if (is_any && tombs == NULL)
        return FALSE;
    return tombs == NULL || !keep_tombs_has(tombs, value) || fail(error, FAIL_REFUSED, N_("%s: asked to be forgotten"), value);
}

/* Mail finds its person by the address, so that is one person's; a switchboard's number is that of many. */
static gboolean
check_email(KeepDb *db, gint64 contact_id, const char *value, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autofree char *owner = keep_db_text(db, owner_sql, BIND(KT("value", value), KI("id", contact_id)), &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (owner != NULL)
        return fail(error, FAIL_REFUSED, N_("%s: belongs to contact %s"), value, owner);
    return refuse_forgotten(db, value, error);
}

gboolean
keep_contact_may_own(KeepDb *db, const char *ext_id, const char *value, GError **error)
{
    g_autoptr(GError) failure = NULL;
    gint64 id = ext_id != NULL ? keep_row_find(db, "contact", ext_id, &failure) : 0;
    if (failure == NULL)
        return check_email(db, id, value, error);
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
}

static gboolean
add_address(KeepDb *db, gint64 contact_id, const char *kind, const char *value, GError **error)
{
    return (!g_str_equal(kind, "email") || check_email(db, contact_id, value, error)) &&
           keep_db_run(db, add_sql, BIND(KT("kind", kind), KT("value", value), KI("id", contact_id)), error);
}

static GPtrArray *
stored_addresses(KeepDb *db, gint64 contact_id, const char *kind, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(db, list_sql, BIND(KI("id", contact_id), KT("kind", kind)), error);
    if (rows == NULL)
        return NULL;
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
    while (keep_rows_next(rows, &failure))
        g_ptr_array_add(values, g_strdup(keep_rows_text(rows, 0)));
    g_ptr_array_add(values, NULL);
    if (failure == NULL)
        return g_steal_pointer(&values);
    g_propagate_error(error, g_steal_pointer(&failure));
    return NULL;
}

static gboolean
mark(KeepDb *db, const char *kind, GPtrArray *changed, GError **error)
{
    if (changed->len == 0 || !g_str_equal(kind, "email"))
        return TRUE;
    g_ptr_array_add(changed, NULL);
    return keep_thread_mark(db, (const char *const *)changed->pdata, NULL, error);
}

/* All of BEFORE (NULL-terminated) that is not among VALUES; it goes into CHANGED, too. */
static gboolean
drop_others(KeepDb *db, gint64 contact_id, const char *kind, GPtrArray *before, const char *const *values, GPtrArray *changed, GError **error)
{
    for (guint i = 0; before->pdata[i] != NULL; i++) {
        if (g_strv_contains(values, before->pdata[i]))
            continue;
        if (!keep_db_run(db, drop_sql, BIND(KT("kind", kind), KT("value", before->pdata[i]), KI("id", contact_id)), error))
            return FALSE;
        g_ptr_array_add(changed, before->pdata[i]);
    }
    return TRUE;
}

gboolean
keep_contact_release(KeepDb *db, gint64 contact_id, const char *const *emails, GError **error)
{
    g_autoptr(GPtrArray) before = stored_addresses(db, contact_id, "email", error), changed = g_ptr_array_new();
    return before != NULL && drop_others(db, contact_id, "email", before, emails, changed, error) && mark(db, "email", changed, error);
}

gboolean
keep_contact_addresses(KeepDb *db, gint64 contact_id, const char *kind, const char *const *values, GError **error)
{
    g_autoptr(GPtrArray) before = stored_addresses(db, contact_id, kind, error), changed = g_ptr_array_new();
    if (before == NULL || !drop_others(db, contact_id, kind, before, values, changed, error))
        return FALSE;
    for (const char *const *value = values; *value != NULL; value++) {
        if (g_strv_contains((const char *const *)before->pdata, *value))
            continue;
        if (!add_address(db, contact_id, kind, *value, error))
            return FALSE;
        g_ptr_array_add(changed, (gpointer)*value);
    }
    return mark(db, kind, changed, error);
}

/* All that is stored of a person goes along to another account. */
static gboolean
mark_moved(KeepDb *db, gint64 contact_id, gint64 before, const KeepFields *fields, GError **error)
{
    gint64 account;
    if (!keep_fields_get_int(fields, "account_id", &account) || account == before)
        return TRUE;
    g_autoptr(GPtrArray) addresses = stored_addresses(db, contact_id, "email", error);
    return addresses != NULL && keep_thread_mark(db, (const char *const *)addresses->pdata, NULL, error);
}

gboolean
keep_contact_save(KeepDb *db, const char *ext_id, KeepFields *fields, gint64 now, gint64 *ret_id, gboolean *ret_is_new, GError **error)
{
    static const char ACCOUNT[] = "SELECT account_id FROM contact WHERE ext_id = :id";
    gint64 before = 0;
    gboolean is_known;
    if (!keep_db_int(db, ACCOUNT, BIND(KT("id", ext_id)), &before, &is_known, error))
        return FALSE;
    if (!is_known && !keep_fields_has(fields, "created_at"))
        keep_fields_int(fields, "created_at", now);
    keep_fields_int(fields, "updated_at", now);
    return keep_row_save(db, "contact", ext_id, fields, ret_id, ret_is_new, error) &&
           (!is_known || mark_moved(db, *ret_id, before, fields, error));
}

/* Every table that may name the contact lets it go. */
static const char *const loose_sql[] = {
    "UPDATE lead SET contact_id = NULL WHERE contact_id = :id",
    "UPDATE touchpoint SET contact_id = NULL WHERE contact_id = :id",
    "UPDATE message_account SET contact_id = NULL WHERE contact_id = :id",
    "UPDATE guest SET contact_id = NULL WHERE contact_id = :id",
    "UPDATE response_episode SET contact_id = NULL WHERE contact_id = :id",
    "UPDATE follow_up SET contact_id = NULL WHERE contact_id = :id",
    "UPDATE match_rule SET contact_id = NULL WHERE contact_id = :id",
    "UPDATE survey_response SET contact_id = NULL WHERE contact_id = :id",
    "UPDATE referral SET referrer_contact_id = NULL WHERE referrer_contact_id = :id",
    "DELETE FROM contact WHERE id = :id",
};

gboolean
keep_contact_remove(KeepDb *db, gint64 contact_id, GError **error)
{
    const char *const none[] = { NULL };
    const char *const kinds[] = { "email", "phone", "linkedin" };
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (!keep_contact_addresses(db, contact_id, kinds[i], none, error))
            return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(loose_sql); i++)
        if (!keep_db_run(db, loose_sql[i], BIND(KI("id", contact_id)), error))
            return FALSE;
    return TRUE;
}

gboolean
keep_contact_away(KeepDb *db, gint64 contact_id, gint32 until_day, gint64 now, GError **error)
{
    return keep_db_run(db, "UPDATE contact SET away_until_day = :until, away_said_at = :now WHERE id = :id",
                       BIND(KO("until", until_day == DAY_NONE, until_day), KI("now", now), KI("id", contact_id)), error);
}

/* SQLite's own lower() knows no å: names are compared here. */
static gboolean
find_name(KeepDb *db, const char *text, gint64 *ret_id, guint *ret_n, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autofree char *wanted = text_fold(text);
    g_autoptr(KeepRows) rows = keep_db_query(db, "SELECT id, full_name FROM contact", NO_BIND, error);
    *ret_n = 0;
    while (rows != NULL && keep_rows_next(rows, &problem)) {
        g_autofree char *name = text_fold(keep_rows_text(rows, 1));
        if (!g_str_equal(name, wanted))
            continue;
        *ret_id = keep_rows_int(rows, 0);
        ++*ret_n;
    }
    gboolean good = rows != NULL && problem == NULL;
    if (problem != NULL)
        g_propagate_error(error, g_steal_pointer(&problem));
    return good;
}

gboolean
keep_contact_named(KeepDb *db, const char *text, gint64 *ret_id, GError **error)
{
    static const char BY_ID[] = "SELECT id FROM contact WHERE ext_id = :text";
    static const char BY_ADDRESS[] = "SELECT contact_id FROM contact_address WHERE kind = 'email' AND value = :text";
    g_autofree char *addr = address_canonical(text);
    gboolean is_found = FALSE;
    guint n = 0;
    if (!keep_db_int(db, BY_ID, BIND(KT("text", text)), ret_id, &is_found, error) ||
        (!is_found && addr != NULL && !keep_db_int(db, BY_ADDRESS, BIND(KT("text", addr)), ret_id, &is_found, error)))
        return FALSE;
    if (is_found)
        return TRUE;
    if (!find_name(db, text, ret_id, &n, error))
        return FALSE;
    if (n > 1)
        return fail(error, FAIL_REFUSED, N_("%s: %d contacts have this name; say which by id"), text, (int)n);
    return n == 1 || fail(error, FAIL_NOT_FOUND, N_("%s: no such contact"), text);
}
