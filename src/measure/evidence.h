/* SPDX-License-Identifier: MIT
 * Why a signal is there, kept as data and worded in the reader's language when it is shown (spec 09 §9.1). */
#pragma once
#include <glib.h>

/* MSGID has one %s for each of the values, A and B (B may be NULL). wording_show words it; caller frees. */
char *measure_evidence_new(const char *msgid, const char *a, const char *b);
