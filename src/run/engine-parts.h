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
};
/* The index of the ladder, made anew when it was dropped. */
gboolean run_engine_ensure_index(Engine *engine, GError **error);
