/* SPDX-License-Identifier: MIT
 * Whether there is a session bus to talk to. */
#pragma once
#include <glib.h>

/* TRUE if an address is known. Without this question GDBus would start a bus of its own through
 * dbus-launch as soon as there is a display, and everybody would talk to nobody. */
gboolean session_bus_exists(void);
