/* SPDX-License-Identifier: MIT
 * Proving who we are (SASL, RFC 4422): PLAIN (RFC 4616), CRAM-MD5 (RFC 2195), SCRAM-SHA-1 and SCRAM-SHA-256 (RFC 5802, 7677),
 * XOAUTH2 and OAUTHBEARER (RFC 7628). Pure: base64 in, base64 out. */
#pragma once
#include <glib.h>

typedef struct { /* borrowed while the exchange lasts */
    const char *mechanism; /* one of the names above */
    const char *user, *secret; /* the password, or the access token; no control characters */
    const char *host;      /* OAUTHBEARER tells it */
    int port;
    const char *nonce;     /* SCRAM; NULL = a random one (a test brings that of the RFC) */
} SaslWords;
typedef struct Sasl Sasl;
/* NULL if the mechanism is not known. */
Sasl *collect_sasl_new(const SaslWords *words);
void collect_sasl_free(Sasl *sasl); /* wipes what is secret in it */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sasl, collect_sasl_free)
/* TRUE if the client begins: CHALLENGE of the first call is then NULL. */
gboolean collect_sasl_begins(const Sasl *sasl);
/* The answer to CHALLENGE; wipe and free it with collect_sasl_wipe. NULL with TRY_LATER if the challenge makes no sense or the server
 * cannot show that it knows the password. */
char *collect_sasl_respond(Sasl *sasl, const char *challenge, GError **error);
/* TRUE if the server may say OK now: one that speaks SCRAM owes a proof of its own first. */
gboolean collect_sasl_is_complete(const Sasl *sasl);
/* What a server said when it refused a token (JSON), or NULL; not yet safe to show. Borrowed. */
const char *collect_sasl_refusal(const Sasl *sasl);
void collect_sasl_wipe(char *text);
/* RFC 4013 without its prohibitions: what SCRAM hashes. NULL if TEXT is not UTF-8. Caller wipes. */
char *collect_sasl_prepare(const char *text);
