/* SPDX-License-Identifier: MIT
 * What a refusal means: throttled, no access, wrong credentials, or just no. Pure. */
#pragma once
#include "collect/imap-filter.h"

/* Sets ERROR to what the server said when it refused WHAT ("EXAMINE INBOX"); ALERT may be NULL. TRY_LATER, or ASK_USER if a person
 * must act. Returns FALSE. */
gboolean collect_imap_reply_fail(GError **error, const char *host, const char *what, const ImapStatus *status, const char *alert);
typedef struct { /* borrowed */
    const char *host, *user;
    gboolean is_token;
    const ImapStatus *status;
    const char *alert; /* or NULL */
    const char *json;  /* what the server says about a refused token, or NULL */
} ImapRefusedLogin;
/* The same for a login: what to do about it is told in words of our own where the server's are known. */
gboolean collect_imap_reply_fail_login(GError **error, const ImapRefusedLogin *refused);
/* TRUE if the login was accepted and there is no mailbox behind it all the same, in Microsoft's words. */
gboolean collect_imap_reply_is_unconnected(const ImapStatus *status);
/* TRUE if the refusal is about one message, so that asking for fewer may help; FALSE if it would be repeated (throttle, limits). */
gboolean collect_imap_reply_is_local(const ImapStatus *status);
