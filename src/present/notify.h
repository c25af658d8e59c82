/* SPDX-License-Identifier: MIT
 * Desktop notifications through libnotify, confined to a thread of its own, because each of its calls may block for 25 s. State lives
 * in the database; a bubble is only a view of it. */
#pragma once
#include <glib.h>

typedef struct Notifier Notifier;
/* A person pressed ACTION ("default", "done", "morning", "wrong", "snooze", "open", "report") on the bubble tagged TAG, or closed it ("closed"). Called in the
 * GMainContext that was thread-default when the notifier was made. */
typedef void (*NotifierAction)(const char *tag, const char *action, gpointer data);
/* A server appeared (TRUE) or vanished; same context. On appearance the owner re-posts what is open. */
typedef void (*NotifierServer)(gboolean present, gpointer data);
/* One at a time (libnotify is global). Works without a bus: then there is never a server. */
Notifier *present_notifier_new(NotifierAction action, NotifierServer server, gpointer data);
/* Closes the bubbles whose buttons would be dead, and waits at most a second for it. No callback comes after. */
void present_notifier_free(Notifier *notifier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Notifier, present_notifier_free)
gboolean present_notifier_has_server(const Notifier *notifier);
typedef struct {
    const char *tag;      /* "signal:12", "digest": the same tag replaces the bubble */
    const char *summary, *body; /* plain UTF-8; escaped here as the server needs */
    const char *category; /* "x-cadens.lead_stale" */
    gboolean with_actions; /* done, morning, snooze, open; a click ("default") is there unless it STAYS */
    gboolean with_report;  /* a button that opens what is to be read */
    gboolean may_be_wrong; /* and "wrong": of the account it names */
    gboolean stays;        /* when this program ends: no button would work, and it is not closed */
} NotifierBubble;
/* Copies; never blocks. Without a server nothing is shown or kept: what is open is posted again when one appears. */
void present_notifier_show(Notifier *notifier, const NotifierBubble *bubble);
void present_notifier_withdraw(Notifier *notifier, const char *tag);
