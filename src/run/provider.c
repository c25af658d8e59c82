/* SPDX-License-Identifier: MIT
 * The table of providers. Companies with a domain of their own are not in it: their server is theirs to tell. */
#include "run/provider.h"
#include <string.h>

static const Provider providers[] = {
    { "gmail.com googlemail.com", "Google", "imap.gmail.com", 993, "implicit", PROVIDER_APP_PASSWORD },
    { "outlook.com hotmail.com live.com msn.com hotmail.se live.se", "Microsoft", "outlook.office365.com", 993, "implicit",
      PROVIDER_TOKEN },
    { "icloud.com me.com mac.com", "Apple", "imap.mail.me.com", 993, "implicit", PROVIDER_APP_PASSWORD },
    { "yahoo.com yahoo.se ymail.com rocketmail.com", "Yahoo", "imap.mail.yahoo.com", 993, "implicit", PROVIDER_APP_PASSWORD },
    { "aol.com", "AOL", "imap.aol.com", 993, "implicit", PROVIDER_APP_PASSWORD },
    { "fastmail.com fastmail.fm", "Fastmail", "imap.fastmail.com", 993, "implicit", PROVIDER_APP_PASSWORD },
    { "gmx.net gmx.de gmx.at gmx.ch", "GMX", "imap.gmx.net", 993, "implicit", PROVIDER_PASSWORD },
    { "gmx.com", "GMX", "imap.gmx.com", 993, "implicit", PROVIDER_PASSWORD },
    { "web.de", "WEB.DE", "imap.web.de", 993, "implicit", PROVIDER_PASSWORD },
    { "mailbox.org", "mailbox.org", "imap.mailbox.org", 993, "implicit", PROVIDER_PASSWORD },
    { "posteo.de posteo.net", "Posteo", "posteo.de", 993, "implicit", PROVIDER_PASSWORD },
    { "zoho.com", "Zoho", "imap.zoho.com", 993, "implicit", PROVIDER_APP_PASSWORD },
    { "zoho.eu", "Zoho", "imap.zoho.eu", 993, "implicit", PROVIDER_APP_PASSWORD },
    { "proton.me protonmail.com pm.me", "Proton", "127.0.0.1", 1143, "starttls", PROVIDER_BRIDGE },
};

const Provider *
run_provider_find(const char *domain)
{
    for (gsize i = 0; i < G_N_ELEMENTS(providers); i++) {
        g_auto(GStrv) domains = g_strsplit(providers[i].domains, " ", -1);
        if (g_strv_contains((const char *const *)domains, domain))
            return &providers[i];
    }
    return NULL;
}
