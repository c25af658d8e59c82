/* SPDX-License-Identifier: MIT
 * What a person or a file says by itself: touchpoints and meetings without a mailbox or feed, users, rules and decisions. */
#pragma once
#include "base/calendar.h"
#include "keep/row.h"

/* Saves a touchpoint: columns of the table `touchpoint`; a new one needs kind, direction, account_id, occurred_at; local_day, src_key and
 * logged_at are filled. INGEST "manual" or "import". The account is marked dirty. Inside a transaction of the caller. */
gboolean keep_hand_touchpoint(KeepDb *db, const char *ext_id, KeepFields *fields, const char *ingest, const Calendar *calendar, gint64 now,
                              gint64 *ret_id, gboolean *ret_is_new, GError **error);
/* A meeting that no feed shows, UID = external id; attendees canonical (NULL-terminated, may be NULL). It counts like a calendar meeting
 * (17-K6). FIELDS: columns of the table `meeting`; a new one needs start_at and end_at. */
gboolean keep_hand_meeting(KeepDb *db, const char *uid, KeepFields *fields, gint64 account_id, const char *const *attendees,
                           const Calendar *calendar, gint64 now, gint64 *ret_id, gboolean *ret_is_new, GError **error);
/* A user of ours and his own addresses (canonical or @domain; NULL leaves them alone). */
gboolean keep_hand_user(KeepDb *db, const char *ext_id, KeepFields *fields, const char *const *addresses, gint64 *ret_id,
                        gboolean *ret_is_new, GError **error);
/* An address or @domain is given to an account; what is stored is marked to be matched again. */
gboolean keep_hand_rule(KeepDb *db, const char *pattern, gint64 account_id, gint64 now, GError **error);
/* DECISION "ignore" or "never_log" about an address or @domain; never_log erases what is stored of it. Inside a transaction of the caller. */
gboolean keep_hand_triage(KeepDb *db, const char *pattern, const char *decision, gint64 now, GError **error);
/* Takes back what was decided of an address or @domain: its rule, "ignore", "never_log" (whose messages are asked for once more) or its being the
 * domain of an account. NOT_FOUND when nothing was. Inside a transaction of the caller. */
gboolean keep_hand_undo(KeepDb *db, const char *pattern, GError **error);
/* A file was imported whole. */
gboolean keep_hand_import(KeepDb *db, const char *kind, const char *file, const char *sha256, guint rows, gint64 now, GError **error);
