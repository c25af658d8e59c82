/* SPDX-License-Identifier: MIT
 * The log as a calendar that other programs subscribe to. */
#include "run/calendar-export.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/text.h"
#include "measure/review.h"
#include "measure/sql.h"
#include "present/dashboard.h"
#include "present/ical.h"

typedef void (*AddRow)(GString *ics, KeepRows *rows, const MeasureContext *measure);

static gboolean
add_rows(GString *ics, const MeasureContext *measure, const char *sql, AddRow add, GError **error)
{
    const KeepBind *binds =
        BIND(KI("now", measure->now), KI("from", calendar_day_of(measure->calendar, measure->now) - config_int(measure->config, "export", "ics_days")));
    g_autoptr(KeepRows) rows = keep_db_query_text(measure->db, measure_sql(sql), binds, TRUE, error);
    GError *problem = NULL;
    while (rows != NULL && keep_rows_next(rows, &problem))
        add(ics, rows, measure);
    if (problem != NULL)
        g_propagate_error(error, problem);
    return rows != NULL && problem == NULL;
}

static char *
uid_of(const char *kind, const char *key, const char *account)
{
    g_autofree char *digest = text_sha256(kind, key, account, NULL);
    return g_strdup_printf("%s-%.32s@cadens", kind, digest);
}

/* What happened, as a diary says it. */
static char *
words_of(const char *kind, const char *direction, const char *account)
{
    gboolean is_in = g_str_equal(direction, "in");
    if (g_str_equal(kind, "email"))
        return g_strdup_printf(is_in ? _("Mail from %s") : _("Mail to %s"), account);
    if (g_str_equal(kind, "meeting"))
        return g_strdup_printf(_("Meeting with %s"), account);
    if (g_str_equal(kind, "call"))
        return g_strdup_printf(is_in ? _("Call from %s") : _("Call to %s"), account);
    if (g_str_equal(kind, "linkedin"))
        return g_strdup_printf(_("LinkedIn, %s"), account);
    return g_strdup_printf(g_str_equal(kind, "sms") ? _("SMS, %s") : _("Note on %s"), account);
}

static void
add_touch(GString *ics, KeepRows *rows, const MeasureContext *measure G_GNUC_UNUSED)
{
    enum { KEY, ACCOUNT, KIND, DIRECTION, ACCOUNT_NAME, CONTACT_NAME, SUBJECT, LOCATION, START_AT, END_AT };
    const char *subject = keep_rows_text(rows, SUBJECT);
    g_autofree char *uid = uid_of("touch", keep_rows_text(rows, KEY), keep_rows_text(rows, ACCOUNT));
    g_autofree char *words = words_of(keep_rows_text(rows, KIND), keep_rows_text(rows, DIRECTION), keep_rows_text(rows, ACCOUNT_NAME));
    g_autofree char *summary = subject != NULL ? g_strdup_printf("%s: %s", words, subject) : g_steal_pointer(&words);
    const IcalEvent event = { .uid = uid, .start_at = keep_rows_int(rows, START_AT), .end_at = keep_rows_int(rows, END_AT), .day = DAY_NONE,
                              .stamp_at = keep_rows_int(rows, START_AT), .summary = summary, .description = keep_rows_text(rows, CONTACT_NAME),
                              .location = keep_rows_text(rows, LOCATION) };
    present_ical_add(ics, &event);
}

/* One event per account and kind: what is due becomes overdue, it does not come twice. */
static void
add_review(GString *ics, KeepRows *rows, const MeasureContext *measure G_GNUC_UNUSED)
{
    enum { KEY, ACCOUNT, ACCOUNT_NAME, DUE_DAY, OPENED_AT };
    const char *code = strrchr(keep_rows_text(rows, KEY), ':') + 1;
    const ReviewKind kind = measure_review_kind(code);
    if (kind == REVIEW_NONE)
        return;
    gint32 day = (gint32)keep_rows_int(rows, DUE_DAY);
    g_autofree char *uid = uid_of("review", code, keep_rows_text(rows, ACCOUNT));
    g_autofree char *summary = g_strdup_printf(_("%s due: %s"), measure_review_name(kind), keep_rows_text(rows, ACCOUNT_NAME));
    const IcalEvent event = { .uid = uid, .day = day, .stamp_at = keep_rows_int(rows, OPENED_AT), .summary = summary };
    present_ical_add(ics, &event);
}

char *
run_calendar_export_text(const MeasureContext *measure, GError **error)
{
    GString *ics = present_ical_begin("Cadens");
    gboolean is_whole = add_rows(ics, measure, "calendar-touches", add_touch, error) && add_rows(ics, measure, "calendar-reviews", add_review, error);
    g_autofree char *text = present_ical_end(ics);
    return is_whole ? g_steal_pointer(&text) : NULL;
}

static gboolean
says_already(const char *path, const char *text)
{
    g_autofree char *stored = NULL;
    return g_file_get_contents(path, &stored, NULL, NULL) && strcmp(stored, text) == 0;
}

gboolean
run_calendar_export_write(const MeasureContext *measure, const Profile *profile, GError **error)
{
    g_autofree char *path = config_path(profile->config, "export", "ics");
    if (path == NULL)
        return TRUE;
    g_autofree char *text = run_calendar_export_text(measure, error);
    return text != NULL && (says_already(path, text) || present_write_file(path, text, error));
}
