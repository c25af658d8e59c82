/* SPDX-License-Identifier: MIT
 * libnotify, loaded with the first notification server that is seen: it brings a library of pictures and its formats. Only for the notifier's
 * own thread. */
#pragma once
#include <libnotify/notify.h>
#include "base/library.h"

#define NOTIFY_FUNCTIONS(X) \
    X(notify_get_server_caps) X(notify_init) X(notify_notification_add_action) \
    X(notify_notification_clear_actions) X(notify_notification_clear_hints) X(notify_notification_close) \
    X(notify_notification_get_closed_reason) X(notify_notification_new) X(notify_notification_set_category) \
    X(notify_notification_set_hint) X(notify_notification_set_timeout) X(notify_notification_set_urgency) \
    X(notify_notification_show) X(notify_notification_update) X(notify_uninit)

typedef struct {
    NOTIFY_FUNCTIONS(LIBRARY_FIELD)
} NotifyLibrary;
extern NotifyLibrary present_libnotify; /* good once it is loaded */
void present_notify_library_need(void);
