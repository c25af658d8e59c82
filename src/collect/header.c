/* SPDX-License-Identifier: MIT
 * A raw header block made into the facts of a Mail. */
#include "collect/header.h"
#include <string.h>
#include "base/address.h"
#include "base/text.h"
#include "collect/address-list.h"
#include "collect/content.h"
#include "collect/date.h"
#include "collect/identifier.h"
#include "collect/word.h"

#define LIST_ID_MAX 255

/* Fields that are read. Of those that may come once the first counts. */
typedef enum {
    AUTO_SUBMITTED, BCC, CC, CONTENT_TYPE, DATE, FAILED_RECIPIENTS, FEEDBACK_ID, FROM, IN_REPLY_TO, INBOX_RULES_LOOP, LIST_ID,
    LIST_UNSUBSCRIBE, MESSAGE_ID, PRECEDENCE, REFERENCES, REPLY_TO, RETURN_PATH, SENDER, SUBJECT, TO, X_AUTOREPLY, X_AUTOREPLY_FROM,
    X_AUTORESPOND, N_NAMES
} Name;
static const char *const names[N_NAMES] = {
    [AUTO_SUBMITTED] = "Auto-Submitted",
    [BCC] = "Bcc",
    [CC] = "Cc",
    [CONTENT_TYPE] = "Content-Type",
    [DATE] = "Date",
    [FAILED_RECIPIENTS] = "X-Failed-Recipients",
    [FEEDBACK_ID] = "Feedback-ID",
    [FROM] = "From",
    [IN_REPLY_TO] = "In-Reply-To",
    [INBOX_RULES_LOOP] = "X-MS-Exchange-Inbox-Rules-Loop",
    [LIST_ID] = "List-Id",
    [LIST_UNSUBSCRIBE] = "List-Unsubscribe",
    [MESSAGE_ID] = "Message-ID",
    [PRECEDENCE] = "Precedence",
    [REFERENCES] = "References",
    [REPLY_TO] = "Reply-To",
    [RETURN_PATH] = "Return-Path",
    [SENDER] = "Sender",
    [SUBJECT] = "Subject",
    [TO] = "To",
    [X_AUTOREPLY] = "X-Autoreply",
    [X_AUTOREPLY_FROM] = "X-AutoReply-From",
    [X_AUTORESPOND] = "X-Autorespond",
};

typedef struct { /* the values by name */
    const char *value[N_NAMES]; /* NULL = missing; borrowed */
    GString *joined[N_NAMES];   /* where several lines were made one; owned */
    gboolean is_repeated[N_NAMES];
} Values;

static void
add_problem(Mail *mail, const char *problem)
{
    g_ptr_array_add(mail->problems, g_strdup(problem));
}

static gboolean
is_address_list(guint name)
{
    return name == TO || name == CC || name == BCC;
}

static void
add_value(Mail *mail, Values *values, guint name, const char *value)
{
    if (!values->value[name]) {
        values->value[name] = value;
    } else if (is_address_list(name)) {
        if (!values->joined[name])
            values->joined[name] = g_string_new(values->value[name]);
        g_string_append(g_string_append(values->joined[name], ", "), value);
        values->value[name] = values->joined[name]->str;
    } else if (!values->is_repeated[name]) {
        values->is_repeated[name] = TRUE;
        g_ptr_array_add(mail->problems, g_strdup_printf("more than one %s", names[name]));
    }
}

static void
sort_values(Mail *mail, const CollectFields *fields, Values *values)
{
    for (guint i = 0; i < fields->items->len; i++) {
        const CollectField *field = &g_array_index(fields->items, CollectField, i);
        for (guint name = 0; name < N_NAMES; name++) {
            if (g_ascii_strcasecmp(field->name, names[name]) != 0)
                continue;
            add_value(mail, values, name, field->value);
            break;
        }
    }
}

/* 16-B06. Missing fields count as empty; none of them at all is no identity. */
static char *
fingerprint(const Values *values)
{
    const char *const *v = values->value;
    if (!v[DATE] && !v[FROM] && !v[TO] && !v[CC] && !v[SUBJECT])
        return NULL;
    const char *none = "";
    return text_sha256(v[DATE] ? v[DATE] : none, v[FROM] ? v[FROM] : none, v[TO] ? v[TO] : none, v[CC] ? v[CC] : none,
                       v[SUBJECT] ? v[SUBJECT] : none, NULL);
}

static void
read_identity(Mail *mail, const Values *values)
{
    mail->fingerprint = fingerprint(values);
    mail->message_id = collect_identifier_first(values->value[MESSAGE_ID]);
    mail->in_reply_to = collect_identifier_first(values->value[IN_REPLY_TO]);
    mail->n_references = collect_identifier_all(values->value[REFERENCES], values->value[IN_REPLY_TO], mail->references);
    if (!mail->message_id)
        add_problem(mail, values->value[MESSAGE_ID] ? "unusable Message-ID" : "no Message-ID");
}

static void
read_date(Mail *mail, const char *raw)
{
    g_free(mail->raw_date);
    mail->raw_date = text_clean(raw ? raw : "", -1);
    mail->has_date = raw && collect_date_parse(raw, &mail->date_at);
    if (!mail->has_date)
        add_problem(mail, raw ? "unusable Date" : "no Date");
}

typedef struct {
    Mail *mail;
    PartyRole role;
} Place;

static void
add_party(gpointer data, const char *canonical, const char *name)
{
    Place *place = data;
    mail_add_party(place->mail, place->role, canonical, name);
}

static void
read_parties(Mail *mail, const Values *values)
{
    static const struct {
        PartyRole role;
        Name name;
    } fields[] = { { PARTY_FROM, FROM }, { PARTY_SENDER, SENDER }, { PARTY_REPLY_TO, REPLY_TO },
                   { PARTY_TO, TO },     { PARTY_CC, CC },         { PARTY_BCC, BCC } };
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
        const char *raw = values->value[fields[i].name];
        Place place = { mail, fields[i].role };
        if (raw && !collect_address_list(raw, add_party, &place))
            g_ptr_array_add(mail->problems, g_strdup_printf("unreadable address in %s", names[fields[i].name]));
    }
    if (!mail_from(mail))
        add_problem(mail, "no usable From");
    if (mail->parties->len >= MAIL_PARTIES_MAX)
        add_problem(mail, "too many addresses");
}

static void
read_type(Mail *mail, const char *value)
{
    mail->content_type = collect_content_type(value);
    if (g_strcmp0(mail->content_type, "multipart/report") == 0) {
        g_autofree char *type = collect_content_parameter(value, "report-type");
        mail->report_type = type ? g_ascii_strdown(type, -1) : NULL;
    } else if (g_strcmp0(mail->content_type, "text/calendar") == 0) {
        g_autofree char *method = collect_content_parameter(value, "method");
        mail->calendar_method = method && *method ? g_ascii_strup(method, -1) : NULL;
    }
}

/* What stands in the last <>, else the whole value. */
static char *
read_list_id(const char *value)
{
    const char *open = strrchr(value, '<');
    const char *close = open ? strchr(open, '>') : NULL;
    return close ? text_clean_line(open + 1, close - open - 1, LIST_ID_MAX) : text_clean_line(value, -1, LIST_ID_MAX);
}

static void
keep_first(gpointer data, const char *canonical, G_GNUC_UNUSED const char *name)
{
    char **first = data;
    if (!*first)
        *first = g_strdup(canonical);
}

static char *
read_return_path(const char *value)
{
    char *addr = NULL;
    collect_address_list(value, keep_first, &addr);
    gboolean is_null = value[strspn(value, " \t<>")] == '\0'; /* "<>": a bounce must not bounce (RFC 5321 §4.5.5) */
    return is_null ? g_strdup("") : addr;
}

static void
add_failed(gpointer data, const char *canonical, G_GNUC_UNUSED const char *name)
{
    Mail *mail = data;
    if (mail->failed_recipients->len < MAIL_PARTIES_MAX)
        g_ptr_array_add(mail->failed_recipients, g_strdup(canonical));
}

static void
read_evidence(Mail *mail, const char *const *v)
{
    mail->auto_submitted = v[AUTO_SUBMITTED] ? collect_content_token(v[AUTO_SUBMITTED]) : NULL;
    mail->precedence = v[PRECEDENCE] ? collect_content_token(v[PRECEDENCE]) : NULL;
    mail->list_id = v[LIST_ID] ? read_list_id(v[LIST_ID]) : NULL;
    mail->return_path = v[RETURN_PATH] ? read_return_path(v[RETURN_PATH]) : NULL;
    mail->has_list_unsubscribe = v[LIST_UNSUBSCRIBE] != NULL;
    mail->has_feedback_id = v[FEEDBACK_ID] != NULL;
    mail->has_failed_recipients = v[FAILED_RECIPIENTS] != NULL;
    mail->autoreply = v[X_AUTOREPLY] ? "X-Autoreply" : v[X_AUTORESPOND] ? "X-Autorespond" : v[X_AUTOREPLY_FROM] ? "X-AutoReply-From" : NULL;
    mail->has_inbox_rules_loop = v[INBOX_RULES_LOOP] != NULL;
    if (v[FAILED_RECIPIENTS])
        collect_address_list(v[FAILED_RECIPIENTS], add_failed, mail);
}

static char *
read_subject(const char *raw)
{
    if (!raw)
        return NULL;
    g_autofree char *decoded = collect_word_decode(raw);
    return text_clean_line(decoded, -1, MAIL_SUBJECT_MAX);
}

Mail *
collect_header_read(const CollectFields *fields)
{
    Mail *mail = mail_new();
    Values values = { 0 };
    sort_values(mail, fields, &values);
    read_identity(mail, &values);
    read_date(mail, values.value[DATE]);
    read_parties(mail, &values);
    mail->subject = read_subject(values.value[SUBJECT]);
    read_type(mail, values.value[CONTENT_TYPE]);
    read_evidence(mail, values.value);
    if (fields->has_junk)
        add_problem(mail, "lines that are no header fields");
    if (fields->is_cut) {
        add_problem(mail, "header too long");
        g_clear_pointer(&mail->fingerprint, g_free); /* of what was read: others may begin like this one */
    }
    for (guint i = 0; i < N_NAMES; i++)
        if (values.joined[i])
            g_string_free(values.joined[i], TRUE);
    return mail;
}

Mail *
collect_header_parse(const char *bytes, gsize length)
{
    g_autoptr(CollectFields) fields = collect_fields_split(bytes, length);
    return collect_header_read(fields);
}
