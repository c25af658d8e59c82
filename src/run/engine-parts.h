/* SPDX-License-Identifier: MIT
 * What the files of the engine share; nobody else includes it. */
#pragma once
#include "identify/keyword.h"
#include "run/engine.h"

struct Engine {
    const Profile *profile;
    KeepDb *db;
    gint64 fixed_now;
    IdentifyKeywords *keywords; /* NULL = to be read */
    IdentifyIndex *index; /* NULL = to be built; dropped whenever a burst of settling ends */
    GArray *touched;      /* of gint64: accounts settled since what is due was last evaluated; no more are kept than are evaluated by themselves, and one */
    gint32 complete_day;  /* on which everything was last evaluated; 0 = never */
};
/* Meetings without guests are to be settled again when accounts came, went or are called otherwise. */
gboolean run_engine_follow_names(Engine *engine, GError **error);
/* The index of the ladder, made anew when it was dropped: with thousands of accounts that takes as long as a letter does. */
gboolean run_engine_ensure_index(Engine *engine, GError **error);
