/* SPDX-License-Identifier: MIT
 * The three messages of SCRAM on the primitives of GnuTLS. */
#include "collect/sasl-scram.h"
#include <glib/gi18n.h>
#include <gnutls/crypto.h>
#include <string.h>
#include "base/error.h"

enum {
    HASH_MAX = 32,
    NONCE_BYTES = 18,
    ITERATIONS_MAX = 1000000 /* about a second; more would be an attack on our processor */
};

struct SaslScram {
    SaslWords words;
    gnutls_mac_algorithm_t mac;
    gnutls_digest_algorithm_t digest;
    gsize size; /* bytes of a hash */
    guint step;
    char *nonce;               /* ours */
    char *first;               /* client-first-message-bare */
    guint8 expected[HASH_MAX]; /* the server's signature */
    gboolean is_proven;
};

static gboolean
is_dropped(gunichar c) /* RFC 3454 table B.1 */
{
    return c == 0xAD || c == 0x34F || c == 0x1806 || (c >= 0x180B && c <= 0x180D) ||
           (c >= 0x200B && c <= 0x200D) || c == 0x2060 || (c >= 0xFE00 && c <= 0xFE0F) ||
           c == 0xFEFF;
}

char *
collect_sasl_prepare(const char *text)
{
    if (!g_utf8_validate(text, -1, NULL))
        return NULL;
    GString *kept = g_string_sized_new(strlen(text) + 1); /* never moved: wiped whole */
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (!is_dropped(g_utf8_get_char(p)))
            g_string_append_len(kept, p, g_utf8_next_char(p) - p);
    char *normal = g_utf8_normalize(kept->str, -1, G_NORMALIZE_NFKC);
    collect_sasl_wipe(g_string_free(kept, FALSE));
    return normal;
}

char *
collect_sasl_scram_name(const char *name)
{
    GString *text = g_string_new(NULL);
    for (; *name; name++) {
        if (*name == '=')
            g_string_append(text, "=3D");
        else if (*name == ',')
            g_string_append(text, "=2C");
        else
            g_string_append_c(text, *name);
    }
    return g_string_free(text, FALSE);
}

SaslScram *
collect_sasl_scram_new(const SaslWords *words)
{
    gboolean is_long = g_str_equal(words->mechanism, "SCRAM-SHA-256");
    SaslScram *scram = g_new0(SaslScram, 1);
    scram->words = *words;
    scram->mac = is_long ? GNUTLS_MAC_SHA256 : GNUTLS_MAC_SHA1;
    scram->digest = is_long ? GNUTLS_DIG_SHA256 : GNUTLS_DIG_SHA1;
    scram->size = is_long ? 32 : 20;
    return scram;
}

void
collect_sasl_scram_free(SaslScram *scram)
{
    if (!scram)
        return;
    g_free(scram->nonce);
    g_free(scram->first);
    explicit_bzero(scram, sizeof *scram);
    g_free(scram);
}

gboolean
collect_sasl_scram_is_proven(const SaslScram *scram)
{
    return scram->is_proven;
}

static char *
begin(SaslScram *scram, GError **error)
{
    guint8 bytes[NONCE_BYTES];
    if (gnutls_rnd(GNUTLS_RND_NONCE, bytes, sizeof bytes) < 0)
        return fail(error, FAIL_BUG, "no random numbers"), NULL;
    scram->nonce =
        scram->words.nonce ? g_strdup(scram->words.nonce) : g_base64_encode(bytes, sizeof bytes);
    g_autofree char *prepared = collect_sasl_prepare(scram->words.user);
    g_autofree char *name = collect_sasl_scram_name(prepared ? prepared : scram->words.user);
    scram->first = g_strdup_printf("n=%s,r=%s", name, scram->nonce);
    return g_strconcat("n,,", scram->first, NULL);
}

typedef struct { /* server-first-message */
    char *nonce;
    guint8 *salt;
    gsize salt_length;
    guint64 iterations;
} ServerFirst;

static void
server_first_clear(ServerFirst *first)
{
    g_free(first->nonce);
    g_free(first->salt);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ServerFirst, server_first_clear)

/* r=...,s=...,i=...[,extensions]; a mandatory extension (m=) comes first and is none that we know
 * (RFC 5802 §5.1). */
static gboolean
read_first(const SaslScram *scram, const char *message, ServerFirst *ret)
{
    g_auto(GStrv) parts = g_strsplit(message, ",", -1);
    if (g_strv_length(parts) < 3 || !g_str_has_prefix(parts[0], "r=") ||
        !g_str_has_prefix(parts[1], "s=") || !g_str_has_prefix(parts[2], "i="))
        return FALSE;
    ret->nonce = g_strdup(parts[0] + 2);
    ret->salt = g_base64_decode(parts[1] + 2, &ret->salt_length);
    return g_str_has_prefix(ret->nonce, scram->nonce) &&
           strlen(ret->nonce) > strlen(scram->nonce) && ret->salt_length > 0 &&
           g_ascii_string_to_unsigned(parts[2] + 2, 10, 1, ITERATIONS_MAX, &ret->iterations, NULL);
}

static gboolean
sign(const SaslScram *scram, const guint8 *key, const char *text, guint8 *ret)
{
    return gnutls_hmac_fast(scram->mac, key, scram->size, text, strlen(text), ret) >= 0;
}

static gboolean
salt_password(const SaslScram *scram, const ServerFirst *first, guint8 *ret)
{
    char *prepared = collect_sasl_prepare(scram->words.secret);
    const char *password = prepared ? prepared : scram->words.secret;
    gnutls_datum_t key = {(unsigned char *)(gpointer)password, (unsigned)strlen(password)};
    gnutls_datum_t salt = {first->salt, (unsigned)first->salt_length};
    int r = gnutls_pbkdf2(scram->mac, &key, &salt, (unsigned)first->iterations, ret, scram->size);
    collect_sasl_wipe(prepared);
    return r >= 0;
}

/* PROOF and the signature that the server owes, over AUTH (RFC 5802 §3). */
static gboolean
compute(SaslScram *scram, const ServerFirst *first, const char *auth, guint8 *proof)
{
    guint8 salted[HASH_MAX], client[HASH_MAX], stored[HASH_MAX], server[HASH_MAX];
    gboolean ok = salt_password(scram, first, salted) &&
                  sign(scram, salted, "Client Key", client) &&
                  gnutls_hash_fast(scram->digest, client, scram->size, stored) >= 0 &&
                  sign(scram, stored, auth, proof) && sign(scram, salted, "Server Key", server) &&
                  sign(scram, server, auth, scram->expected);
    for (gsize i = 0; ok && i < scram->size; i++)
        proof[i] ^= client[i];
    explicit_bzero(salted, sizeof salted);
    explicit_bzero(client, sizeof client);
    explicit_bzero(stored, sizeof stored);
    explicit_bzero(server, sizeof server);
    return ok;
}

static char *
prove(SaslScram *scram, const char *message, GError **error)
{
    g_auto(ServerFirst) first = {0};
    guint8 proof[HASH_MAX];
    if (!read_first(scram, message, &first))
        return fail(error, FAIL_TRY_LATER, N_("a challenge that cannot be read")), NULL;
    g_autofree char *bare = g_strdup_printf("c=biws,r=%s", first.nonce); /* base64 of "n,," */
    g_autofree char *auth = g_strjoin(",", scram->first, message, bare, NULL);
    if (!compute(scram, &first, auth, proof))
        return fail(error, FAIL_TRY_LATER, N_("a challenge that cannot be read")), NULL;
    g_autofree char *encoded = g_base64_encode(proof, scram->size);
    return g_strdup_printf("%s,p=%s", bare, encoded);
}

/* The server's own proof; or e=..., after which it refuses the login itself. */
static char *
check(SaslScram *scram, const char *message, GError **error)
{
    if (g_str_has_prefix(message, "e="))
        return g_strdup("");
    g_autofree char *encoded = g_base64_encode(scram->expected, scram->size);
    g_autofree char *due = g_strconcat("v=", encoded, NULL);
    scram->is_proven =
        strlen(message) == strlen(due) && gnutls_memcmp(message, due, strlen(due)) == 0;
    if (!scram->is_proven)
        return fail(error, FAIL_TRY_LATER,
                    N_("it cannot prove that it knows the password: is it the right server?")),
               NULL;
    return g_strdup("");
}

char *
collect_sasl_scram_answer(SaslScram *scram, const char *message, GError **error)
{
    scram->step++;
    if (scram->step == 1 && !message)
        return begin(scram, error);
    if (scram->step == 2 && message)
        return prove(scram, message, error);
    if (scram->step == 3 && message)
        return check(scram, message, error);
    fail(error, FAIL_TRY_LATER, N_("a challenge that cannot be read"));
    return NULL;
}
