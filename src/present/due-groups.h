/* SPDX-License-Identifier: MIT
 * What is due, by what it is about. */
#pragma once
#include "base/table.h"

typedef enum { DUE_REPLIES, DUE_MEETINGS, DUE_REVIEWS, DUE_FOLLOW_UPS, DUE_CUSTOMERS, DUE_LEADS, DUE_OTHERS, DUE_GROUPS } DueGroup;
/* Of the rule ("reply_owed", ...); NULL = DUE_OTHERS. */
DueGroup present_due_group(const char *rule);
/* "Reviews"; translated, static. */
const char *present_due_group_name(DueGroup group);
/* The rows of DUE in GROUP, in their order. (of guint) Caller unrefs. */
GArray *present_due_rows(const Table *due, DueGroup group);
