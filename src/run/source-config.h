/* SPDX-License-Identifier: MIT
 * The [mailbox NAME] and [calendar NAME] sections as their sources want them. */
#pragma once
#include "collect/feed.h"
#include "collect/source.h"
#include "run/profile.h"

/* Filled from the section; most texts are borrowed from the profile, paths are owned: clear it. NOW turns "365d" into an instant. */
SourceConfig run_source_mailbox(const Profile *profile, const char *name, gint64 now);
/* The first local day that the mailbox covers: DAY_NONE = all time. */
gint32 run_source_coverage(const Profile *profile, const char *name, gint64 now);
void run_source_mailbox_clear(SourceConfig *config);
FeedConfig run_source_calendar(const Profile *profile, const char *name);
void run_source_calendar_clear(FeedConfig *config);
