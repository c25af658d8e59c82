/* SPDX-License-Identifier: MIT
 * TLS by GnuTLS: verification inside the handshake, before a byte of ours is sent. */
#include "collect/imap-tls.h"
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <gnutls/x509.h>
#include <string.h>
#include "base/error.h"
#include "base/wording.h"

#define PRIORITY "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

void
collect_imap_tls_clear(ImapTls *tls)
{
    if (tls->session)
        gnutls_deinit(tls->session);
    if (tls->credentials)
        gnutls_certificate_free_credentials(tls->credentials);
    g_free(tls->name);
    *tls = (ImapTls){0};
}

/* Reading the system's store costs more than all the rest of a short session: where the user names
 * a file, it is tried alone first. */
static gboolean
load_trust(ImapTls *tls, const char *ca_file, GError **error)
{
    tls->has_system_trust = !ca_file;
    if (!ca_file) {
        gnutls_certificate_set_x509_system_trust(
            tls->credentials); /* none at all is found out in the handshake */
        return TRUE;
    }
    int r = gnutls_certificate_set_x509_trust_file(tls->credentials, ca_file, GNUTLS_X509_FMT_PEM);
    return r > 0 || fail(error, FAIL_BAD_INPUT, N_("%s: no certificate can be read: %s"), ca_file,
                         gnutls_strerror(r));
}

/* Called within the handshake, when the server has shown its chain. */
static int
verify(gnutls_session_t session)
{
    ImapTls *tls = gnutls_session_get_ptr(session);
    int r = gnutls_certificate_verify_peers3(session, tls->name, &tls->status);
    if (r >= 0 && (tls->status & GNUTLS_CERT_SIGNER_NOT_FOUND) && !tls->has_system_trust) {
        tls->has_system_trust = TRUE;
        gnutls_certificate_set_x509_system_trust(tls->credentials);
        r = gnutls_certificate_verify_peers3(session, tls->name, &tls->status);
    }
    return r < 0 ? r : tls->status ? GNUTLS_E_CERTIFICATE_VERIFICATION_ERROR : 0;
}

/* A name is told to the server (SNI) and must be in the certificate; an address must be among its
 * IP addresses and is not told. */
static void
set_host(ImapTls *tls, const char *host)
{
    char *ascii = g_hostname_to_ascii(host);
    tls->name = ascii ? ascii : g_strdup(host);
    if (!g_hostname_is_ip_address(tls->name))
        gnutls_server_name_set(tls->session, GNUTLS_NAME_DNS, tls->name, strlen(tls->name));
    gnutls_session_set_ptr(tls->session, tls);
    gnutls_certificate_set_verify_function(tls->credentials, verify);
}

gboolean
collect_imap_tls_prepare(ImapTls *tls, const char *host, const char *ca_file, int fd,
                         GError **error)
{
    if (gnutls_certificate_allocate_credentials(&tls->credentials) < 0 ||
        !load_trust(tls, ca_file, error))
        return FALSE;
    int r = gnutls_init(&tls->session, GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL);
    if (r >= 0)
        r = gnutls_priority_set_direct(tls->session, PRIORITY, NULL);
    if (r >= 0)
        r = gnutls_credentials_set(tls->session, GNUTLS_CRD_CERTIFICATE, tls->credentials);
    if (r < 0)
        return fail(error, FAIL_BUG, "%s: TLS cannot begin: %s", host, gnutls_strerror(r));
    set_host(tls, host);
    gnutls_transport_set_int(tls->session, fd);
    gnutls_handshake_set_timeout(tls->session, GNUTLS_INDEFINITE_TIMEOUT); /* ours is absolute */
    return TRUE;
}

/* The most telling of the things that are wrong. */
static const char *
describe_status(unsigned status)
{
    static const struct {
        unsigned flag;
        const char *text;
    } reasons[] = {
        {GNUTLS_CERT_REVOKED, N_("certificate is revoked")},
        {GNUTLS_CERT_SIGNER_NOT_FOUND, N_("certificate is not trusted: its issuer is unknown")},
        {GNUTLS_CERT_SIGNER_NOT_CA, N_("certificate is not trusted: its issuer is no authority")},
        {GNUTLS_CERT_EXPIRED, N_("certificate has expired")},
        {GNUTLS_CERT_NOT_ACTIVATED, N_("certificate is not valid yet")},
        {GNUTLS_CERT_UNEXPECTED_OWNER,
         N_("certificate is for another host, its name does not match")},
        {GNUTLS_CERT_INSECURE_ALGORITHM,
         N_("certificate is not trusted: its algorithm is insecure")},
        {GNUTLS_CERT_SIGNATURE_FAILURE, N_("certificate is not trusted: its signature is wrong")},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(reasons); i++)
        if (status & reasons[i].flag)
            return _(reasons[i].text);
    return wording_word(N_("certificate is not trusted"));
}

gboolean
collect_imap_tls_fail(const ImapTls *tls, const char *host, int code, GError **error)
{
    if (code == GNUTLS_E_CERTIFICATE_VERIFICATION_ERROR)
        return fail(error, FAIL_TRY_LATER, "%s: %s", host, describe_status(tls->status));
    gboolean is_alert = code == GNUTLS_E_FATAL_ALERT_RECEIVED;
    if (code == GNUTLS_E_UNSUPPORTED_VERSION_PACKET ||
        (is_alert && gnutls_alert_get(tls->session) == GNUTLS_A_PROTOCOL_VERSION))
        return fail(error, FAIL_TRY_LATER,
                    N_("%s: TLS failed: the server speaks no TLS 1.2 or later"), host);
    if (code == GNUTLS_E_UNEXPECTED_PACKET_LENGTH || code == GNUTLS_E_UNEXPECTED_PACKET)
        return fail(
            error, FAIL_TRY_LATER,
            N_("%s: TLS failed: the server does not answer with TLS (another port, or starttls?)"),
            host);
    if (is_alert) {
        const char *alert = gnutls_alert_get_name(gnutls_alert_get(tls->session));
        return fail(error, FAIL_TRY_LATER, N_("%s: TLS failed: the server says: %s"), host,
                    alert ? alert : "fatal alert");
    }
    return fail(error, FAIL_TRY_LATER, N_("%s: TLS failed: %s"), host, gnutls_strerror(code));
}

gnutls_session_t
collect_imap_tls_take(ImapTls *tls)
{
    gnutls_session_t session = g_steal_pointer(&tls->session);
    gnutls_credentials_clear(session);
    gnutls_session_set_ptr(session, NULL);
    g_clear_pointer(&tls->credentials, gnutls_certificate_free_credentials);
    return session;
}
