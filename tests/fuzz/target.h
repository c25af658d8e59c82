/* SPDX-License-Identifier: MIT
 * A fuzz target: libFuzzer calls it with inputs that it makes up (scripts/fuzz), replay.c with those of the corpus. */
#pragma once
#include <glib.h>

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);
/* TEXT from outside as it may be kept and shown: valid UTF-8 without control characters. NULL is. */
void target_check_text(const char *text);
