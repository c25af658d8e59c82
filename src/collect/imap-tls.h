/* SPDX-License-Identifier: MIT
 * Whom we speak TLS with, and what we say when we do not trust them. */
#pragma once
#include <glib.h>
#include <gnutls/gnutls.h>

typedef struct {
    gnutls_session_t session;
    gnutls_certificate_credentials_t credentials;
    char *name;      /* what the certificate must name */
    unsigned status; /* what is wrong with it, GNUTLS_CERT_... */
    gboolean has_system_trust;
} ImapTls;
void collect_imap_tls_clear(ImapTls *tls);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ImapTls, collect_imap_tls_clear)
/* A session on FD, ready for the handshake: TLS >= 1.2, system trust plus CA_FILE (may be NULL), host verified within the handshake, until
 * which TLS must stay where it is. */
gboolean collect_imap_tls_prepare(ImapTls *tls, const char *host, const char *ca_file, int fd, GError **error);
/* Sets ERROR to why the handshake failed with CODE; returns FALSE. */
gboolean collect_imap_tls_fail(const ImapTls *tls, const char *host, int code, GError **error);
/* The session after the handshake; caller deinits. The trust store is freed: no later handshake needs it. */
gnutls_session_t collect_imap_tls_take(ImapTls *tls);
