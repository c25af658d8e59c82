/* SPDX-License-Identifier: MIT
 * Logging in: PLAIN, LOGIN or XOAUTH2. */
#pragma once
#include "collect/imap-session.h"

/* Reads the secret and logs in. ASK_USER if it is refused or missing, TRY_LATER if the server is busy or the connection fails. */
gboolean collect_imap_login(ImapSession *session, const SourceConfig *config, GCancellable *cancellable, GError **error);
/* TRUE if the login is by a token and asking for it again may bring another one. */
gboolean collect_imap_login_can_renew(const SourceConfig *config);
