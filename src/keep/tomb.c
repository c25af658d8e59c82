/* SPDX-License-Identifier: MIT
 * Tombstones: HMAC-SHA-256 under a key that leaves the machine in no copy of the database. */
#include "keep/tomb.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>
#include "keep/handle.h"
#include "base/error.h"

#define KEY_BYTES 32
#define ALIAS_LENGTH 20 /* hexadecimal digits of the hash */
#define ALIAS_DOMAIN "forgotten.invalid" /* RFC 2606: nobody's */

struct KeepTombs {
    GHashTable *aliases; /* hash -> alias */
    guchar key[KEY_BYTES];
    gboolean has_key;
};

static char *
key_path(const KeepDb *db)
{
    return g_strconcat(keep_db_path(db), ".key", NULL);
}

void
keep_tombs_free(KeepTombs *tombs)
{
    if (!tombs)
        return;
    g_hash_table_unref(tombs->aliases);
    explicit_bzero(tombs->key, sizeof tombs->key);
    g_free(tombs);
}

static gboolean
read_key(const KeepDb *db, KeepTombs *tombs)
{
    g_autofree char *path = key_path(db), *bytes = NULL;
    gsize length = 0;
    tombs->has_key = g_file_get_contents(path, &bytes, &length, NULL) && length == KEY_BYTES;
    if (tombs->has_key)
        memcpy(tombs->key, bytes, KEY_BYTES);
    return tombs->has_key;
}

static gboolean
make_key(const KeepDb *db, KeepTombs *tombs, GError **error)
{
    g_autofree char *path = key_path(db);
    if (getrandom(tombs->key, KEY_BYTES, 0) != KEY_BYTES)
        return fail(error, FAIL_TRY_LATER, "%s: %s", path, g_strerror(errno));
    int fd = g_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    gboolean ok = fd >= 0 && write(fd, tombs->key, KEY_BYTES) == KEY_BYTES && fsync(fd) == 0;
    int reason = errno;
    if (fd >= 0)
        close(fd);
    tombs->has_key = ok;
    return ok || fail(error, FAIL_TRY_LATER, "%s: %s", path, g_strerror(reason));
}

gboolean
keep_tombs_rehearse(KeepTombs *tombs, GError **error)
{
    tombs->has_key = tombs->has_key || getrandom(tombs->key, KEY_BYTES, 0) == KEY_BYTES;
    return tombs->has_key || fail(error, FAIL_TRY_LATER, "getrandom: %s", g_strerror(errno));
}

KeepTombs *
keep_tombs_load(KeepDb *db, GError **error)
{
    g_autoptr(KeepTombs) tombs = g_new0(KeepTombs, 1);
    tombs->aliases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(KeepRows) rows = keep_db_query(db, "SELECT hash, alias FROM forgotten", NO_BIND, error);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem))
        g_hash_table_insert(tombs->aliases, g_strdup(keep_rows_text(rows, 0)), g_strdup(keep_rows_text(rows, 1)));
    if (problem)
        g_propagate_error(error, problem);
    if (!rows || problem)
        return NULL;
    if (!read_key(db, tombs) && !keep_tombs_is_empty(tombs)) {
        g_autofree char *path = key_path(db);
        fail(error, FAIL_CORRUPT, N_("%s: missing or damaged; without it nobody knows whom this database has forgotten"), path);
        return NULL;
    }
    return g_steal_pointer(&tombs);
}

gboolean
keep_tombs_is_empty(const KeepTombs *tombs)
{
    return g_hash_table_size(tombs->aliases) == 0;
}

char *
keep_tombs_hash(const KeepTombs *tombs, const char *text)
{
    return g_compute_hmac_for_string(G_CHECKSUM_SHA256, tombs->key, KEY_BYTES, text, -1);
}

const char *
keep_tombs_alias(const KeepTombs *tombs, const char *canonical)
{
    if (keep_tombs_is_empty(tombs))
        return NULL;
    g_autofree char *hash = keep_tombs_hash(tombs, canonical);
    return g_hash_table_lookup(tombs->aliases, hash);
}

gboolean
keep_tombs_has(const KeepTombs *tombs, const char *canonical)
{
    return keep_tombs_alias(tombs, canonical) != NULL;
}

gboolean
keep_tombs_since(KeepDb *db, const KeepTombs *tombs, const char *canonical, gint64 *ret_at, GError **error)
{
    *ret_at = 0;
    if (!keep_tombs_has(tombs, canonical))
        return TRUE;
    g_autofree char *hash = keep_tombs_hash(tombs, canonical);
    return keep_db_int(db, "SELECT at FROM forgotten WHERE hash = :hash", BIND(KT("hash", hash)), ret_at, NULL, error);
}

gboolean
keep_tombs_is_alias(const char *address)
{
    return g_str_has_suffix(address, "@" ALIAS_DOMAIN);
}

/* Somebody who was forgotten before keeps the alias. */
static char *
choose_alias(const KeepTombs *tombs, const char *const *addresses)
{
    for (const char *const *address = addresses; *address; address++)
        if (keep_tombs_has(tombs, *address))
            return g_strdup(keep_tombs_alias(tombs, *address));
    g_autofree char *hash = keep_tombs_hash(tombs, addresses[0]);
    return g_strdup_printf("%.*s@" ALIAS_DOMAIN, ALIAS_LENGTH, hash);
}

gboolean
keep_tombs_add(KeepDb *db, KeepTombs *tombs, const char *const *addresses, gint64 now, GError **error)
{
    static const char ADD[] = "INSERT INTO forgotten (hash, at, alias) VALUES (:hash, :now, :alias) ON CONFLICT DO NOTHING";
    if (!tombs->has_key && !make_key(db, tombs, error))
        return FALSE;
    g_autofree char *alias = choose_alias(tombs, addresses);
    for (; *addresses; addresses++) {
        char *hash = keep_tombs_hash(tombs, *addresses);
        g_hash_table_replace(tombs->aliases, hash, g_strdup(alias)); /* the key just made is used below */
        if (!keep_db_run(db, ADD, BIND(KT("hash", hash), KI("now", now), KT("alias", alias)), error))
            return FALSE;
    }
    return TRUE;
}
