/* SPDX-License-Identifier: MIT
 * Accounts and their domains. */
#pragma once
#include "base/calendar.h"
#include "keep/row.h"

/* Saves the account: columns of the table `account`. A new one needs `name`; created_at defaults to NOW. A change of tier is written to
 * the tier history. Inside a transaction of the caller. */
gboolean keep_account_save(KeepDb *db, const char *ext_id, KeepFields *fields, const Calendar *calendar, gint64 now, gint64 *ret_id,
                           gboolean *ret_is_new, GError **error);
/* The account's domains are exactly these (canonical; NULL-terminated). REFUSED: a public suffix, freemail, or another account's domain.
 * What is stored of mails and meetings is marked to be matched again. */
gboolean keep_account_domains(KeepDb *db, gint64 account_id, const char *const *domains, GError **error);
/* The first half of it: the account gives up the domains that are not among these. */
gboolean keep_account_release(KeepDb *db, gint64 account_id, const char *const *domains, GError **error);
/* Whether the account of that external id (NULL, or not there yet = a new one) has DOMAIN or could have it; REFUSED as above. */
gboolean keep_account_may_own(KeepDb *db, const char *ext_id, const char *domain, GError **error);
gboolean keep_account_add_domain(KeepDb *db, gint64 account_id, const char *domain, GError **error);
/* REFUSED when something hangs on it. */
gboolean keep_account_remove(KeepDb *db, gint64 account_id, GError **error);
/* External ids of the accounts whose name is TEXT, whatever its case; if none is, of those that have it in their name (of char*, owned). NULL with
 * ERROR. Caller frees. */
GPtrArray *keep_account_named(KeepDb *db, const char *text, GError **error);
