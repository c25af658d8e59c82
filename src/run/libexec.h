/* SPDX-License-Identifier: MIT
 * Programs that belong to this one and are not for people. */
#pragma once
#include <glib.h>

/* Where PROGRAM lies: beside this one, or installed. Caller frees. */
char *run_libexec_path(const char *program);
