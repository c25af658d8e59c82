/* SPDX-License-Identifier: MIT
 * What the machine-readable parts of a message say: invitations and delivery or disposition reports. */
#include "collect/part.h"
#include <string.h>
#include "base/address.h"
#include "base/text.h"
#include "collect/content.h"
#include "collect/field.h"
#include "collect/ics.h"
#include "collect/identifier.h"
#include "collect/word.h"

#define RECIPIENTS_MAX 1000
#define STATUS_MAX 16

static gboolean
is_line_end(const char *at, const char *end)
{
    return at == end || *at == '\n' || (*at == '\r' && (at + 1 == end || at[1] == '\n'));
}

/* "=41", and "=" at the end of a line that goes on, blanks behind it tolerated. Returns what follows; ADDS is -1 for no byte. */
static const char *
read_escape(const char *at, const char *end, int *ret_byte)
{
    const char *blank = at + 1;
    while (blank < end && (*blank == ' ' || *blank == '\t'))
        blank++;
    *ret_byte = -1;
    if (is_line_end(blank, end)) {
        const char *feed = memchr(blank, '\n', MIN((gsize)(end - blank), 2));
        return feed ? feed + 1 : end;
    }
    int high = at + 2 < end ? g_ascii_xdigit_value(at[1]) : -1;
    int low = high >= 0 ? g_ascii_xdigit_value(at[2]) : -1;
    *ret_byte = low >= 0 ? high << 4 | low : '=';
    return at + (low >= 0 ? 3 : 1);
}

static void
decode_quoted(const char *at, gsize length, GByteArray *out)
{
    int byte;
    for (const char *end = at + length; at < end;) {
        const char *escape = memchr(at, '=', (gsize)(end - at));
        g_byte_array_append(out, (const guint8 *)at, (guint)((escape ? escape : end) - at));
        at = escape ? read_escape(escape, end, &byte) : end;
        if (escape && byte >= 0)
            g_byte_array_append(out, &(guint8){ (guint8)byte }, 1);
    }
}

char *
collect_part_decode(const char *bytes, gsize length, const char *encoding, gsize *ret_length)
{
    g_autofree char *token = encoding ? collect_content_token(encoding) : NULL;
    GByteArray *out = g_byte_array_sized_new((guint)MIN(length, COLLECT_PART_MAX) + 1);
    if (g_strcmp0(token, "base64") == 0)
        collect_word_base64(bytes, length, out);
    else if (g_strcmp0(token, "quoted-printable") == 0)
        decode_quoted(bytes, length, out);
    else if (length > 0)
        g_byte_array_append(out, (const guint8 *)bytes, (guint)length);
    *ret_length = out->len;
    g_byte_array_append(out, (const guint8 *)"", 1);
    return (char *)g_byte_array_free(out, FALSE);
}

static gboolean
is_delivery(const char *type)
{
    return g_str_equal(type, "message/delivery-status") || g_str_equal(type, "message/global-delivery-status");
}

static gboolean
is_disposition(const char *type)
{
    return g_str_equal(type, "message/disposition-notification") || g_str_equal(type, "message/global-disposition-notification");
}

static gboolean
is_returned(const char *type)
{
    return g_str_equal(type, "message/rfc822") || g_str_equal(type, "text/rfc822-headers") || g_str_equal(type, "message/global") ||
           g_str_equal(type, "message/global-headers");
}

gboolean
collect_part_is_wanted(const char *type, gboolean in_report)
{
    return g_str_equal(type, "text/calendar") || (in_report && (is_delivery(type) || is_disposition(type) || is_returned(type)));
}

void
collect_part_calendar(Mail *mail, const char *text, gsize length)
{
    g_autoptr(Invite) invite = mail->invite ? NULL : collect_ics_invite(text, MIN(length, COLLECT_PART_MAX));
    if (!invite)
        return;
    if (!mail->calendar_method && invite->method && *invite->method)
        mail->calendar_method = g_strdup(invite->method);
    if (!mail->calendar_method)
        return;
    g_free(invite->method);
    invite->method = g_strdup(mail->calendar_method);
    mail->invite = g_steal_pointer(&invite);
}

static void
add_failed(Report *report, const char *addr)
{
    g_autofree char *canonical = address_canonical(addr);
    if (!canonical || report->failed->len >= RECIPIENTS_MAX)
        return;
    if (!g_ptr_array_find_with_equal_func(report->failed, canonical, g_str_equal, NULL))
        g_ptr_array_add(report->failed, g_steal_pointer(&canonical));
}

/* "rfc822;anna@x.example" (RFC 3464 §2.3.2). */
static void
add_recipient(Report *report, const char *value)
{
    const char *mark = value ? strchr(value, ';') : NULL;
    if (value)
        add_failed(report, mark ? mark + 1 : value);
}

/* "5.1.1" of "5.1.1 (no such user)". */
static char *
read_status(const char *value)
{
    gsize length = value ? strspn(value, "0123456789.") : 0;
    return length > 0 && length <= STATUS_MAX ? g_strndup(value, length) : NULL;
}

/* Without an Action a permanent status says the same. Programs make up actions of their own ("expired"): what is not one of the others of
 * RFC 3464 §2.3.3 is a failure. */
static gboolean
is_failure(const char *action, const char *status)
{
    static const char *const others[] = { "delayed", "delivered", "relayed", "expanded", NULL };
    g_autofree char *token = action ? collect_content_token(action) : NULL;
    return token ? !g_strv_contains(others, token) : status && status[0] == '5';
}

/* One group of a delivery report speaks of one recipient. */
static void
read_recipient(Report *report, const CollectFields *fields)
{
    const char *final = collect_fields_get(fields, "Final-Recipient"), *original = collect_fields_get(fields, "Original-Recipient");
    if (!final && !original)
        return;
    g_autofree char *status = read_status(collect_fields_get(fields, "Status"));
    gboolean is_failed = is_failure(collect_fields_get(fields, "Action"), status);
    if (is_failed) {
        add_recipient(report, final);
        add_recipient(report, original);
    }
    if (status && (!report->status || (is_failed && report->status[0] != '5'))) {
        g_free(report->status);
        report->status = g_steal_pointer(&status);
    }
}

static void
read_delivery(Report *report, const char *text, gsize length)
{
    for (gsize at = 0, n = 0; at < length && n <= RECIPIENTS_MAX; n++) {
        g_autoptr(CollectFields) fields = collect_fields_split(text + at, length - at);
        read_recipient(report, fields);
        at += fields->end;
    }
}

static void
read_original_id(Report *report, const char *name, const char *text, gsize length)
{
    g_autoptr(CollectFields) fields = collect_fields_split(text, length);
    if (!report->original_id)
        report->original_id = collect_identifier_first(collect_fields_get(fields, name));
}

/* A report whose Content-Type lost its report-type is known by its part. */
static Report *
ensure_report(Mail *mail, const char *type)
{
    if (!mail->report_type && (is_delivery(type) || is_disposition(type)))
        mail->report_type = g_strdup(is_delivery(type) ? "delivery-status" : "disposition-notification");
    if (!mail->report) {
        mail->report = report_new();
        for (guint i = 0; i < mail->failed_recipients->len; i++)
            add_failed(mail->report, g_ptr_array_index(mail->failed_recipients, i));
    }
    g_free(mail->report->kind);
    mail->report->kind = g_strdup(mail->report_type ? mail->report_type : "");
    return mail->report;
}

void
collect_part_report(Mail *mail, const char *type, const char *text, gsize length)
{
    if (!is_delivery(type) && !is_disposition(type) && !is_returned(type))
        return;
    Report *report = ensure_report(mail, type);
    length = MIN(length, COLLECT_PART_MAX);
    if (is_delivery(type))
        read_delivery(report, text, length);
    else
        read_original_id(report, is_disposition(type) ? "Original-Message-ID" : "Message-ID", text, length);
}
