/* SPDX-License-Identifier: MIT
 * One mbox file as a mail source (17-D2): one folder, read only. */
#pragma once
#include "collect/source.h"

/* One pass over the file config->path. BAD_INPUT if it cannot be read or is no mbox. */
gboolean collect_mbox_sync(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error);
/* UIDs of the messages in the file; one not yet synced has the UID that a sync would give it. (of CollectFolderUids*) */
GPtrArray *collect_mbox_uids(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error);
