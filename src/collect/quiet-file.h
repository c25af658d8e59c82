/* SPDX-License-Identifier: MIT
 * Files of mail programs opened so that they do not notice. */
#pragma once
#include <glib.h>

/* Opens the regular file PATH for reading. Its access time stays as it is where that is allowed: programs tell new mail in an mbox by it. A
 * FIFO or device is not waited for. NOT_FOUND; BAD_INPUT if it is no regular file; TRY_LATER if it cannot be opened. The caller closes. */
gboolean collect_quiet_file_open(const char *path, int *ret_fd, GError **error);
