/* SPDX-License-Identifier: MIT
 * Waiting for the server to speak (RFC 2177). */
#pragma once
#include "collect/imap-session.h"

typedef enum { IMAP_IDLE_WOKEN, IMAP_IDLE_TIMER, IMAP_IDLE_REFUSED, IMAP_IDLE_FAILED } ImapIdle;
/* Idles in the open folder until something happened there, or WAKE_FD is readable (a timer; not read here). REFUSED: this server does not
 * idle. FAILED: the connection is dead or the wait was cancelled, error set. */
ImapIdle collect_imap_idle(ImapSession *session, int wake_fd, GError **error);
/* The same without IDLE: waits for the timer, or for the connection to die. */
ImapIdle collect_imap_idle_without(ImapSession *session, int wake_fd, GError **error);
/* A timer that goes off every MINUTES, also counting the time the machine is asleep. -1 with ERROR set on failure. */
int collect_imap_idle_timer(int minutes, GError **error);
/* Forgets that it went off; FALSE if it did not. */
gboolean collect_imap_idle_timer_reset(int timer);
