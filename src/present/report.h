/* SPDX-License-Identifier: MIT
 * A report as a page of tables: the same self-contained kind as the dashboard. */
#pragma once
#include "base/table.h"

/* DOCUMENT's tables in order, each a section under its title. TITLE is the heading, NOW the moment it was made at. Caller frees. */
char *present_report(const Document *document, const char *title, gint64 now, GTimeZone *zone, gboolean swedish);
