/* SPDX-License-Identifier: MIT
 * Dirt: when a rule changes, whatever it may concern is settled again (src/README.md, Facts and verdicts). */
#include "keep/mail.h"
#include "keep/handle.h"
#include <string.h>

static gboolean
mark_all(KeepDb *db, GError **error)
{
    return keep_db_run(db, "UPDATE thread SET dirty = 1 WHERE dirty = 0 AND merged_into IS NULL", NO_BIND, error) &&
           keep_db_run(db, "UPDATE meeting SET dirty = 1 WHERE dirty = 0", NO_BIND, error);
}

#define THREADS_OF(addresses)                                                                                        \
    "UPDATE thread SET dirty = 1 WHERE dirty = 0 AND id IN ("                                                        \
    "SELECT thread_id FROM message WHERE from_id IN (" addresses ") UNION "                                          \
    "SELECT m.thread_id FROM message_party p JOIN message m ON m.id = p.message_id WHERE p.address_id IN (" addresses "))"

static gboolean
mark_address(KeepDb *db, const char *addr, GError **error)
{
    static const char THREADS[] = THREADS_OF("SELECT id FROM address WHERE addr = :addr");
    static const char MEETINGS[] = "UPDATE meeting SET dirty = 1 WHERE dirty = 0 AND id IN "
                                   "(SELECT meeting_id FROM meeting_attendee WHERE addr = :addr)";
    return keep_db_run(db, THREADS, BIND(KT("addr", addr)), error) &&
           keep_db_run(db, MEETINGS, BIND(KT("addr", addr)), error);
}

/* The domain itself and what lies under it. */
#define IS_UNDER(domain) "(" domain " = :domain OR substr(" domain ", -length(:domain) - 1) = '.' || :domain)"

static gboolean
mark_domain(KeepDb *db, const char *domain, GError **error)
{
    static const char THREADS[] = THREADS_OF("SELECT id FROM address WHERE " IS_UNDER("domain"));
    static const char MEETINGS[] = "UPDATE meeting SET dirty = 1 WHERE dirty = 0 AND id IN "
                                   "(SELECT meeting_id FROM meeting_attendee WHERE " IS_UNDER(
                                       "substr(addr, instr(addr, '@') + 1)") ")";
    return keep_db_run(db, THREADS, BIND(KT("domain", domain)), error) &&
           keep_db_run(db, MEETINGS, BIND(KT("domain", domain)), error);
}

static gboolean
mark_each(KeepDb *db, const char *const *addresses, const char *const *domains, GError **error)
{
    for (guint i = 0; addresses && addresses[i]; i++)
        if (!(g_str_equal(addresses[i], "*") ? mark_all(db, error) : mark_address(db, addresses[i], error)))
            return FALSE;
    for (guint i = 0; domains && domains[i]; i++)
        if (!mark_domain(db, domains[i], error))
            return FALSE;
    return TRUE;
}

gboolean
keep_thread_mark(KeepDb *db, const char *const *addresses, const char *const *domains, GError **error)
{
    if (!keep_db_begin(db, error))
        return FALSE;
    return keep_db_end(db, mark_each(db, addresses, domains, error), error);
}
