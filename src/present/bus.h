/* SPDX-License-Identifier: MIT
 * D-Bus name org.cadens.Cadens1 on the session bus: Sync, Status, and a signal when something became due. Glue only. */
#pragma once
#include <gio/gio.h>

#define PRESENT_BUS_NAME "org.cadens.Cadens1"
#define PRESENT_BUS_PATH "/org/cadens/Cadens1"
typedef struct {
    gboolean (*sync)(const char *source /* "" = all */, gpointer data); /* poll now; FALSE = no source has this name */
    char *(*status)(gpointer data);                                   /* JSON of `status`; caller frees */
    void (*changed)(gpointer data);                                   /* the command line wrote: look again */
    void (*lost)(gpointer data);                                      /* another instance owns the name */
    gpointer data;
} BusHandlers;
typedef struct Bus Bus;
/* Owns the name (DO_NOT_QUEUE) when there is a session bus; works without one. Never exits the process with the bus. */
Bus *present_bus_new(const BusHandlers *handlers);
void present_bus_free(Bus *bus);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Bus, present_bus_free)
void present_bus_due(Bus *bus, guint count, const char *title); /* emits BecameDue */
/* From the command line, no auto-start, 2 s: TRUE if a daemon answered. METHOD "Sync" (with ARG), "Changed", "Status" (*RET_TEXT). */
gboolean present_bus_call(const char *method, const char *arg, char **ret_text);

/* sd_notify without libsystemd: "READY=1", "STATUS=...", "RELOADING=1", "WATCHDOG=1", "STOPPING=1". No-op without NOTIFY_SOCKET. */
void present_supervisor_notify(const char *state);
/* Interval of WATCHDOG_USEC for this process in ms, 0 = none. */
guint present_supervisor_watchdog(void);
