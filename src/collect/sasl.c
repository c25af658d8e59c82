/* SPDX-License-Identifier: MIT
 * The client's side of each mechanism. */
#include "collect/sasl.h"
#include <glib/gi18n.h>
#include <gnutls/crypto.h>
#include <string.h>
#include "base/error.h"
#include "collect/sasl-scram.h"

typedef struct {
    const char *name;
    gboolean begins;
    /* The answer in bytes, RET_LENGTH of them; caller wipes. CHALLENGE is decoded, NUL behind it.
     */
    char *(*answer)(Sasl *sasl, const char *challenge, gsize length, gsize *ret_length,
                    GError **error);
} Mechanism;

struct Sasl {
    SaslWords words;
    const Mechanism *mechanism;
    guint step;
    char *refusal;
    SaslScram *scram;
};

void
collect_sasl_wipe(char *text)
{
    if (text)
        explicit_bzero(text, strlen(text));
    g_free(text);
}

static char *
senseless(GError **error)
{
    fail(error, FAIL_TRY_LATER, N_("a challenge that cannot be read"));
    return NULL;
}

/* NUL user NUL password. */
static char *
answer_plain(Sasl *sasl, const char *challenge, gsize length G_GNUC_UNUSED, gsize *ret_length,
             GError **error)
{
    if (challenge && *challenge)
        return senseless(error);
    gsize user = strlen(sasl->words.user), secret = strlen(sasl->words.secret);
    char *bytes = g_malloc(user + secret + 2);
    bytes[0] = bytes[user + 1] = '\0';
    memcpy(bytes + 1, sasl->words.user, user);
    memcpy(bytes + user + 2, sasl->words.secret, secret);
    *ret_length = user + secret + 2;
    return bytes;
}

static char *
answer_cram(Sasl *sasl, const char *challenge, gsize length, gsize *ret_length, GError **error)
{
    guint8 digest[16];
    const SaslWords *words = &sasl->words;
    if (sasl->step > 1 || length == 0 ||
        gnutls_hmac_fast(GNUTLS_MAC_MD5, words->secret, strlen(words->secret), challenge, length,
                         digest) < 0)
        return senseless(error);
    GString *text = g_string_new(words->user);
    g_string_append_c(text, ' ');
    for (gsize i = 0; i < sizeof digest; i++)
        g_string_append_printf(text, "%02x", digest[i]);
    *ret_length = text->len;
    return g_string_free(text, FALSE);
}

static char *
answer_scram(Sasl *sasl, const char *challenge, gsize length, gsize *ret_length, GError **error)
{
    if (challenge && length != strlen(challenge))
        return senseless(error);
    char *text = collect_sasl_scram_answer(sasl->scram, challenge, error);
    *ret_length = text ? strlen(text) : 0;
    return text;
}

/* The second answer only takes note of why the first was refused. */
static char *
note_refusal(Sasl *sasl, const char *challenge, gsize length, const char *answer, gsize *ret_length)
{
    g_free(sasl->refusal);
    sasl->refusal = g_utf8_make_valid(challenge, (gssize)length);
    *ret_length = strlen(answer);
    return g_strdup(answer);
}

static char *
answer_xoauth2(Sasl *sasl, const char *challenge, gsize length, gsize *ret_length,
               GError **error G_GNUC_UNUSED)
{
    if (sasl->step > 1)
        return note_refusal(sasl, challenge, length, "", ret_length);
    char *text =
        g_strdup_printf("user=%s\001auth=Bearer %s\001\001", sasl->words.user, sasl->words.secret);
    *ret_length = strlen(text);
    return text;
}

static char *
answer_bearer(Sasl *sasl, const char *challenge, gsize length, gsize *ret_length,
              GError **error G_GNUC_UNUSED)
{
    const SaslWords *words = &sasl->words;
    if (sasl->step > 1)
        return note_refusal(sasl, challenge, length, "\001", ret_length);
    g_autofree char *user = collect_sasl_scram_name(words->user);
    char *text = g_strdup_printf("n,a=%s,\001host=%s\001port=%d\001auth=Bearer %s\001\001", user,
                                 words->host, words->port, words->secret);
    *ret_length = strlen(text);
    return text;
}

static const Mechanism mechanisms[] = {
    {"PLAIN", TRUE, answer_plain},        {"XOAUTH2", TRUE, answer_xoauth2},
    {"OAUTHBEARER", TRUE, answer_bearer}, {"CRAM-MD5", FALSE, answer_cram},
    {"SCRAM-SHA-1", TRUE, answer_scram},  {"SCRAM-SHA-256", TRUE, answer_scram},
};

Sasl *
collect_sasl_new(const SaslWords *words)
{
    for (gsize i = 0; i < G_N_ELEMENTS(mechanisms); i++) {
        if (g_strcmp0(mechanisms[i].name, words->mechanism) != 0)
            continue;
        Sasl *sasl = g_new0(Sasl, 1);
        sasl->words = *words;
        sasl->mechanism = &mechanisms[i];
        if (mechanisms[i].answer == answer_scram)
            sasl->scram = collect_sasl_scram_new(words);
        return sasl;
    }
    return NULL;
}

void
collect_sasl_free(Sasl *sasl)
{
    if (!sasl)
        return;
    collect_sasl_scram_free(sasl->scram);
    g_free(sasl->refusal);
    g_free(sasl);
}

gboolean
collect_sasl_begins(const Sasl *sasl)
{
    return sasl->mechanism->begins;
}

gboolean
collect_sasl_is_complete(const Sasl *sasl)
{
    return sasl->scram ? collect_sasl_scram_is_proven(sasl->scram) : sasl->step > 0;
}

const char *
collect_sasl_refusal(const Sasl *sasl)
{
    return sasl->refusal;
}

/* Decoded, with a NUL behind it. NULL if it is not base64. */
static char *
decode(const char *base64, gsize *ret_length)
{
    gsize n = strlen(base64);
    if (n % 4 != 0 ||
        strspn(base64, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=") != n)
        return NULL;
    char *bytes = g_malloc(n / 4 * 3 + 4);
    int state = 0;
    guint save = 0;
    *ret_length = g_base64_decode_step(base64, n, (guchar *)bytes, &state, &save);
    bytes[*ret_length] = '\0';
    return bytes;
}

char *
collect_sasl_respond(Sasl *sasl, const char *challenge, GError **error)
{
    gsize length = 0, n = 0;
    g_autofree char *bytes = challenge ? decode(challenge, &length) : NULL;
    if (challenge && !bytes)
        return senseless(error);
    sasl->step++;
    char *answer = sasl->mechanism->answer(sasl, bytes, length, &n, error);
    if (!answer)
        return NULL;
    char *encoded = g_base64_encode((const guchar *)answer, n);
    explicit_bzero(answer, n);
    g_free(answer);
    return encoded;
}
