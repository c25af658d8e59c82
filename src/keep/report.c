/* SPDX-License-Identifier: MIT
 * Reports that were written on schedule. */
#include "keep/report.h"

gboolean
keep_report_add(KeepDb *db, const KeepReport *report, gint64 now, GError **error)
{
    return keep_db_run(db,
                       "INSERT INTO report_file (kind, period, scheduled_at, scheduled_day, made_at, path) VALUES (:kind, :period, :at, :day, :now, :path) "
                       "ON CONFLICT (kind, period) DO NOTHING",
                       BIND(KT("kind", report->kind), KT("period", report->period), KI("at", report->scheduled_at), KI("day", report->scheduled_day),
                            KI("now", now), KT("path", report->path)),
                       error);
}

gboolean
keep_report_has(KeepDb *db, const char *kind, const char *period, gboolean *ret, GError **error)
{
    gint64 id;
    return keep_db_int(db, "SELECT id FROM report_file WHERE kind = :kind AND period = :period", BIND(KT("kind", kind), KT("period", period)), &id, ret, error);
}

char *
keep_report_path(KeepDb *db, gint64 id, GError **error)
{
    return keep_db_text(db, "SELECT path FROM report_file WHERE id = :id", BIND(KI("id", id)), error);
}
