/* SPDX-License-Identifier: MIT
 * Dates of mail: RFC 5322 with its obsolete forms, RFC 850, asctime with a zone, ISO 8601 (spec 16-B08). Pure. */
#pragma once
#include <glib.h>

/* TRUE if RAW is a usable date: it has a numeric zone or one of UT GMT EST EDT CST CDT MST MDT PST PDT, and every part is in its
 * range. The day of the week is not believed. */
gboolean collect_date_parse(const char *raw, gint64 *ret_at);
/* The same for the date of an mbox From_ line, where a missing zone means UTC (RFC 4155). */
gboolean collect_date_parse_from_line(const char *raw, gint64 *ret_at);
