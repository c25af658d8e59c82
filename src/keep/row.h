/* SPDX-License-Identifier: MIT
 * Rows of the trade saved by their external id: only the fields that are given change (spec 00 §5: the same id again updates). */
#pragma once
#include "keep/db.h"

/* Fields to be set, by column name. */
typedef struct KeepFields KeepFields;
KeepFields *keep_fields_new(void);
void keep_fields_free(KeepFields *fields);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeepFields, keep_fields_free)
/* COLUMN must live as long as the fields (a literal). A column again replaces. */
void keep_fields_int(KeepFields *fields, const char *column, gint64 value);
void keep_fields_real(KeepFields *fields, const char *column, double value);
void keep_fields_text(KeepFields *fields, const char *column, const char *value); /* copied; NULL = null */
void keep_fields_null(KeepFields *fields, const char *column);
gboolean keep_fields_has(const KeepFields *fields, const char *column);
/* The value of an integer field; FALSE if it is not given or null. */
gboolean keep_fields_get_int(const KeepFields *fields, const char *column, gint64 *ret);
const char *keep_fields_get_text(const KeepFields *fields, const char *column);

/* id of the row of TABLE ("account", "contact", "lead", "service", "stage", ...) with this external id or code; 0 without error = none. */
gint64 keep_row_find(KeepDb *db, const char *table, const char *key, GError **error);
/* What a row of TABLE is called ("account"), for people. Static. */
const char *keep_row_noun(const char *table);
/* As keep_row_find, but NOT_FOUND ("no account A17") when there is none. */
gboolean keep_row_need(KeepDb *db, const char *table, const char *key, gint64 *ret_id, GError **error);
/* Removes the row of TABLE and what is only a part of it; REFUSED when others hang on it. Inside a transaction of the caller. */
gboolean keep_row_remove(KeepDb *db, const char *table, gint64 id, GError **error);
/* A new external id of TABLE: A1, C1, L1, F1, ... the smallest above every one of that form. Caller frees. */
char *keep_row_new_id(KeepDb *db, const char *table, GError **error);
/* Inserts the row with this external id if *ID is 0, which becomes its number; else updates the fields given. Inside a transaction of
 * the caller. */
gboolean keep_row_write(KeepDb *db, const char *table, const char *ext_id, const KeepFields *fields, gint64 *id, GError **error);
/* The row of TABLE that has the same values in the fields KEYS ("a b"), null being equal to null: the other fields are set, or the row is
 * made. RET_IS_NEW may be NULL. */
gboolean keep_row_save_keyed(KeepDb *db, const char *table, const char *keys, const KeepFields *fields, gboolean *ret_is_new, GError **error);
/* The same of whichever row has this external id. */
gboolean keep_row_save(KeepDb *db, const char *table, const char *ext_id, const KeepFields *fields, gint64 *ret_id, gboolean *ret_is_new,
                       GError **error);
