/* SPDX-License-Identifier: MIT
 * A file in the program that the user reads its kind with. */
#pragma once
#include <glib.h>

/* Hands PATH (or file: address) over, outside of this process's sandbox where a user manager runs; does not wait for what becomes of it. */
gboolean run_open_file(const char *path, GError **error);
/* The same at the place ANCHOR of a page. An opener that knows no places shows its beginning. */
gboolean run_open_place(const char *path, const char *anchor, GError **error);
