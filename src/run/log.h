/* SPDX-License-Identifier: MIT
 * What the programs say while they work: one line each on standard error, or a record of the journal. */
#pragma once

/* From now on messages begin with PROGRAM (static), as its errors do. */
void run_log_begin(const char *program);
