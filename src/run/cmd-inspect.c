/* SPDX-License-Identifier: MIT
 * inspect: what Cadens makes of a message or calendar file, touching nothing (spec 00 §3, §6). */
#include "run/cmd-collect.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/clock.h"
#include "base/error.h"
#include "base/event.h"
#include "collect/ics.h"
#include "collect/inspect.h"
#include "identify/message.h"

#define INSPECT_BYTES_MAX (64 * 1024 * 1024)
#define WINDOW_DAYS 400

static Value *
problem_list(GPtrArray *problems)
{
    Value *list = value_list();
    for (guint i = 0; i < problems->len; i++)
        value_append(list, value_text(problems->pdata[i]));
    return list;
}

/* --- calendars ------------------------------------------------------------------------------------------------------------ */

static void
add_occurrence(Table *table, const Event *event, gboolean with_zone)
{
    table_row(table);
    table_cell(table, value_text(event->uid));
    table_cell(table, value_text(event->recurrence_id));
    table_cell(table, event->all_day ? value_day(event->start_day) : value_utc(event->start_at));
    table_cell(table, event->all_day ? value_day(event->end_day) : value_utc(event->end_at));
    table_cell(table, value_bool(event->all_day));
    table_cell(table, value_text(event->summary));
    table_cell(table, value_text(event->status));
    if (with_zone)
        table_cell(table, value_bool(event->zone_guessed));
}

static gboolean
day_instant(GTimeZone *zone, gint32 day, gint64 *ret_at)
{
    int year, month, date;
    day_to_ymd(day, &year, &month, &date);
    *ret_at = clock_from_civil(zone, year, month, date, 0, 0, 0);
    return TRUE;
}

static gboolean
read_window(const Cli *cli, GTimeZone *zone, gint64 *ret_from, gint64 *ret_to, GError **error)
{
    const char *from = run_cli_option(cli, "from"), *to = run_cli_option(cli, "to");
    *ret_from = cli->now - (gint64)WINDOW_DAYS * 86400;
    *ret_to = cli->now + (gint64)WINDOW_DAYS * 86400;
    gint32 day;
    if (from != NULL && !(day_parse(from, &day) ? day_instant(zone, day, ret_from) : run_cli_instant(cli, from, SPOKEN_LAST, ret_from, error)))
        return FALSE;
    /* a day is inclusive */
    return to == NULL || (day_parse(to, &day) ? day_instant(zone, day + 1, ret_to) : run_cli_instant(cli, to, SPOKEN_NEXT, ret_to, error));
}

static int
inspect_calendar(Cli *cli, GTimeZone *zone, const char *text, gsize length, GError **error)
{
    gint64 from, to;
    if (!read_window(cli, zone, &from, &to, error))
        return -1;
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) events = collect_ics_inspect(text, length, zone, from, to, problems, error);
    if (events == NULL)
        return -1;
    gboolean with_zone = FALSE; /* beyond the keys of the contract: where there is something to tell */
    for (guint i = 0; i < events->len; i++)
        with_zone |= ((const Event *)events->pdata[i])->zone_guessed;
    Table *table = table_new("occurrences");
    table_column(table, "uid", NULL, COLUMN_HIDDEN);
    table_column(table, "recurrence_id", _("Originally"), COLUMN_SHOWN);
    table_column(table, "start", _("Start"), COLUMN_SHOWN);
    table_column(table, "end", _("End"), COLUMN_SHOWN);
    table_column(table, "all_day", _("all day"), COLUMN_HIDDEN);
    table_column(table, "summary", _("Summary"), COLUMN_TRUNCATE);
    table_column(table, "status", _("Status"), COLUMN_SHOWN);
    if (with_zone)
        table_column(table, "zone_guessed", NULL, COLUMN_HIDDEN);
    for (guint i = 0; i < events->len; i++)
        add_occurrence(table, events->pdata[i], with_zone);
    Document *document = document_new();
    document_add(document, table);
    document_fact(document, "problems", problem_list(problems));
    return run_cli_print(cli, document, error);
}

/* --- messages --------------------------------------------------------------------------------------------------------------- */

static Value *
address_list(const Mail *mail, PartyRole role)
{
    Value *list = value_list();
    for (guint i = 0; i < mail->parties->len; i++) {
        const MailParty *party = mail->parties->pdata[i];
        if (party->role == role)
            value_append(list, value_text(party->addr));
    }
    return list;
}

static Value *
text_list(GPtrArray *texts)
{
    Value *list = value_list();
    for (guint i = 0; texts != NULL && i < texts->len; i++)
        value_append(list, value_text(texts->pdata[i]));
    return list;
}

/* Those of References alone: the thread also takes the one of In-Reply-To, which has its own column. */
static Value *
references_of(const Mail *mail)
{
    Value *list = value_list();
    for (guint i = 0; i < mail->n_references; i++)
        value_append(list, value_text(mail->references->pdata[i]));
    return list;
}

static void
add_message(Table *table, const Mail *mail, const IdentifyMessage *verdict)
{
    const MailParty *from = mail_from(mail);
    g_autofree char *id = mail_stable_id(mail);
    table_row(table);
    table_cell(table, value_text(mail_class_name(verdict->verdict.class)));
    table_cell(table, value_text(verdict->verdict.because));
    table_cell(table, value_text(verdict->direction));
    table_cell(table, value_text(from != NULL ? from->addr : NULL));
    table_cell(table, address_list(mail, PARTY_TO));
    table_cell(table, address_list(mail, PARTY_CC));
    table_cell(table, value_text(mail->subject));
    table_cell(table, value_text(id));
    table_cell(table, value_text(mail->in_reply_to));
    table_cell(table, references_of(mail));
    gint64 at = mail_occurred_at(mail->has_date, mail->date_at, mail->arrived_at, 0);
    table_cell(table, mail->has_date || mail->arrived_at != 0 ? value_instant(at) : value_null());
    table_cell(table, text_list(mail->problems));
}

static IdentifyIndex *
configured_index(const Config *config)
{
    IdentifyIndex *index = identify_index_new();
    const char *const *item;
    for (item = config_list(config, "identity", "addresses"); item != NULL && *item != NULL; item++)
        identify_index_add_own(index, *item);
    for (item = config_list(config, "privacy", "skip_person"); item != NULL && *item != NULL; item++)
        identify_index_add_skip(index, *item);
    return index;
}

static void
judge(const Cli *cli, const IdentifyIndex *index, const Mail *mail, IdentifyMessage *ret)
{
    *ret = (IdentifyMessage){ .id = 1, .occurred_at = mail->date_at, .parties = mail->parties };
    identify_read(mail, &ret->reading);
    identify_thread(index, ret, 1, (int)config_int(cli->profile->config, "reply", "bulk_max_accounts"));
}

/* One message is read from top to bottom; many are compared line by line. */
static Document *
messages_document(const Cli *cli, Table *table)
{
    Document *document = document_new();
    if (cli->print.format != PRINT_TEXT || table->rows->len != 1) {
        document_add(document, table);
        return document;
    }
    GPtrArray *cells = table->rows->pdata[0];
    for (guint i = 0; i < table->columns->len; i++) {
        document_fact(document, g_array_index(table->columns, Column, i).key, cells->pdata[i]);
        cells->pdata[i] = NULL; /* taken */
    }
    table_free(table);
    return document;
}

static int
inspect_messages(Cli *cli, GTimeZone *zone, const char *path, GError **error)
{
    g_autoptr(GPtrArray) mails = collect_inspect_messages(path, error);
    if (mails == NULL)
        return -1;
    Table *table = table_new("messages");
    table_column(table, "class", _("Class"), COLUMN_SHOWN);
    table_column(table, "because", _("Because"), COLUMN_TRUNCATE);
    table_column(table, "direction", _("Direction"), COLUMN_SHOWN);
    table_column(table, "from", _("From"), COLUMN_TRUNCATE);
    table_column(table, "to", _("To"), COLUMN_TRUNCATE);
    table_column(table, "cc", _("Cc"), COLUMN_HIDDEN);
    table_column(table, "subject", _("Subject"), COLUMN_TRUNCATE);
    table_column(table, "message_id", NULL, COLUMN_HIDDEN);
    table_column(table, "in_reply_to", NULL, COLUMN_HIDDEN);
    table_column(table, "references", NULL, COLUMN_HIDDEN);
    table_column(table, "date", _("Date"), COLUMN_SHOWN);
    table_column(table, "problems", _("Problems"), COLUMN_TRUNCATE);
    g_autoptr(IdentifyIndex) index = configured_index(cli->profile->config);
    for (guint i = 0; i < mails->len; i++) {
        IdentifyMessage verdict;
        judge(cli, index, mails->pdata[i], &verdict);
        add_message(table, mails->pdata[i], &verdict);
        identify_message_clear(&verdict);
    }
    cli->print.zone = zone;
    return run_cli_print(cli, messages_document(cli, table), error);
}

/* A calendar says so itself: by its first line, or by the name of the file when that line is damaged. */
static gboolean
is_calendar(const char *path, const char *text, gsize length)
{
    gsize at = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (at < length && g_ascii_isspace(text[at]))
        at++;
    if (length - at >= 15 && g_ascii_strncasecmp(text + at, "BEGIN:VCALENDAR", 15) == 0)
        return TRUE;
    g_autofree char *lower = g_ascii_strdown(path, -1);
    return g_str_has_suffix(lower, ".ics");
}

int
run_collect_inspect(Cli *cli, GError **error)
{
    const char *path = run_cli_arg(cli, 0);
    g_autofree char *text = NULL;
    gsize length = 0;
    g_autoptr(GError) failure = NULL;
    const char *name = run_cli_option(cli, "timezone");
    g_autoptr(GTimeZone) zone = name != NULL ? clock_zone_new(name) : g_time_zone_ref(calendar_zone(cli->profile->calendar));
    if (zone == NULL)
        return run_cli_misuse(error, _("--timezone %s: no time zone"), name);
    if (!g_file_get_contents(path, &text, &length, &failure))
        return fail(error, FAIL_NOT_FOUND, "%s", failure->message), -1;
    if (length > INSPECT_BYTES_MAX)
        return fail(error, FAIL_BAD_INPUT, "%s: %s", path, _("is too large")), -1;
    if (is_calendar(path, text, length))
        return inspect_calendar(cli, zone, text, length, error);
    return inspect_messages(cli, zone, path, error);
}
