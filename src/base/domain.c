/* SPDX-License-Identifier: MIT
 * Domains: canonical form, and what they can prove (spec 16 B04). */
#include "base/address.h"
#include <idn2.h>
#include <libpsl.h>
#include <stdlib.h>
#include <string.h>

#define DOMAIN_MAX 253
#define LABEL_MAX 63

/* Providers anybody can join, sorted for bsearch. */
static const char *const providers[] = {
    "126.com",        "163.com",          "aim.com",        "aol.com",
    "bahnhof.se",     "blueyonder.co.uk", "bredband.net",   "bredband2.com",
    "btinternet.com", "comcast.net",      "comhem.se",      "disroot.org",
    "duck.com",       "email.com",        "fastmail.com",   "fastmail.fm",
    "fastmail.se",    "free.fr",          "freenet.de",     "glocalnet.net",
    "gmail.com",      "googlemail.com",   "hey.com",        "home.se",
    "hushmail.com",   "icloud.com",       "inbox.com",      "inbox.lv",
    "kolumbus.fi",    "laposte.net",      "libero.it",      "live.at",
    "live.be",        "live.ca",          "live.co.uk",     "live.com",
    "live.com.au",    "live.de",          "live.dk",        "live.fi",
    "live.fr",        "live.ie",          "live.it",        "live.nl",
    "live.no",        "live.se",          "luukku.com",     "mac.com",
    "mail.com",       "mail.dk",          "mail.ru",        "mailbox.org",
    "mailfence.com",  "me.com",           "msn.com",        "o2.pl",
    "online.no",      "orange.fr",        "ownit.nu",       "passagen.se",
    "pm.me",          "posteo.de",        "posteo.net",     "posteo.se",
    "proton.me",      "protonmail.ch",    "protonmail.com", "qq.com",
    "riseup.net",     "rocketmail.com",   "seznam.cz",      "spray.se",
    "suomi24.fi",     "swipnet.se",       "t-online.de",    "tele2.se",
    "telia.com",      "tiscali.it",       "tuta.com",       "tuta.io",
    "tutamail.com",   "tutanota.com",     "tutanota.de",    "virgilio.it",
    "wanadoo.fr",     "web.de",           "wp.pl",          "ya.ru",
    "yeah.net",       "ymail.com",        "zoho.com",       "zoho.eu",
    "zohomail.com",   "zohomail.eu",
};

/* Providers with a domain in most countries: NAME followed by a public suffix. */
static const char *const brands[] = {"gmx", "hotmail", "outlook", "yahoo", "yandex"};

/* Lower-cases DOMAIN in place; FALSE if it has a character, a label or a length that no host name
 * has. */
static gboolean
lower_host(char *domain)
{
    gsize label = 0;
    char *p = domain;
    for (; *p; p++) {
        if (*p == '.') {
            if (label == 0)
                return FALSE;
            label = 0;
            continue;
        }
        *p = g_ascii_tolower(*p);
        if (!g_ascii_isalnum(*p) && *p != '-' && *p != '_')
            return FALSE;
        if (++label > LABEL_MAX)
            return FALSE;
    }
    return label > 0 && p - domain <= DOMAIN_MAX;
}

static char *
to_a_labels(const char *domain)
{
    if (!g_utf8_validate(domain, -1, NULL))
        return NULL;
    char *made = NULL;
    int flags = IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT;
    if (idn2_to_ascii_8z(domain, &made, flags) != IDN2_OK)
        return NULL;
    char *result = g_strdup(made);
    idn2_free(made);
    return result;
}

char *
domain_canonical(const char *domain)
{
    if (!domain || strlen(domain) > ADDRESS_MAX)
        return NULL;
    g_autofree char *name = g_str_is_ascii(domain) ? g_strdup(domain) : to_a_labels(domain);
    if (!name)
        return NULL;
    gsize n = strlen(name);
    if (n > 0 && name[n - 1] == '.')
        name[n - 1] = '\0';
    return lower_host(name) ? g_steal_pointer(&name) : NULL;
}

gboolean
domain_is_under(const char *domain, const char *parent)
{
    gsize n = strlen(domain), m = strlen(parent);
    if (m == 0 || n < m || strcmp(domain + n - m, parent) != 0)
        return FALSE;
    return n == m || domain[n - m - 1] == '.';
}

gboolean
domain_is_public_suffix(const char *domain)
{
    return psl_is_public_suffix(psl_builtin(), domain) != 0;
}

static int
compare_names(const void *key, const void *entry)
{
    return strcmp(key, *(const char *const *)entry);
}

static gboolean
is_provider(const char *domain)
{
    return bsearch(domain, providers, G_N_ELEMENTS(providers), sizeof *providers, compare_names) !=
           NULL;
}

/* TRUE for "hotmail.co.uk", FALSE for "hotmail.satori.example": only a public suffix may follow. */
static gboolean
is_brand(const char *domain)
{
    for (gsize i = 0; i < G_N_ELEMENTS(brands); i++) {
        gsize n = strlen(brands[i]);
        if (strncmp(domain, brands[i], n) == 0 && domain[n] == '.')
            return domain_is_public_suffix(domain + n + 1);
    }
    return FALSE;
}

gboolean
domain_is_freemail(const char *domain)
{
    for (const char *p = domain; p; p = strchr(p, '.')) {
        if (*p == '.')
            p++;
        if (is_provider(p) || is_brand(p))
            return TRUE;
    }
    return FALSE;
}
