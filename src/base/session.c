/* SPDX-License-Identifier: MIT
 * Whether there is a session bus to talk to. */
#include "base/session.h"
#include <string.h>

gboolean
session_bus_exists(void)
{
    const char *address = g_getenv("DBUS_SESSION_BUS_ADDRESS");
    if (address && *address)
        return !g_str_has_prefix(address, "autolaunch:");
    g_autofree char *socket = g_build_filename(g_get_user_runtime_dir(), "bus", NULL);
    return g_file_test(socket, G_FILE_TEST_EXISTS);
}
