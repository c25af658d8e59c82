/* SPDX-License-Identifier: MIT
 * A file in the program that the user reads its kind with. */
#pragma once
#include <glib.h>

/* Hands PATH over, outside of this process's sandbox where a user manager runs; does not wait for what becomes of it. */
gboolean run_open_file(const char *path, GError **error);
