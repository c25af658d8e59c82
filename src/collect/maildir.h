/* SPDX-License-Identifier: MIT
 * Maildir and Maildir++ trees as a mail source (17-D2). Nothing in the tree is ever changed. */
#pragma once
#include "collect/source.h"

/* One pass over every folder below config->path. BAD_INPUT if that is no maildir. */
gboolean collect_maildir_sync(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error);
/* UIDs of the files that are there, per folder; a file not yet synced has the UID that a sync would give it. (of CollectFolderUids*) */
GPtrArray *collect_maildir_uids(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error);
