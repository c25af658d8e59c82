/* SPDX-License-Identifier: MIT
 * The daily dashboard: the same content as a report and as a page (spec 10 §10.1). */
#pragma once
#include "base/table.h"
#include "measure/kpi.h"
#include "run/profile.h"

/* The daily report as a document: the meetings of today and tomorrow, what is due, figures, meetings of the next days, sources. Caller frees. */
Document *run_dashboard_document(const MeasureContext *measure, gboolean with_facts, GError **error);
/* The page as HTML. Caller frees. */
char *run_dashboard_page(const MeasureContext *measure, const Profile *profile, GError **error);
/* Writes the page to the profile's dashboard_path, atomically. */
gboolean run_dashboard_write(const MeasureContext *measure, const Profile *profile, GError **error);
/* The same, and the calendar for others, as of NOW in a thread and through a connection of its own, so that the figures of a large log hold up nobody; a failure is a
 * warning in the log. The caller joins it, and keeps PROFILE until then. */
GThread *run_dashboard_start(const Profile *profile, gint64 now);
