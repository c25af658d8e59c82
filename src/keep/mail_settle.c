/* SPDX-License-Identifier: MIT
 * Verdicts come back: whose a message is and what it is, and the touchpoints that follow from it (16-A05). */
#include "keep/mail.h"
#include "keep/address.h"
#include "keep/choice.h"
#include "keep/handle.h"
#include "keep/touchpoint.h"
#include "base/text.h"

#define DIGEST_LENGTH 32

static int
by_account(gconstpointer a, gconstpointer b)
{
    gint64 x = ((const KeepMatch *)a)->account_id, y = ((const KeepMatch *)b)->account_id;
    return (x > y) - (x < y);
}

static const char *
or_empty(const char *text)
{
    return text ? text : "";
}

/* Everything the written rows are made of. */
static char *
digest_of(const KeepMessage *message, const KeepVerdict *verdict)
{
    g_autoptr(GArray) matches = g_array_copy(verdict->matches);
    g_array_sort(matches, by_account);
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "%s\n%d\n%s\n%d\n%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n", verdict->direction,
                           (int)verdict->class, or_empty(verdict->because), verdict->is_skipped != FALSE,
                           message->thread_id, message->occurred_at);
    for (guint i = 0; i < matches->len; i++) {
        const KeepMatch *match = &g_array_index(matches, KeepMatch, i);
        g_string_append_printf(text, "%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n%s\n%s\n%s\n%d\n%d\n", match->account_id,
                               match->contact_id, or_empty(match->addr), match->method, or_empty(match->rule),
                               match->confidence, match->is_copied != FALSE);
    }
    char *digest = text_sha256(text->str, NULL);
    digest[DIGEST_LENGTH] = '\0';
    return digest;
}

static gboolean
mark_account(KeepDb *db, gint64 account_id, GError **error)
{
    static const char MARK[] = "UPDATE account SET dirty = 1 WHERE id = :id AND dirty = 0";
    return keep_db_run(db, MARK, BIND(KI("id", account_id)), error);
}

static gboolean
mark_accounts(KeepDb *db, gint64 message_id, GError **error)
{
    static const char MARK[] = "UPDATE account SET dirty = 1 WHERE dirty = 0 AND id IN "
                               "(SELECT account_id FROM message_account WHERE message_id = :id)";
    return keep_db_run(db, MARK, BIND(KI("id", message_id)), error);
}

/* A bounce, an absence note or a calendar mail acts on episodes of others: of its thread, of the message it returns, of the
 * people it names (16 B12, C08, C11). */
static gboolean
mark_concerned(KeepDb *db, const KeepMessage *message, GError **error)
{
    static const char MARK[] =
        "UPDATE account SET dirty = 1 WHERE dirty = 0 AND id IN ("
        "SELECT ma.account_id FROM message m JOIN message_account ma ON ma.message_id = m.id WHERE m.thread_id = :thread "
        "UNION SELECT ma.account_id FROM report r JOIN msgid i ON i.value = r.original_id JOIN message m ON m.msgid_id = i.id "
        "JOIN message_account ma ON ma.message_id = m.id WHERE r.message_id = :id "
        "UNION SELECT ma.account_id FROM report_recipient rr JOIN address a ON a.addr = rr.addr "
        "JOIN message_account ma ON ma.address_id = a.id WHERE rr.message_id = :id "
        "UNION SELECT ma.account_id FROM report_recipient rr JOIN address a ON a.addr = rr.addr "
        "JOIN message_party p ON p.address_id = a.id JOIN message_account ma ON ma.message_id = p.message_id "
        "WHERE rr.message_id = :id)";
    return keep_db_run(db, MARK, BIND(KI("thread", message->thread_id), KI("id", message->id)), error);
}

static gboolean
is_wanted(const KeepVerdict *verdict, gint64 account_id)
{
    for (guint i = 0; i < verdict->matches->len; i++)
        if (g_array_index(verdict->matches, KeepMatch, i).account_id == account_id)
            return TRUE;
    return FALSE;
}

static gboolean
makes_touchpoints(const KeepVerdict *verdict)
{
    return verdict->class == MAIL_HUMAN && !verdict->is_skipped && !g_str_equal(verdict->direction, "internal");
}

static gboolean
drop_unwanted(KeepDb *db, const KeepMessage *message, const KeepVerdict *verdict, GError **error)
{
    static const char TOUCHPOINTS[] = "SELECT id, account_id FROM touchpoint WHERE email_id = :id";
    g_autoptr(KeepRows) rows = keep_db_query(db, TOUCHPOINTS, BIND(KI("id", message->id)), error);
    g_autoptr(GArray) unwanted = g_array_new(FALSE, FALSE, sizeof(gint64));
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem)) {
        gint64 id = keep_rows_int(rows, 0);
        if (!makes_touchpoints(verdict) || !is_wanted(verdict, keep_rows_int(rows, 1)))
            g_array_append_val(unwanted, id);
    }
    if (problem)
        g_propagate_error(error, problem);
    if (!rows || problem)
        return FALSE;
    for (guint i = 0; i < unwanted->len; i++)
        if (!keep_touchpoint_drop(db, g_array_index(unwanted, gint64, i), error))
            return FALSE;
    return TRUE;
}

static gboolean
clear_old(KeepDb *db, const KeepMessage *message, const KeepVerdict *verdict, GError **error)
{
    static const char DELETE[] = "DELETE FROM message_account WHERE message_id = :id";
    return mark_accounts(db, message->id, error) && keep_db_run(db, DELETE, BIND(KI("id", message->id)), error) &&
           drop_unwanted(db, message, verdict, error);
}

static gboolean
insert_account(KeepDb *db, const KeepMessage *message, const KeepMatch *match, GError **error)
{
    static const char INSERT[] =
        "INSERT INTO message_account (message_id, account_id, contact_id, address_id, method, confidence, rule, is_copied) "
        "VALUES (:message, :account, :contact, :address, :method, :confidence, :rule, :copied)";
    gint64 address = 0;
    if (match->addr && !keep_address_id(db, match->addr, &address, error))
        return FALSE;
    return keep_db_run(db, INSERT,
                       BIND(KI("message", message->id), KI("account", match->account_id),
                            KO("contact", match->contact_id == 0, match->contact_id), KO("address", address == 0, address),
                            KT("method", match->method), KI("confidence", match->confidence), KT("rule", match->rule),
                            KI("copied", match->is_copied != FALSE)),
                       error);
}

/* Which of us: the sender, or one of us it is addressed to, else the owner of the mailbox. */
#define USER_OF_MESSAGE                                                                                              \
    "COALESCE(CASE WHEN NOT EXISTS (SELECT 1 FROM app_user) THEN NULL " /* most people sell alone */                 \
    "WHEN :direction = 'out' THEN (SELECT user_id FROM own_address WHERE value = :from) "                            \
    "ELSE (SELECT MIN(o.user_id) FROM message_party p JOIN address a ON a.id = p.address_id "                        \
    "JOIN own_address o ON o.value = a.addr WHERE p.message_id = :message AND p.role <> 'from') END, "               \
    "(SELECT b.user_id FROM mail_folder f JOIN mailbox b ON b.id = f.mailbox_id WHERE f.id = :folder))"

static const char *
sender_of(const KeepMessage *message)
{
    const MailParty *first = message->parties->len > 0 ? g_ptr_array_index(message->parties, 0) : NULL;
    return first && first->role == PARTY_FROM ? first->addr : NULL;
}

/* VALUES, not SELECT: a statement that may write several rows keeps a journal of its own of every page that it touches. */

static gboolean
write_touchpoint(KeepDb *db, const KeepMessage *message, const KeepVerdict *verdict, const KeepMatch *match,
                 GError **error)
{
    static const char WRITE[] =
        "INSERT INTO touchpoint (kind, direction, account_id, contact_id, contact_addr, lead_id, user_id, occurred_at, local_day, "
        "logged_at, ingest, is_copied, thread_id, email_id, method, confidence, rule, src_key) "
        "VALUES ('email', :direction, :account, :contact, :addr, " LEAD_OF(":account", ":contact", ":occurred") ", "
        USER_OF_MESSAGE ", :occurred, :day, :logged, :ingest, :copied, :thread, :message, :method, :confidence, :rule, "
        "'m:' || :message) "
        "ON CONFLICT (src_key, account_id) DO UPDATE SET direction = excluded.direction, contact_id = excluded.contact_id, "
        "contact_addr = excluded.contact_addr, lead_id = excluded.lead_id, user_id = excluded.user_id, "
        "occurred_at = excluded.occurred_at, local_day = excluded.local_day, is_copied = excluded.is_copied, "
        "thread_id = excluded.thread_id, method = excluded.method, confidence = excluded.confidence, rule = excluded.rule";
    return keep_db_run(db, WRITE,
                       BIND(KT("direction", verdict->direction), KI("account", match->account_id),
                            KO("contact", match->contact_id == 0, match->contact_id), KT("addr", match->addr),
                            KI("occurred", message->occurred_at), KT("from", sender_of(message)), KI("message", message->id),
                            KI("folder", message->folder_id), KI("day", message->local_day), KI("logged", message->logged_at),
                            KT("ingest", message->ingest), KI("copied", match->is_copied != FALSE),
                            KI("thread", message->thread_id), KT("method", match->method),
                            KI("confidence", match->confidence), KT("rule", match->rule)),
                       error);
}

static gboolean
write_matches(KeepDb *db, const KeepMessage *message, const KeepVerdict *verdict, GError **error)
{
    for (guint i = 0; i < verdict->matches->len; i++) {
        const KeepMatch *match = &g_array_index(verdict->matches, KeepMatch, i);
        if (!insert_account(db, message, match, error) || !mark_account(db, match->account_id, error))
            return FALSE;
        if (makes_touchpoints(verdict) && !write_touchpoint(db, message, verdict, match, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
write_message(KeepDb *db, const KeepMessage *message, const KeepVerdict *verdict, const char *digest, GError **error)
{
    static const char WRITE[] = "UPDATE message SET direction = :direction, auto_class = :class, because = :because, "
                                "is_skipped = :skipped, matched = :matched, digest = :digest WHERE id = :id";
    return keep_db_run(db, WRITE,
                       BIND(KT("direction", verdict->direction), KT("class", mail_class_name(verdict->class)),
                            KT("because", verdict->because), KI("skipped", verdict->is_skipped != FALSE),
                            KI("matched", verdict->matches->len > 0), KT("digest", digest), KI("id", message->id)),
                       error);
}

static gboolean
settle(KeepDb *db, const KeepMessage *message, const KeepVerdict *verdict, const char *digest, GError **error)
{
    return (!message->was_matched || clear_old(db, message, verdict, error)) &&
           write_message(db, message, verdict, digest, error) && write_matches(db, message, verdict, error) &&
           (verdict->class == MAIL_HUMAN || verdict->class == MAIL_BULK || mark_concerned(db, message, error));
}

gboolean
keep_mail_settle(KeepDb *db, const KeepMessage *message, const KeepVerdict *verdict, GError **error)
{
    g_autofree char *digest = digest_of(message, verdict);
    if (g_strcmp0(digest, message->old_digest) == 0)
        return TRUE;
    if (!keep_db_begin(db, error))
        return FALSE;
    return keep_db_end(db, settle(db, message, verdict, digest, error), error);
}
