/* SPDX-License-Identifier: MIT
 * What a bubble is made of, in the form that a notification server takes. Only for the notifier's
 * own thread. */
#pragma once
#include <libnotify/notify.h>
#include "present/notify.h"

NotifierBubble *present_bubble_copy(const NotifierBubble *bubble);
void present_bubble_free(NotifierBubble *bubble);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NotifierBubble, present_bubble_free)

typedef struct { /* what the server said it can do */
    gboolean markup, actions;
} BubbleServer;
/* Asks the server; blocks. */
BubbleServer present_bubble_server(void);
/* NOTE, or a new one when it is NULL, filled from BUBBLE; not yet shown. CALLBACK gets every
 * action. Caller owns a new one. */
NotifyNotification *present_bubble_fill(NotifyNotification *note, const NotifierBubble *bubble,
                                        const BubbleServer *server, NotifyActionCallback callback,
                                        gpointer data);
