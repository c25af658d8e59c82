/* SPDX-License-Identifier: MIT
 * What a refusal means: throttled, no access, wrong credentials, or just no. Pure. */
#pragma once
#include "collect/imap-filter.h"

/* Sets ERROR to what the server said when it refused WHAT ("EXAMINE INBOX"); ALERT may be NULL. TRY_LATER, or ASK_USER if a person
 * must act. Returns FALSE. */
gboolean collect_imap_reply_fail(GError **error, const char *host, const char *what, const ImapStatus *status, const char *alert);
/* The same for a refused login of USER; IS_TOKEN with XOAUTH2. CHALLENGE is the base64 JSON of the refusal or NULL. */
gboolean collect_imap_reply_fail_login(GError **error, const char *host, const char *user, gboolean is_token, const ImapStatus *status,
                                       const char *alert, const char *challenge);
/* TRUE if the refusal is about one message, so that asking for fewer may help; FALSE if it would be repeated (throttle, limits). */
gboolean collect_imap_reply_is_local(const ImapStatus *status);
