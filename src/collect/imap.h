/* SPDX-License-Identifier: MIT
 * IMAP mailboxes on libetpan with an own stream driver (../notes mail). Blocking; one connection, one thread. */
#pragma once
#include "collect/source.h"

gboolean collect_imap_sync(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error);
GPtrArray *collect_imap_uids(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error);
/* For the daemon: sync, then IDLE on INBOX (poll beside it) and sync again whenever something happened, on one connection, until
 * cancelled or the connection fails. AFTER_SYNC is called in this thread after each complete pass. */
gboolean collect_imap_watch(const SourceConfig *config, const SourceSink *sink, void (*after_sync)(gpointer data), gpointer data,
                            GCancellable *cancellable, GError **error);
/* Connects, logs in, lists folders, logs out: for `setup` and `doctor`. RET_FOLDERS of SourceFolder*. */
gboolean collect_imap_probe(const SourceConfig *config, GPtrArray **ret_folders, GCancellable *cancellable, GError **error);
