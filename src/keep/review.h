/* SPDX-License-Identifier: MIT
 * Business reviews that were held. */
#pragma once
#include "base/day.h"
#include "keep/db.h"

/* A review of KIND held that day; the same again only raises CONFIRMED. */
gboolean keep_review_save(KeepDb *db, gint64 account_id, const char *kind, gint32 held_day, gboolean confirmed, const char *notes, GError **error);
/* NOT_FOUND when there is none. */
gboolean keep_review_remove(KeepDb *db, gint64 account_id, const char *kind, gint32 held_day, GError **error);
