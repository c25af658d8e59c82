/* SPDX-License-Identifier: MIT
 * Calls of services on the session bus that keep secrets, with an end to waiting. */
#pragma once
#include <gio/gio.h>

/* The session bus; TRY_LATER without one. OWNER names the source in messages. Caller unrefs. */
GDBusConnection *collect_secret_bus(const char *owner, GError **error);
/* Calls NAME at PATH ("org.x.Interface.Method"), checks the type of the answer ("(so)"), and wipes nothing: the caller owns what is in it.
 * ARGUMENTS may be floating. Errors are those of GDBus; one in words that can be shown is made of them by the caller. */
GVariant *collect_secret_bus_call(GDBusConnection *bus, const char *name, const char *path, const char *method, GVariant *arguments,
                                  const char *type, GCancellable *cancellable, GError **error);
/* TRUE if WHY says that nobody on the bus offers the service. */
gboolean collect_secret_bus_is_absent(const GError *why);
