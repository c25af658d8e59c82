/* SPDX-License-Identifier: MIT
 * Files for others to read: replaced whole or not at all, and private. */
#pragma once
#include <glib.h>

/* As present_write_file(), of LENGTH bytes of any kind. */
gboolean present_write_bytes(const char *path, const char *bytes, gsize length, GError **error);
