/* SPDX-License-Identifier: MIT
 * Sorted lists of UIDs and their spelling in commands. Pure. */
#pragma once
#include <glib.h>

#define IMAP_SET_MAX 1000 /* characters: servers refuse long command lines */

/* The first of the N ascending UIDs as a sequence set of at most IMAP_SET_MAX characters; *RET_USED says how many. ON_SERVER (of
 * guint32, ascending; NULL = unknown) lists what exists there: UIDs with nothing between them become one range. Caller frees. */
char *collect_imap_set_text(const guint32 *uids, guint n, const GArray *on_server, guint *ret_used);
/* The UIDs of ONE that are not in OTHER (both of guint32, ascending). Caller unrefs. */
GArray *collect_imap_set_minus(const GArray *one, const GArray *other);
gboolean collect_imap_set_has(const GArray *set, guint32 uid);
void collect_imap_set_sort(GArray *set); /* ascending, without doubles */
