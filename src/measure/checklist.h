/* SPDX-License-Identifier: MIT
 * What to talk about in a review (spec 09 §9.4, 001:46-61). */
#pragma once
#include "measure/review.h"

/* The points of KIND in the language of the moment, NULL-terminated; of a check-in there are none. Static. */
const char *const *measure_checklist(ReviewKind kind);
