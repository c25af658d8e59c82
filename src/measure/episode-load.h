/* SPDX-License-Identifier: MIT
 * What the database holds on one account, as events for the episode machine (spec 16 B12, C07, C13). */
#pragma once
#include "measure/episode-machine.h"
#include "measure/episode-person.h"

typedef struct EpisodeBounces EpisodeBounces;
/* Every bounce up to NOW with the message that it is about; shared by the accounts of one refresh. */
EpisodeBounces *measure_episode_bounces(KeepDb *db, gint64 now, GError **error);
void measure_episode_bounces_free(EpisodeBounces *bounces);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EpisodeBounces, measure_episode_bounces_free)

/* Messages, held meetings, connected calls, decisions of the account EXT_ID up to NOW. */
EpisodeInput *measure_episode_load(KeepDb *db, EpisodePeople *people, const EpisodeBounces *bounces, gint64 account_id,
                                   const char *ext_id, gint64 now, GError **error);
