/* SPDX-License-Identifier: MIT
 * Whose an address is, by the tables that the ladder of `identify` reads too (spec 16 B04, B13). */
#pragma once
#include "base/option.h"
#include "keep/db.h"

typedef struct {
    gint64 account_id, contact_id; /* 0 = nobody's, no contact row */
    gboolean is_absent;            /* one of us, or on skip_person */
} EpisodeWhose;

typedef struct EpisodePeople EpisodePeople;
/* Remembers what it has looked up: lives no longer than one refresh. NULL on error. */
EpisodePeople *measure_episode_people_new(KeepDb *db, const Config *config, GError **error);
void measure_episode_people_free(EpisodePeople *people);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EpisodePeople, measure_episode_people_free)
/* Borrowed; NULL on error. */
const EpisodeWhose *measure_episode_whose(EpisodePeople *people, const char *addr, GError **error);
