/* SPDX-License-Identifier: MIT
 * Marks of refused passwords: "SALT-HASH" in hexadecimal digits. */
#include "collect/refusal.h"
#include <gnutls/crypto.h>
#include <string.h>

enum { SALT_DIGITS = 8, ITERATIONS = 100000 };

/* The mark of SECRET with the SALT that MARK begins with; the same for the same login only. */
static gboolean
compute(const SourceConfig *config, const char *secret, const char *salt, char *ret)
{
    guint8 hash[2];
    g_autofree char *login =
        g_strdup_printf("%.*s %s %d %s %s", SALT_DIGITS, salt, config->host, config->port,
                        config->user, config->auth ? config->auth : "");
    gnutls_datum_t key = {(unsigned char *)(gpointer)secret, (unsigned)strlen(secret)};
    gnutls_datum_t about = {(unsigned char *)login, (unsigned)strlen(login)};
    if (gnutls_pbkdf2(GNUTLS_MAC_SHA256, &key, &about, ITERATIONS, hash, sizeof hash) < 0)
        return FALSE;
    g_snprintf(ret, SOURCE_REFUSAL_MAX, "%.*s-%02x%02x", SALT_DIGITS, salt, hash[0], hash[1]);
    return TRUE;
}

gboolean
collect_refusal_holds(const SourceConfig *config, const char *secret)
{
    char mark[SOURCE_REFUSAL_MAX];
    if (!config->refusal || strlen(config->refusal->mark) <= SALT_DIGITS)
        return FALSE;
    return compute(config, secret, config->refusal->mark, mark) &&
           strcmp(mark, config->refusal->mark) == 0;
}

void
collect_refusal_note(const SourceConfig *config, const char *secret)
{
    guint32 random;
    char salt[SALT_DIGITS + 1];
    if (!config->refusal || gnutls_rnd(GNUTLS_RND_NONCE, &random, sizeof random) < 0)
        return;
    g_snprintf(salt, sizeof salt, "%08x", random);
    config->refusal->is_new = compute(config, secret, salt, config->refusal->mark);
}
