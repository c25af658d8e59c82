/* SPDX-License-Identifier: MIT
 * Contacts and their addresses. */
#pragma once
#include "keep/row.h"

/* Saves the contact: columns of the table `contact`. A new one needs account_id and full_name. Inside a transaction of the caller. */
gboolean keep_contact_save(KeepDb *db, const char *ext_id, KeepFields *fields, gint64 now, gint64 *ret_id, gboolean *ret_is_new,
                           GError **error);
/* The contact's addresses of KIND ("email" canonical, "phone", "linkedin") are exactly these (NULL-terminated). REFUSED when another contact has
 * one of the mail addresses. What is stored of mails and meetings is marked to be matched again. */
gboolean keep_contact_addresses(KeepDb *db, gint64 contact_id, const char *kind, const char *const *values, GError **error);
/* The first half of it: the contact gives up the mail addresses that are not among these. */
gboolean keep_contact_release(KeepDb *db, gint64 contact_id, const char *const *emails, GError **error);
/* Whether the contact of that external id (NULL, or not there yet = a new one) could have the mail address; REFUSED as above, or of somebody who was
 * forgotten. */
gboolean keep_contact_may_own(KeepDb *db, const char *ext_id, const char *value, GError **error);
/* By hand: away until (that is the first day back) UNTIL_DAY, DAY_NONE = here. What automatic answers said before NOW is past. */
gboolean keep_contact_away(KeepDb *db, gint64 contact_id, gint32 until_day, gint64 now, GError **error);
/* The contact that TEXT names: an external id, an address, or a whole name that only one has. NOT_FOUND, or REFUSED when several have it. */
gboolean keep_contact_named(KeepDb *db, const char *text, gint64 *ret_id, GError **error);
/* The contact and its addresses go; what was logged stays on the account. */
gboolean keep_contact_remove(KeepDb *db, gint64 contact_id, GError **error);
