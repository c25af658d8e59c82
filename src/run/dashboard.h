/* SPDX-License-Identifier: MIT
 * The daily dashboard: the same content as a report and as a page (spec 10 §10.1). */
#pragma once
#include "base/table.h"
#include "measure/kpi.h"
#include "run/profile.h"

/* The daily report as a document: figures, what is due, meetings of the next days, replies owed, sources. Caller frees. */
Document *run_dashboard_document(const MeasureContext *measure, gboolean with_facts, GError **error);
/* The page as HTML. Caller frees. */
char *run_dashboard_page(const MeasureContext *measure, const Profile *profile, GError **error);
/* Writes the page to the profile's dashboard_path, atomically. */
gboolean run_dashboard_write(const MeasureContext *measure, const Profile *profile, GError **error);
/* Hands the page to the user's browser, outside of this process's sandbox where a user manager runs. */
gboolean run_dashboard_open(const Profile *profile, GError **error);
