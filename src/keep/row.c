/* SPDX-License-Identifier: MIT
 * Rows of the trade saved by their external id. */
#include "keep/row.h"
#include <string.h>
#include "base/error.h"
#include "base/wording.h"
#include "keep/handle.h"
#include <glib/gi18n.h>

struct KeepFields {
    GArray *binds; /* of KeepBind, ended by an empty one; texts owned */
};

/* --- fields ---------------------------------------------------------------------------------------------------------------- */

static void
bind_clear(gpointer data)
{
    g_free((char *)((KeepBind *)data)->t);
}

KeepFields *
keep_fields_new(void)
{
    KeepFields *fields = g_new0(KeepFields, 1);
    fields->binds = g_array_new(TRUE, TRUE, sizeof(KeepBind));
    g_array_set_clear_func(fields->binds, bind_clear);
    return fields;
}

void
keep_fields_free(KeepFields *fields)
{
    if (fields == NULL)
        return;
    g_array_unref(fields->binds);
    g_free(fields);
}

static KeepBind *
find(const KeepFields *fields, const char *column)
{
    for (guint i = 0; i < fields->binds->len; i++) {
        KeepBind *bind = &g_array_index(fields->binds, KeepBind, i);
        if (g_str_equal(bind->name, column))
            return bind;
    }
    return NULL;
}

static void
set(KeepFields *fields, KeepBind value)
{
    KeepBind *bind = find(fields, value.name);
    if (bind == NULL) {
        g_array_append_val(fields->binds, value);
        return;
    }
    g_free((char *)bind->t);
    *bind = value;
}

void
keep_fields_int(KeepFields *fields, const char *column, gint64 value)
{
    set(fields, (KeepBind)KI(column, value));
}

void
keep_fields_real(KeepFields *fields, const char *column, double value)
{
    set(fields, (KeepBind)KR(column, value));
}

void
keep_fields_text(KeepFields *fields, const char *column, const char *value)
{
    if (value == NULL)
        keep_fields_null(fields, column);
    else
        set(fields, (KeepBind)KT(column, g_strdup(value)));
}

void
keep_fields_null(KeepFields *fields, const char *column)
{
    set(fields, (KeepBind)KN(column));
}

gboolean
keep_fields_has(const KeepFields *fields, const char *column)
{
    return find(fields, column) != NULL;
}

gboolean
keep_fields_get_int(const KeepFields *fields, const char *column, gint64 *ret)
{
    const KeepBind *bind = find(fields, column);
    if (bind == NULL || bind->type != KEEP_BIND_INT)
        return FALSE;
    *ret = bind->i;
    return TRUE;
}

const char *
keep_fields_get_text(const KeepFields *fields, const char *column)
{
    const KeepBind *bind = find(fields, column);
    return bind != NULL ? bind->t : NULL;
}

/* --- rows ------------------------------------------------------------------------------------------------------------------- */

/* How each table names its rows, and the first letter of ids that are made here. */
#define NAMED(table, key, prefix) { table, key, prefix, "SELECT id FROM " table " WHERE " key " = :key" }
static const struct {
    const char *table, *key, *prefix, *find;
} keys[] = {
    { "account", "ext_id", "A", /* also by the id of one that went into it */
      "SELECT id FROM account WHERE ext_id = :key UNION ALL SELECT account_id FROM account_merged WHERE ext_id = :key" },
     NAMED("contact", "ext_id", "C"),    NAMED("lead", "ext_id", "L"),     NAMED("follow_up", "ext_id", "F"),
    NAMED("touchpoint", "ext_id", "T"), NAMED("app_user", "ext_id", "U"),  NAMED("service", "code", NULL),   NAMED("stage", "code", NULL),
    NAMED("proposal", "ext_id", "P"),   NAMED("project", "ext_id", "J"),   NAMED("subscription", "ext_id", "S"),
    NAMED("source_cost", "ext_id", "K"), NAMED("referral", "ext_id", "R"), NAMED("survey_response", "ext_id", "Y"), NAMED("invoice", "number", NULL),
    NAMED("lead_source", "code", NULL), NAMED("lost_reason", "code", NULL), NAMED("competitor", "name", NULL),
    NAMED("manual_signal", "ext_id", "W"),
};

static gsize
table_index(const char *table)
{
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        if (g_str_equal(keys[i].table, table))
            return i;
    g_assert_not_reached();
}

gint64
keep_row_find(KeepDb *db, const char *table, const char *key, GError **error)
{
    gint64 id = 0;
    return keep_db_int(db, keys[table_index(table)].find, BIND(KT("key", key)), &id, NULL, error) ? id : 0;
}

/* What people call a row of the table. */
const char *
keep_row_noun(const char *table)
{
    static const struct { const char *table, *noun; } nouns[] = {
        { "account", N_("account") }, { "contact", N_("contact") }, { "lead", N_("lead") }, { "follow_up", N_("follow-up") },
        { "lead_source", N_("lead source") }, { "lost_reason", N_("lost reason") }, { "service", N_("service") }, { "stage", N_("stage") },
        { "app_user", N_("user") }, { "competitor", N_("competitor") },
        { "project", N_("project") }, { "subscription", N_("subscription") }, { "proposal", N_("proposal") }, { "referral", N_("referral") },
        { "source_cost", N_("cost") }, { "survey_response", N_("answer to a survey") }, { "invoice", N_("invoice") },
        { "manual_signal", N_("signal") }, { "target", N_("target") }, { "tier_policy", N_("tier") }, { "review_policy", N_("review policy") } };
    for (gsize i = 0; i < G_N_ELEMENTS(nouns); i++)
        if (g_str_equal(nouns[i].table, table))
            return wording_word(nouns[i].noun);
    return table;
}

/* What has a code is one of a few: there is no "pris", but there are price, no_budget, ... */
static gboolean
refuse(KeepDb *db, const char *table, const char *key, GError **error)
{
    if (!g_str_equal(keys[table_index(table)].key, "code"))
        return fail(error, FAIL_NOT_FOUND, N_("no %s %s"), keep_row_noun(table), key);
    g_autofree char *sql = g_strdup_printf("SELECT GROUP_CONCAT(code, ', ') FROM (SELECT code FROM %s ORDER BY id)", table);
    g_autofree char *codes = keep_db_text(db, sql, NO_BIND, NULL);
    return fail(error, FAIL_NOT_FOUND, N_("no %s %s; there are %s"), keep_row_noun(table), key, codes != NULL ? codes : "-");
}

gboolean
keep_row_need(KeepDb *db, const char *table, const char *key, gint64 *ret_id, GError **error)
{
    g_autoptr(GError) failure = NULL;
    gint64 id = keep_row_find(db, table, key, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (id == 0)
        return refuse(db, table, key, error);
    *ret_id = id;
    return TRUE;
}

char *
keep_row_new_id(KeepDb *db, const char *table, GError **error)
{
    gsize i = table_index(table);
    g_autoptr(GError) failure = NULL;
    gint64 highest = 0;
    g_autofree char *sql = g_strdup_printf("SELECT ext_id FROM %s WHERE ext_id LIKE '%s%%'%s", keys[i].table, keys[i].prefix,
                                         g_str_equal(table, "account") ? " UNION ALL SELECT ext_id FROM account_merged WHERE ext_id LIKE 'A%'" : "");
    g_autoptr(KeepRows) rows = keep_db_query_text(db, sql, NO_BIND, FALSE, error);
    if (rows == NULL)
        return NULL;
    while (keep_rows_next(rows, &failure)) {
        guint64 number;
        if (g_ascii_string_to_unsigned(keep_rows_text(rows, 0) + 1, 10, 1, G_MAXINT64 / 2, &number, NULL))
            highest = MAX(highest, (gint64)number);
    }
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    return g_strdup_printf("%s%" G_GINT64_FORMAT, keys[i].prefix, highest + 1);
}

static void
append(GString *sql, const char *a, const char *b, const char *c)
{
    g_string_append(sql, a);
    g_string_append(sql, b);
    g_string_append(sql, c);
}

static char *
insert_sql(const char *table, const KeepBind *binds)
{
    GString *sql = g_string_sized_new(512); /* built for every row of a file: no printf */
    append(sql, "INSERT INTO ", table, "(");
    for (const KeepBind *bind = binds; bind->name != NULL; bind++)
        append(sql, bind == binds ? "" : ",", bind->name, "");
    g_string_append(sql, ") VALUES(");
    for (const KeepBind *bind = binds; bind->name != NULL; bind++)
        append(sql, bind == binds ? ":" : ",:", bind->name, "");
    return g_string_free(g_string_append_c(sql, ')'), FALSE);
}

/* " a = :a, b = :b" of all fields, " a IS :a AND b IS :b" of the keys. */
static char *
update_sql(const char *table, const KeepBind *binds, const char *const *by)
{
    GString *sql = g_string_sized_new(512);
    append(sql, "UPDATE ", table, " SET ");
    for (const KeepBind *bind = binds; bind->name != NULL; bind++) {
        append(sql, bind == binds ? "" : ", ", bind->name, " = :");
        g_string_append(sql, bind->name);
    }
    for (const char *const *key = by; *key != NULL; key++) {
        append(sql, key == by ? " WHERE " : " AND ", *key, " IS :");
        g_string_append(sql, *key);
    }
    return g_string_free(sql, FALSE);
}

/* FIELDS are there by their keys: updated, or inserted. */
gboolean
keep_row_save_keyed(KeepDb *db, const char *table, const char *keys_text, const KeepFields *fields, gboolean *ret_is_new, GError **error)
{
    g_auto(GStrv) by = g_strsplit(keys_text, " ", -1);
    const KeepBind *binds = (const KeepBind *)(gpointer)fields->binds->data;
    g_autofree char *update = update_sql(table, binds, (const char *const *)by);
    if (!keep_db_run_text(db, update, binds, error))
        return FALSE;
    gboolean is_new = keep_db_changes(db) == 0;
    if (ret_is_new != NULL)
        *ret_is_new = is_new;
    g_autofree char *insert = insert_sql(table, binds);
    return !is_new || keep_db_run_text(db, insert, binds, error);
}

gboolean
keep_row_save(KeepDb *db, const char *table, const char *ext_id, const KeepFields *fields, gint64 *ret_id, gboolean *ret_is_new,
              GError **error)
{
    g_autoptr(GError) failure = NULL;
    gint64 id = keep_row_find(db, table, ext_id, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (ret_is_new != NULL)
        *ret_is_new = id == 0;
    *ret_id = id;
    return keep_row_write(db, table, ext_id, fields, ret_id, error);
}

gboolean
keep_row_write(KeepDb *db, const char *table, const char *ext_id, const KeepFields *fields, gint64 *id, GError **error)
{
    static const char *const by[] = { "ext_id", NULL };
    g_autoptr(GArray) list = g_array_new(TRUE, TRUE, sizeof(KeepBind));
    g_array_append_vals(list, fields->binds->data, fields->binds->len);
    const KeepBind key = KT("ext_id", ext_id);
    g_array_append_val(list, key);
    const KeepBind *binds = (const KeepBind *)(gpointer)list->data;
    g_autofree char *sql = *id == 0 ? insert_sql(table, binds) : update_sql(table, binds, by);
    if (!keep_db_run_text(db, sql, binds, error))
        return FALSE;
    if (*id == 0)
        *id = keep_db_last_id(db);
    return TRUE;
}
