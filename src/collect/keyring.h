/* SPDX-License-Identifier: MIT
 * The keyring of the desktop: the Secret Service of GNOME, KDE and KeePassXC (org.freedesktop.secrets), spoken without a library of
 * its own, so that a locked keyring can be told from an empty one. */
#pragma once
#include <gio/gio.h>

/* ATTRIBUTES are pairs by shell quoting rules, as secret-tool(1) takes them: "service imap user anna". The secret of the first item that
 * has them all. ASK_USER: there is none; TRY_LATER: no keyring, or it is locked; BAD_INPUT: no pairs. Nobody is asked to unlock anything.
 * OWNER names the source in messages. Free with collect_secret_free. */
char *collect_keyring_read(const char *owner, const char *attributes, GCancellable *cancellable, GError **error);
/* Puts SECRET in the default keyring, in place of one with the same attributes. Errors as above. */
gboolean collect_keyring_store(const char *owner, const char *attributes, const char *label, const char *secret, GCancellable *cancellable,
                               GError **error);
/* TRUE if there is a keyring that can be asked. */
gboolean collect_keyring_exists(void);
