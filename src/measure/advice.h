/* SPDX-License-Identifier: MIT
 * How to talk with whom: what the business documents advise by role, by segment and by the matter (spec 02, 002:52-67). */
#pragma once
#include "base/table.h"

/* "advice": the way of the account's SEGMENT ("sports", or NULL), what the roles among its PEOPLE (a table of contacts) listen to, and the channel of
 * each matter, in the language of the moment. Caller frees. */
Table *measure_advice(const char *segment, const Table *people);
