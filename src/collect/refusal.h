/* SPDX-License-Identifier: MIT
 * A password that a server has refused is not sent again by itself: that locks accounts (notes mail §2). It is recognised by a mark that
 * says next to nothing about it: 16 bits of a slow, salted hash over the password and the login that it was for. */
#pragma once
#include "collect/source.h"

/* TRUE if SECRET is the one that CONFIG->refusal stands for, at the same server for the same user. */
gboolean collect_refusal_holds(const SourceConfig *config, const char *secret);
/* The server has refused SECRET: writes CONFIG->refusal. */
void collect_refusal_note(const SourceConfig *config, const char *secret);
