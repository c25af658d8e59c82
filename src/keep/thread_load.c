/* SPDX-License-Identifier: MIT
 * A whole thread read back: the input of settling. */
#include "keep/mail.h"
#include "keep/handle.h"
#include <string.h>

void
keep_message_free(gpointer data)
{
    KeepMessage *message = data;
    if (!message)
        return;
    g_free(message->public_id);
    g_free(message->because_in);
    g_free(message->because_reply);
    g_free(message->because_out);
    g_ptr_array_unref(message->parties);
    g_array_unref(message->references);
    g_array_unref(message->links);
    g_array_unref(message->rejects);
    g_free(message->old_digest);
    g_free(message->ingest);
    g_free(message);
}

static void
party_free(gpointer data)
{
    MailParty *party = data;
    g_free(party->addr);
    g_free(party->name);
    g_free(party);
}

static void
add_party(KeepMessage *message, PartyRole role, const char *addr, const char *name)
{
    MailParty *party = g_new0(MailParty, 1);
    party->role = role;
    party->addr = g_strdup(addr);
    party->name = g_strdup(name);
    g_ptr_array_add(message->parties, party);
}

static KeepMessage *
read_message(KeepRows *rows)
{
    KeepMessage *message = g_new0(KeepMessage, 1);
    gint64 twin = keep_rows_int(rows, 2);
    message->id = keep_rows_int(rows, 0);
    message->thread_id = keep_rows_int(rows, 15);
    message->local_day = (gint32)keep_rows_int(rows, 16);
    message->logged_at = keep_rows_int(rows, 17);
    message->ingest = g_strdup(keep_rows_text(rows, 18));
    message->public_id = twin == 1 ? g_strdup(keep_rows_text(rows, 1))
                                   : g_strdup_printf("%s#%" G_GINT64_FORMAT, keep_rows_text(rows, 1), twin);
    message->folder_id = keep_rows_int(rows, 3);
    message->occurred_at = keep_rows_int(rows, 4);
    message->is_sent = keep_rows_int(rows, 5) != 0;
    message->class_in = (MailClass)keep_rows_int(rows, 6);
    message->class_reply = (MailClass)keep_rows_int(rows, 7);
    message->class_out = (MailClass)keep_rows_int(rows, 8);
    message->because_in = g_strdup(keep_rows_text(rows, 9));
    message->because_reply = g_strdup(keep_rows_text(rows, 10));
    message->because_out = g_strdup(keep_rows_text(rows, 11));
    message->old_digest = g_strdup(keep_rows_text(rows, 12));
    message->was_matched = keep_rows_int(rows, 19) != 0;
    message->parties = g_ptr_array_new_with_free_func(party_free);
    message->references = g_array_new(FALSE, FALSE, sizeof(gint64));
    message->links = g_array_new(FALSE, FALSE, sizeof(gint64));
    message->rejects = g_array_new(FALSE, FALSE, sizeof(gint64));
    if (!keep_rows_is_null(rows, 13))
        add_party(message, PARTY_FROM, keep_rows_text(rows, 13), keep_rows_text(rows, 14));
    return message;
}

typedef struct {
    gint64 first, last;  /* threads */
    gboolean also_clean; /* settled ones too */
    GPtrArray *messages;
    GHashTable *by_id; /* gint64* in the message -> KeepMessage* */
} Load;

/* One statement for a slice of threads: there are as many small threads as mails, nearly. */
#define OF_DIRTY_THREADS "FROM thread t CROSS JOIN message m ON m.thread_id = t.id "
#define BETWEEN_THESE "WHERE t.dirty = 1 AND t.id BETWEEN :first AND :last"
#define ALL_BETWEEN_THESE "WHERE t.id BETWEEN :first AND :last"
/* A statement for what is to be settled, and its like for what somebody only wants to see. */
#define BOTH(sql) { sql BETWEEN_THESE, sql ALL_BETWEEN_THESE }

static KeepRows *
query(KeepDb *db, const char *const sql[2], const Load *load, GError **error)
{
    return keep_db_query(db, sql[load->also_clean != FALSE], BIND(KI("first", load->first), KI("last", load->last)), error);
}

static gboolean
load_messages(KeepDb *db, Load *load, GError **error)
{
    static const char *const MESSAGES[2] = BOTH(
        "SELECT m.id, i.value, m.twin, m.best_folder_id, m.occurred_at, m.is_sent, m.class_in, m.class_reply, m.class_out, "
        "m.because_in, m.because_reply, m.because_out, m.digest, a.addr, m.from_name, m.thread_id, m.local_day, m.logged_at, m.ingest, m.matched "
        OF_DIRTY_THREADS "JOIN msgid i ON i.id = m.msgid_id LEFT JOIN address a ON a.id = m.from_id ");
    g_autoptr(KeepRows) rows = query(db, MESSAGES, load, error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem)) {
        KeepMessage *message = read_message(rows);
        g_ptr_array_add(load->messages, message);
        g_hash_table_insert(load->by_id, &message->id, message);
    }
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

static void
take_party(KeepMessage *message, KeepRows *rows)
{
    const char *name = keep_rows_text(rows, 1);
    for (PartyRole role = PARTY_FROM; role <= PARTY_BCC; role++)
        if (g_str_equal(name, party_role_name(role)))
            add_party(message, role, keep_rows_text(rows, 2), keep_rows_text(rows, 3));
}

static void
take_reference(KeepMessage *message, KeepRows *rows)
{
    gint64 id = keep_rows_int(rows, 1);
    g_array_append_val(message->references, id);
}

static void
take_link(KeepMessage *message, KeepRows *rows)
{
    gint64 account = keep_rows_int(rows, 1);
    g_array_append_val(keep_rows_int(rows, 2) ? message->links : message->rejects, account);
}

static int
by_time(gconstpointer a, gconstpointer b)
{
    const KeepMessage *x = *(KeepMessage *const *)a, *y = *(KeepMessage *const *)b;
    if (x->thread_id != y->thread_id)
        return x->thread_id < y->thread_id ? -1 : 1;
    if (x->occurred_at != y->occurred_at)
        return x->occurred_at < y->occurred_at ? -1 : 1;
    return strcmp(x->public_id, y->public_id);
}

static int
by_role(gconstpointer a, gconstpointer b)
{
    return (int)(*(MailParty *const *)a)->role - (int)(*(MailParty *const *)b)->role;
}

/* Sorting here is cheaper than the temporary tables of ORDER BY. */
static void
sort(GPtrArray *messages)
{
    g_ptr_array_sort(messages, by_time);
    for (guint i = 0; i < messages->len; i++)
        g_ptr_array_sort(((KeepMessage *)g_ptr_array_index(messages, i))->parties, by_role);
}

/* SQL's first column is the message's id. */
static gboolean
load_parts(KeepDb *db, const char *const sql[2], const Load *load, void (*take)(KeepMessage *, KeepRows *), GError **error)
{
    g_autoptr(KeepRows) rows = query(db, sql, load, error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem)) {
        gint64 id = keep_rows_int(rows, 0);
        KeepMessage *message = g_hash_table_lookup(load->by_id, &id);
        if (message) /* else its Message-ID is torn out of the store, which only a repair can mend */
            take(message, rows);
    }
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

static gboolean
fill(KeepDb *db, Load *load, GError **error)
{
    static const char *const PARTIES[2] = BOTH("SELECT p.message_id, p.role, a.addr, p.name " OF_DIRTY_THREADS
                                  "JOIN message_party p ON p.message_id = m.id JOIN address a ON a.id = p.address_id ");
    static const char *const REFERENCES[2] = BOTH("SELECT r.message_id, x.id " OF_DIRTY_THREADS "JOIN message_ref r ON r.message_id = m.id "
                                     "JOIN message x ON x.msgid_id = r.msgid_id ");
    static const char *const LINKS[2] = BOTH("SELECT l.message_id, l.account_id, l.verdict = 'link' " OF_DIRTY_THREADS
                                "JOIN manual_link l ON l.message_id = m.id ");
    return load_messages(db, load, error) && load_parts(db, PARTIES, load, take_party, error) &&
           load_parts(db, REFERENCES, load, take_reference, error) && load_parts(db, LINKS, load, take_link, error);
}

static GPtrArray *
load_between(KeepDb *db, gint64 first, gint64 last, gboolean also_clean, GError **error)
{
    g_autoptr(GPtrArray) messages = g_ptr_array_new_with_free_func(keep_message_free);
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
    Load load = { first, last, also_clean, messages, by_id };
    if (!fill(db, &load, error))
        return NULL;
    sort(messages);
    return g_steal_pointer(&messages);
}

GPtrArray *
keep_thread_load(KeepDb *db, const GArray *threads, GError **error)
{
    if (threads->len == 0)
        return g_ptr_array_new_with_free_func(keep_message_free);
    return load_between(db, g_array_index(threads, gint64, 0), g_array_index(threads, gint64, threads->len - 1), FALSE, error);
}

GPtrArray *
keep_thread_look(KeepDb *db, gint64 thread_id, GError **error)
{
    return load_between(db, thread_id, thread_id, TRUE, error);
}
