/* SPDX-License-Identifier: MIT
 * Messages of a file a person points at: .eml, or mbox by its From_ lines (spec 00 §3, inspect). */
#pragma once
#include "base/mail.h"

/* All messages of the file PATH, in file order; arrived_at comes from From_ lines. NOT_FOUND or BAD_INPUT if it cannot be read.
 * (of Mail*, owned) */
GPtrArray *collect_inspect_messages(const char *path, GError **error);
