/* SPDX-License-Identifier: MIT
 * What is stored and configured, as the rules of `identify` want it. */
#include "run/ladder.h"
#include "base/address.h"
#include "keep/tomb.h"

static gboolean
add_rows(KeepDb *db, IdentifyIndex *index, const char *sql, void (*add)(IdentifyIndex *index, KeepRows *row), GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(db, sql, NO_BIND, error);
    if (rows == NULL)
        return FALSE;
    while (keep_rows_next(rows, &failure))
        add(index, rows);
    if (failure == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&failure));
    return FALSE;
}

static void
add_own(IdentifyIndex *index, KeepRows *row)
{
    if (g_str_equal(keep_rows_text(row, 1), "learned"))
        identify_index_add_learned(index, keep_rows_text(row, 0));
    else
        identify_index_add_own(index, keep_rows_text(row, 0));
}

static void
add_contact(IdentifyIndex *index, KeepRows *row)
{
    identify_index_add_address(index, keep_rows_text(row, 0), keep_rows_int(row, 1), keep_rows_int(row, 2));
}

static void
add_rule(IdentifyIndex *index, KeepRows *row)
{
    identify_index_add_rule(index, keep_rows_text(row, 0), keep_rows_int(row, 1), keep_rows_int(row, 2));
}

static void
add_domain(IdentifyIndex *index, KeepRows *row)
{
    identify_index_add_domain(index, keep_rows_text(row, 0), keep_rows_int(row, 1));
}

static void
add_name(IdentifyIndex *index, KeepRows *row)
{
    identify_index_add_name(index, keep_rows_text(row, 0), keep_rows_int(row, 1));
}

static void
add_never(IdentifyIndex *index, KeepRows *row)
{
    identify_index_add_never(index, keep_rows_text(row, 0));
}

static void
add_configured(IdentifyIndex *index, const Config *config, const char *section, const char *key,
               void (*add)(IdentifyIndex *index, const char *entry))
{
    for (const char *const *item = config_list(config, section, key); item && *item; item++)
        add(index, *item);
}

/* Somebody who is skipped stays so when he has been erased: under the alias. */
static gboolean
add_erased(KeepDb *db, IdentifyIndex *index, const Config *config, GError **error)
{
    g_autoptr(KeepTombs) tombs = keep_tombs_load(db, error);
    if (tombs == NULL)
        return FALSE;
    for (const char *const *item = config_list(config, "privacy", "skip_person"); item && *item; item++) {
        const char *alias = keep_tombs_alias(tombs, *item);
        if (alias != NULL)
            identify_index_add_skip(index, alias);
    }
    return TRUE;
}

IdentifyIndex *
run_ladder_index(KeepDb *db, const Config *config, GError **error)
{
    g_autoptr(IdentifyIndex) index = identify_index_new();
    add_configured(index, config, "identity", "addresses", identify_index_add_own);
    add_configured(index, config, "privacy", "skip_person", identify_index_add_skip);
    add_configured(index, config, "privacy", "never_log", identify_index_add_never);
    if (add_erased(db, index, config, error) &&
        add_rows(db, index, "SELECT value, origin FROM own_address", add_own, error) &&
        add_rows(db, index, "SELECT a.value, c.account_id, c.id FROM contact_address a JOIN contact c ON c.id = a.contact_id"
                            " WHERE a.kind = 'email'", add_contact, error) &&
        add_rows(db, index, "SELECT pattern, account_id, COALESCE(contact_id, 0) FROM match_rule", add_rule, error) &&
        add_rows(db, index, "SELECT domain, account_id FROM account_domain", add_domain, error) &&
        add_rows(db, index, "SELECT name, id FROM account ORDER BY id", add_name, error) &&
        add_rows(db, index, "SELECT pattern FROM triage_decision WHERE decision = 'never_log'", add_never, error))
        return g_steal_pointer(&index);
    return NULL;
}

char *
run_ladder_names(KeepDb *db, GError **error)
{
    g_autoptr(GChecksum) digest = g_checksum_new(G_CHECKSUM_SHA256);
    g_autoptr(KeepRows) rows = keep_db_query(db, "SELECT id, name FROM account ORDER BY id", NO_BIND, error);
    GError *failure = NULL;
    while (rows != NULL && keep_rows_next(rows, &failure)) {
        g_autofree char *line = g_strdup_printf("%" G_GINT64_FORMAT " %s\n", keep_rows_int(rows, 0), keep_rows_text(rows, 1));
        g_checksum_update(digest, (const guchar *)line, -1);
    }
    if (failure != NULL)
        g_propagate_error(error, failure);
    return rows != NULL && failure == NULL ? g_strdup(g_checksum_get_string(digest)) : NULL;
}

static IdentifyClass
class_of(MailClass class, const char *because)
{
    return (IdentifyClass){ class, because };
}

void
run_ladder_message(const KeepMessage *kept, IdentifyMessage *ret)
{
    ret->id = kept->id;
    ret->occurred_at = kept->occurred_at;
    ret->is_sent = kept->is_sent;
    ret->reading = (IdentifyReading){ class_of(kept->class_in, kept->because_in), class_of(kept->class_reply, kept->because_reply),
                                      class_of(kept->class_out, kept->because_out) };
    ret->parties = kept->parties;
    ret->references = (const gint64 *)(gpointer)kept->references->data;
    ret->n_references = kept->references->len;
    ret->links = (const gint64 *)(gpointer)kept->links->data;
    ret->n_links = kept->links->len;
    ret->rejects = (const gint64 *)(gpointer)kept->rejects->data;
    ret->n_rejects = kept->rejects->len;
}

static gboolean
is_our_domain(const Config *config, const char *domain)
{
    guint here = 0, elsewhere = 0;
    for (const char *const *item = config_list(config, "identity", "addresses"); item && *item; item++) {
        g_autofree char *addr = **item == '@' ? NULL : address_canonical(*item);
        g_autofree char *whole = **item == '@' ? domain_canonical(*item + 1) : NULL;
        if (whole != NULL && domain_is_under(domain, whole))
            return TRUE;
        gboolean is_here = addr != NULL && g_str_equal(address_domain(addr), domain);
        here += is_here;
        elsewhere += !is_here;
    }
    return here > 0 && elsewhere == 0;
}

gboolean
run_ladder_is_ours(const Config *config, const char *pattern)
{
    g_autoptr(AddressSet) ours = address_set_new();
    if (*pattern == '@')
        return is_our_domain(config, pattern + 1);
    for (const char *const *item = config_list(config, "identity", "addresses"); item && *item; item++)
        address_set_add(ours, *item);
    return address_set_has(ours, pattern);
}
