/* SPDX-License-Identifier: MIT
 * What a poll does not show any more; nobody outside of `keep` includes it. */
#pragma once
#include "keep/occurrence.h"

/* PRESENT is the set of all UIDs that a good poll shows. */
gboolean keep_absence_note(const KeepPolling *polling, GHashTable *present, GError **error);
