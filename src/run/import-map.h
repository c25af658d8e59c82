/* SPDX-License-Identifier: MIT
 * Where maps of columns are found (cadens-import(5), MAPS). */
#pragma once
#include "run/profile.h"

/* The file that NAME means: a path if it has a slash or ends in .map, else NAME.map in maps/ beside the configuration, then among the shipped
 * ones. NOT_FOUND, naming those there are. Caller frees. */
char *run_import_map_path(const Profile *profile, const char *name, GError **error);
