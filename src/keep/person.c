/* SPDX-License-Identifier: MIT
 * Erasing goes by what is known of the person, and then once more through every text there is. */
#include "keep/person.h"
#include <glib/gi18n.h>
#include <string.h>
#include "keep/handle.h"
#include "keep/mail.h"
#include "base/address.h"
#include "base/error.h"
#include "base/text.h"

#define NAME_MIN_CHARS 5     /* and two words: "Anna" alone is everybody */
#define SUBJECT_MIN_CHARS 8  /* 08 §8.5.3 */
#define LOCAL_MIN_CHARS 3    /* of an address, worth looking for in ids */
#define NOBODY "…"

typedef struct {
    KeepDb *db;
    const KeepTombs *tombs;
    const char *const *addresses;
    GPtrArray *aliases; /* of char*, borrowed: of each address; NULL-terminated */
    GHashTable *names;  /* of char*: what the person is called */
    gint64 account_id, now;
    KeepPersonText rewrite;
    KeepPersonErased *result;
} Erasure;

GStrv
keep_person_addresses(KeepDb *db, const char *address, GError **error)
{
    static const char ALL[] = "SELECT o.value FROM contact_address c JOIN contact_address o ON o.contact_id = c.contact_id AND o.kind = 'email' "
                              "WHERE c.kind = 'email' AND c.value = :addr AND o.value <> :addr ORDER BY 1";
    g_autoptr(KeepRows) rows = keep_db_query(db, ALL, BIND(KT("addr", address)), error);
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(g_free);
    GError *problem = NULL;
    g_ptr_array_add(all, g_strdup(address));
    while (rows && keep_rows_next(rows, &problem))
        g_ptr_array_add(all, g_strdup(keep_rows_text(rows, 0)));
    if (problem)
        g_propagate_error(error, problem);
    if (!rows || problem)
        return NULL;
    g_ptr_array_add(all, NULL);
    g_ptr_array_set_free_func(all, NULL);
    return (GStrv)g_ptr_array_free(g_steal_pointer(&all), FALSE);
}

/* --- the person's own rows ----------------------------------------------------------------------------------------------- */

/* The person, for SQL: everything is found by these. */
#define CONTACTS "(SELECT contact_id FROM contact_address WHERE kind = 'email' AND value = :addr)"
#define ADDRESS "(SELECT id FROM address WHERE addr = :addr)"
#define MESSAGES "(SELECT id FROM message WHERE from_id = " ADDRESS " UNION SELECT message_id FROM message_party WHERE address_id = " ADDRESS ")"
#define MEETINGS "(SELECT meeting_id FROM meeting_attendee WHERE addr = :addr)"

static gboolean
collect_names(const Erasure *erasure, const char *addr, GError **error)
{
    static const char NAMES[] =
        "SELECT full_name FROM contact WHERE id IN " CONTACTS " UNION SELECT from_name FROM message WHERE from_id = " ADDRESS
        " UNION SELECT name FROM message_party WHERE address_id = " ADDRESS " UNION SELECT name FROM guest WHERE addr = :addr";
    g_autoptr(KeepRows) rows = keep_db_query(erasure->db, NAMES, BIND(KT("addr", addr)), error);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem)) {
        const char *name = keep_rows_text(rows, 0);
        if (name && strchr(name, ' ') && g_utf8_strlen(name, -1) >= NAME_MIN_CHARS)
            g_hash_table_add(erasure->names, g_strdup(name));
    }
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem;
}

static gboolean
count(const Erasure *erasure, const char *sql, const char *addr, gint64 *total, GError **error)
{
    gint64 n = 0;
    if (!keep_db_int(erasure->db, sql, BIND(KT("addr", addr)), &n, NULL, error))
        return FALSE;
    *total += n;
    return TRUE;
}

static gboolean
count_all(const Erasure *erasure, const char *addr, GError **error)
{
    return count(erasure, "SELECT COUNT(*) FROM message WHERE id IN " MESSAGES, addr, &erasure->result->messages, error) &&
           count(erasure, "SELECT COUNT(*) FROM touchpoint WHERE contact_addr = :addr OR contact_id IN " CONTACTS, addr,
                 &erasure->result->touchpoints, error) &&
           count(erasure, "SELECT COUNT(*) FROM meeting WHERE id IN " MEETINGS, addr, &erasure->result->meetings, error) &&
           count(erasure, "SELECT COUNT(*) FROM contact WHERE id IN " CONTACTS, addr, &erasure->result->contacts, error);
}

/* Ids that spell the person; what other messages refer by them stays joined, as threads are stored. */
static gboolean
rename_ids(const Erasure *erasure, const char *addr, GError **error)
{
    static const char IDS[] = "SELECT i.id, i.value FROM message m JOIN msgid i ON i.id = m.msgid_id WHERE m.from_id = " ADDRESS;
    static const char RENAME[] = "UPDATE msgid SET value = :value WHERE id = :id";
    g_autofree char *local = g_strndup(addr, strcspn(addr, "@"));
    g_autoptr(KeepRows) rows = keep_db_query(erasure->db, IDS, BIND(KT("addr", addr)), error);
    g_autoptr(GHashTable) renamed = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem)) {
        gint64 id = keep_rows_int(rows, 0);
        g_autofree char *low = g_utf8_strdown(keep_rows_text(rows, 1), -1);
        if (strlen(local) >= LOCAL_MIN_CHARS && strstr(low, local)) {
            g_autofree char *hash = keep_tombs_hash(erasure->tombs, keep_rows_text(rows, 1));
            g_hash_table_insert(renamed, g_memdup2(&id, sizeof id), g_strdup_printf("%.32s@forgotten.invalid", hash));
        }
    }
    if (problem)
        g_propagate_error(error, problem);
    GHashTableIter iter;
    gpointer id, value;
    g_hash_table_iter_init(&iter, renamed);
    while (rows && !problem && g_hash_table_iter_next(&iter, &id, &value))
        if (!keep_db_run(erasure->db, RENAME, BIND(KT("value", value), KI("id", *(gint64 *)id)), error))
            return FALSE;
    return rows && !problem;
}

/* What is compared stays comparable (08 §8.5.3), as a hash. */
static gboolean
hide_subjects(const Erasure *erasure, const char *addr, GError **error)
{
    static const char SUBJECTS[] = "SELECT id, subject_norm FROM message WHERE subject IS NOT NULL AND id IN " MESSAGES;
    static const char HIDE[] = "UPDATE message SET subject = NULL, subject_norm = :norm WHERE id = :id";
    g_autoptr(KeepRows) rows = keep_db_query(erasure->db, SUBJECTS, BIND(KT("addr", addr)), error);
    g_autoptr(GHashTable) norms = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem)) {
        gint64 id = keep_rows_int(rows, 0);
        const char *norm = keep_rows_text(rows, 1);
        gboolean matters = norm && g_utf8_strlen(norm, -1) >= SUBJECT_MIN_CHARS;
        g_hash_table_insert(norms, g_memdup2(&id, sizeof id), matters ? keep_tombs_hash(erasure->tombs, norm) : NULL);
    }
    if (problem)
        g_propagate_error(error, problem);
    GHashTableIter iter;
    gpointer id, norm;
    g_hash_table_iter_init(&iter, norms);
    while (rows && !problem && g_hash_table_iter_next(&iter, &id, &norm))
        if (!keep_db_run(erasure->db, HIDE, BIND(KT("norm", norm), KI("id", *(gint64 *)id)), error))
            return FALSE;
    return rows && !problem;
}

/* The rows that hold names and texts of the person, before the address itself goes by its alias. */
static gboolean
erase_rows(const Erasure *erasure, const char *addr, GError **error)
{
    static const char *const ways[] = {
        "UPDATE thread SET dirty = 1 WHERE id IN (SELECT thread_id FROM message WHERE id IN " MESSAGES ")",
        "UPDATE message SET digest = '' WHERE digest IS NOT NULL AND id IN " MESSAGES,
        "UPDATE account SET dirty = 1 WHERE id IN (SELECT account_id FROM message_account WHERE message_id IN " MESSAGES
        ") OR id IN (SELECT account_id FROM guest WHERE addr = :addr) OR id IN (SELECT account_id FROM contact WHERE id IN " CONTACTS ")",
        "UPDATE invite SET summary = NULL, organizer = NULL, sent_by = NULL WHERE message_id IN " MESSAGES
        " OR id IN (SELECT invite_id FROM invite_attendee WHERE addr = :addr)",
        "DELETE FROM message_cue WHERE message_id IN (SELECT id FROM message WHERE from_id = " ADDRESS ")",
        "DELETE FROM message_promise WHERE message_id IN " MESSAGES,
        "UPDATE message SET colleague = NULL WHERE colleague = :addr OR from_id = " ADDRESS,
        "UPDATE message SET from_name = NULL, copy_key = 'forgotten:' || id WHERE from_id = " ADDRESS,
        "UPDATE message_party SET name = NULL WHERE address_id = " ADDRESS,
        "UPDATE meeting SET summary = NULL, location = NULL, categories = NULL, digest = NULL, dirty = 1 WHERE id IN " MEETINGS,
        "UPDATE guest SET name = NULL WHERE addr = :addr",
        "UPDATE touchpoint SET summary = NULL WHERE contact_addr = :addr OR contact_id IN " CONTACTS,
        "DELETE FROM signal_event WHERE signal_id IN (SELECT id FROM signal WHERE subject_kind = 'contact' AND subject_id IN " CONTACTS ")",
        "DELETE FROM signal WHERE subject_kind = 'contact' AND subject_id IN " CONTACTS,
        "UPDATE touchpoint SET contact_id = NULL WHERE contact_id IN " CONTACTS,
        "UPDATE response_episode SET contact_id = NULL WHERE contact_id IN " CONTACTS,
        "UPDATE message_account SET contact_id = NULL WHERE contact_id IN " CONTACTS,
        "UPDATE guest SET contact_id = NULL WHERE contact_id IN " CONTACTS,
        "UPDATE lead SET contact_id = NULL WHERE contact_id IN " CONTACTS,
        "UPDATE follow_up SET contact_id = NULL WHERE contact_id IN " CONTACTS,
        "UPDATE referral SET referrer_contact_id = NULL WHERE referrer_contact_id IN " CONTACTS,
        "UPDATE survey_response SET contact_id = NULL, comment = NULL WHERE contact_id IN " CONTACTS,
        "UPDATE match_rule SET contact_id = NULL WHERE contact_id IN " CONTACTS,
        "DELETE FROM match_rule WHERE pattern = :addr",
        "DELETE FROM triage_decision WHERE pattern = :addr",
        "DELETE FROM own_address WHERE value = :addr AND origin = 'learned'",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++)
        if (!keep_db_run(erasure->db, ways[i], BIND(KT("addr", addr)), error))
            return FALSE;
    /* what waits for the hook may name the person: it is not told any more */
    return keep_db_run(erasure->db, "DELETE FROM hook_queue", NO_BIND, error) &&
           keep_db_run(erasure->db, "UPDATE signal SET evidence = NULL WHERE account_id IN (SELECT id FROM account WHERE dirty = 1)", NO_BIND, error);
}

static gboolean
drop_contact(const Erasure *erasure, const char *addr, GError **error)
{
    static const char FIND[] = "SELECT contact_id FROM contact_address WHERE kind = 'email' AND value = :addr";
    gint64 id;
    gboolean found;
    if (!keep_db_int(erasure->db, FIND, BIND(KT("addr", addr)), &id, &found, error))
        return FALSE;
    return !found || (keep_db_run(erasure->db, "DELETE FROM contact_address WHERE contact_id = :id", BIND(KI("id", id)), error) &&
                      keep_db_run(erasure->db, "DELETE FROM contact WHERE id = :id", BIND(KI("id", id)), error));
}

/* --- the alias ----------------------------------------------------------------------------------------------------------- */

static gboolean
take_alias(const Erasure *erasure, const char *addr, const char *alias, GError **error)
{
    static const char *const ways[] = {
        "INSERT INTO address (addr, domain) VALUES (:alias, substr(:alias, instr(:alias, '@') + 1)) ON CONFLICT DO NOTHING",
        "UPDATE message SET from_id = (SELECT id FROM address WHERE addr = :alias) WHERE from_id = " ADDRESS,
        "UPDATE message_party SET address_id = (SELECT id FROM address WHERE addr = :alias) WHERE address_id = " ADDRESS,
        "UPDATE message_account SET address_id = (SELECT id FROM address WHERE addr = :alias) WHERE address_id = " ADDRESS,
        "DELETE FROM address WHERE addr = :addr",
        "UPDATE OR IGNORE invite_attendee SET addr = :alias WHERE addr = :addr",
        "DELETE FROM invite_attendee WHERE addr = :addr",
        "UPDATE OR IGNORE report_recipient SET addr = :alias WHERE addr = :addr",
        "DELETE FROM report_recipient WHERE addr = :addr",
        "UPDATE OR IGNORE guest SET addr = :alias WHERE addr = :addr",
        "DELETE FROM guest WHERE addr = :addr",
        "UPDATE touchpoint SET contact_addr = :alias WHERE contact_addr = :addr",
        "UPDATE response_episode SET contact_addr = :alias WHERE contact_addr = :addr",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
        gboolean is_insert = g_str_has_prefix(ways[i], "INSERT"), is_delete = g_str_has_prefix(ways[i], "DELETE");
        const KeepBind *binds = is_insert   ? BIND(KT("alias", alias))
                                : is_delete ? BIND(KT("addr", addr))
                                            : BIND(KT("alias", alias), KT("addr", addr));
        if (!keep_db_run(erasure->db, ways[i], binds, error))
            return FALSE;
    }
    return TRUE;
}

/* By this rule what happened goes on belonging to the account. */
static gboolean
keep_account(const Erasure *erasure, const char *alias, GError **error)
{
    static const char RULE[] = "INSERT INTO match_rule (pattern, account_id, created_at) VALUES (:alias, :account, :now) "
                               "ON CONFLICT (pattern) DO UPDATE SET account_id = excluded.account_id";
    return erasure->account_id == 0 ||
           keep_db_run(erasure->db, RULE, BIND(KT("alias", alias), KI("account", erasure->account_id), KI("now", erasure->now)), error);
}

static gboolean
erase_address(const Erasure *erasure, guint i, GError **error)
{
    const char *addr = erasure->addresses[i], *alias = erasure->aliases->pdata[i];
    return hide_subjects(erasure, addr, error) && rename_ids(erasure, addr, error) && erase_rows(erasure, addr, error) &&
           take_alias(erasure, addr, alias, error) && keep_account(erasure, alias, error);
}

/* --- texts that speak of the person ---------------------------------------------------------------------------------------- */

static gboolean
rewrite_calendars(const Erasure *erasure, GError **error)
{
    static const char TEXTS[] = "SELECT source_id, uid, raw FROM event";
    static const char REWRITE[] = "UPDATE event SET raw = :raw WHERE source_id = :source AND uid = :uid";
    g_autoptr(KeepRows) rows = keep_db_query(erasure->db, TEXTS, NO_BIND, error);
    g_autoptr(GPtrArray) changed = g_ptr_array_new_with_free_func(g_free); /* uid, raw in turn */
    g_autoptr(GArray) sources = g_array_new(FALSE, FALSE, sizeof(gint64));
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem)) {
        gint64 source = keep_rows_int(rows, 0);
        char *raw = erasure->rewrite(keep_rows_text(rows, 2), erasure->addresses, (const char *const *)erasure->aliases->pdata);
        if (!raw)
            continue;
        g_ptr_array_add(changed, g_strdup(keep_rows_text(rows, 1)));
        g_ptr_array_add(changed, raw);
        g_array_append_val(sources, source);
    }
    if (problem)
        g_propagate_error(error, problem);
    for (guint i = 0; rows && !problem && i < sources->len; i++)
        if (!keep_db_run(erasure->db, REWRITE,
                         BIND(KT("raw", changed->pdata[2 * i + 1]), KI("source", g_array_index(sources, gint64, i)), KT("uid", changed->pdata[2 * i])),
                         error))
            return FALSE;
    return rows && !problem;
}

/* TEXT with every NEEDLE replaced, however it is capitalised; NULL if there is none. */
static char *
replace_folded(const char *text, const char *needle, const char *with)
{
    g_autofree char *folded = text_fold(needle);
    glong length = g_utf8_strlen(needle, -1);
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean found = FALSE;
    for (const char *at = text; *at;) {
        const char *end = at;
        for (glong i = 0; i < length && *end; i++)
            end = g_utf8_next_char(end);
        g_autofree char *piece = g_strndup(at, (gsize)(end - at)), *same = text_fold(piece);
        if (g_str_equal(same, folded)) {
            g_string_append(out, with);
            at = end;
            found = TRUE;
        } else {
            const char *next = g_utf8_next_char(at);
            g_string_append_len(out, at, next - at);
            at = next;
        }
    }
    return found ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
}

static gboolean
replace_cells(const Erasure *erasure, const char *table, const char *column, const char *needle, const char *with, GError **error)
{
    g_autofree char *find = g_strdup_printf("SELECT DISTINCT \"%s\" FROM \"%s\" WHERE instr(fold(\"%s\"), fold(:needle)) > 0", column, table, column);
    g_autofree char *write = g_strdup_printf("UPDATE OR IGNORE \"%s\" SET \"%s\" = :new WHERE \"%s\" = :old", table, column, column);
    g_autoptr(KeepRows) rows = keep_db_query_text(erasure->db, find, BIND(KT("needle", needle)), FALSE, error);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem))
        g_ptr_array_add(texts, g_strdup(keep_rows_text(rows, 0)));
    if (problem)
        g_propagate_error(error, problem);
    g_clear_pointer(&rows, keep_rows_free);
    for (guint i = 0; !problem && i < texts->len; i++) {
        g_autofree char *text = replace_folded(texts->pdata[i], needle, with);
        if (text && !keep_db_run_text(erasure->db, write, BIND(KT("new", text), KT("old", texts->pdata[i])), error))
            return FALSE;
        erasure->result->texts += text != NULL;
    }
    return problem == NULL;
}

/* Every text of every table, so that no column of a later version is forgotten. */
static gboolean
sweep(const Erasure *erasure, const char *needle, const char *with, GError **error)
{
    static const char COLUMNS[] = "SELECT m.name, i.name FROM sqlite_master m JOIN pragma_table_info(m.name) i "
                                  "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND i.type = 'TEXT' AND m.name <> 'forgotten'";
    g_autoptr(KeepRows) rows = keep_db_query(erasure->db, COLUMNS, NO_BIND, error);
    g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func(g_free); /* table, column in turn */
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem))
        for (int i = 0; i < 2; i++)
            g_ptr_array_add(columns, g_strdup(keep_rows_text(rows, i)));
    if (problem)
        g_propagate_error(error, problem);
    g_clear_pointer(&rows, keep_rows_free);
    for (guint i = 0; !problem && i + 1 < columns->len; i += 2)
        if (!replace_cells(erasure, columns->pdata[i], columns->pdata[i + 1], needle, with, error))
            return FALSE;
    return problem == NULL && columns->len > 0;
}

static gboolean
sweep_all(const Erasure *erasure, GError **error)
{
    GHashTableIter iter;
    gpointer name;
    for (guint i = 0; erasure->addresses[i]; i++)
        if (!sweep(erasure, erasure->addresses[i], erasure->aliases->pdata[i], error))
            return FALSE;
    g_hash_table_iter_init(&iter, erasure->names);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        if (!sweep(erasure, name, NOBODY, error))
            return FALSE;
    return TRUE;
}

static gboolean
erase(const Erasure *erasure, GError **error)
{
    for (guint i = 0; erasure->addresses[i]; i++)
        if (!collect_names(erasure, erasure->addresses[i], error) || !count_all(erasure, erasure->addresses[i], error))
            return FALSE;
    erasure->result->contacts = MIN(erasure->result->contacts, 1); /* of several addresses it is the same one */
    for (guint i = 0; erasure->addresses[i]; i++)
        if (!erase_address(erasure, i, error))
            return FALSE;
    return drop_contact(erasure, erasure->addresses[0], error) && rewrite_calendars(erasure, error) && sweep_all(erasure, error);
}

gboolean
keep_person_erase(KeepDb *db, const KeepTombs *tombs, const char *const *addresses, gint64 account_id, gint64 now, KeepPersonText rewrite,
                  KeepPersonErased *ret, GError **error)
{
    g_autoptr(GPtrArray) aliases = g_ptr_array_new();
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const char *const *addr = addresses; *addr; addr++)
        g_ptr_array_add(aliases, (gpointer)keep_tombs_alias(tombs, *addr));
    g_ptr_array_add(aliases, NULL);
    *ret = (KeepPersonErased){0};
    const Erasure erasure = {db, tombs, addresses, aliases, names, account_id, now, rewrite, ret};
    keep_intern_forget(db->intern);
    return erase(&erasure, error);
}

gboolean
keep_person_wipe(KeepDb *db, GError **error)
{
    static const char *const ways[] = {"PRAGMA secure_delete = ON", "VACUUM"};
    gint64 busy = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
        int rc = sqlite3_exec(db->handle, ways[i], NULL, NULL, NULL);
        if (rc != SQLITE_OK)
            return keep_db_fail(db, rc, db->path, error);
    }
    if (!keep_db_int(db, "PRAGMA wal_checkpoint(TRUNCATE)", NO_BIND, &busy, NULL, error))
        return FALSE;
    return busy == 0 || fail(error, FAIL_TRY_LATER, N_("%s: erased, but another program reads the log, which holds it until that has ended"), db->path);
}
