/* SPDX-License-Identifier: MIT
 * Addresses as numbers: each is stored once. */
#include "keep/address.h"
#include "keep/handle.h"
#include "base/address.h"

static gboolean
insert(KeepDb *db, const char *addr, gint64 *ret_id, GError **error)
{
    static const char INSERT[] = "INSERT INTO address (addr, domain) VALUES (:addr, :domain)";
    if (!keep_db_run(db, INSERT, BIND(KT("addr", addr), KT("domain", address_domain(addr))), error))
        return FALSE;
    *ret_id = keep_db_last_id(db);
    return TRUE;
}

gboolean
keep_address_id(KeepDb *db, const char *addr, gint64 *ret_id, GError **error)
{
    static const char FIND[] = "SELECT id FROM address WHERE addr = :addr";
    gint64 id = keep_intern_get(db->intern, KEEP_INTERN_ADDRESS, addr);
    if (id == 0) {
        gboolean found;
        if (!keep_db_int(db, FIND, BIND(KT("addr", addr)), &id, &found, error) ||
            (!found && !insert(db, addr, &id, error)))
            return FALSE;
        keep_intern_put(db->intern, KEEP_INTERN_ADDRESS, addr, id);
    }
    *ret_id = id;
    return TRUE;
}
