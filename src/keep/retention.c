/* SPDX-License-Identifier: MIT
 * Old messages lose what says something about people, or go as a whole. */
#include "keep/retention.h"
#include "keep/erase.h"
#include "keep/handle.h"
#include "base/text.h"

#define OLD "m.occurred_at < :before AND m.auto_class = :class AND (:matched < 0 OR m.matched = :matched)"
#define SAYS_SOMETHING                                                                                               \
    "(m.subject IS NOT NULL OR m.from_name IS NOT NULL OR EXISTS (SELECT 1 FROM message_party p WHERE p.message_id = m.id " \
    "AND p.name IS NOT NULL) OR EXISTS (SELECT 1 FROM invite i WHERE i.message_id = m.id AND i.summary IS NOT NULL))"

static GArray *
find(KeepDb *db, const char *sql, const char *class, gint64 before, GError **error)
{
    gboolean is_unmatched = g_str_equal(class, "unmatched"), is_human = g_str_equal(class, "human");
    return keep_db_ids(
        db, sql, BIND(KI("before", before), KT("class", is_unmatched ? "human" : class), KI("matched", is_unmatched ? 0 : is_human ? 1 : -1)), error);
}

/* Equal subjects stay equal (08 §8.5.3), also with those that are still there. */
static gboolean
hide_subject(KeepDb *db, gint64 id, GError **error)
{
    static const char NORM[] = "SELECT subject_norm FROM message WHERE id = :id AND subject IS NOT NULL";
    static const char HIDE[] = "UPDATE message SET subject = NULL, from_name = NULL, subject_norm = :norm WHERE id = :id";
    g_autoptr(GError) problem = NULL;
    g_autofree char *norm = keep_db_text(db, NORM, BIND(KI("id", id)), &problem);
    if (problem) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return FALSE;
    }
    g_autofree char *hash = norm && g_utf8_strlen(norm, -1) >= 8 ? text_sha256(norm, NULL) : NULL;
    return keep_db_run(db, HIDE, BIND(KT("norm", hash), KI("id", id)), error);
}

static gboolean
clear(KeepDb *db, gint64 id, GError **error)
{
    return hide_subject(db, id, error) && keep_db_run(db, "UPDATE message_party SET name = NULL WHERE message_id = :id", BIND(KI("id", id)), error) &&
           keep_db_run(db, "UPDATE invite SET summary = NULL WHERE message_id = :id", BIND(KI("id", id)), error);
}

gboolean
keep_retention_apply(KeepDb *db, const char *class, KeepRetention how, gint64 before, gint64 *ret_n, GError **error)
{
    static const char ALL[] = "SELECT m.id FROM message m WHERE " OLD;
    static const char SPEAKING[] = "SELECT m.id FROM message m WHERE " OLD " AND " SAYS_SOMETHING;
    g_autoptr(GArray) ids = find(db, how == KEEP_RETENTION_REMOVE ? ALL : SPEAKING, class, before, error);
    for (guint i = 0; ids && i < ids->len; i++) {
        gint64 id = g_array_index(ids, gint64, i);
        if (!(how == KEEP_RETENTION_REMOVE ? keep_erase_message(db, id, "forgotten", error) : clear(db, id, error)))
            return FALSE;
    }
    if (ids && ret_n)
        *ret_n += ids->len;
    return ids != NULL;
}
