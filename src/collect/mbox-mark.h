/* SPDX-License-Identifier: MIT
 * How far an mbox file was read, so that it need not be read again while nothing or only its end has changed. */
#pragma once
#include <glib.h>

typedef enum {
    MBOX_OTHER,     /* anything may have changed */
    MBOX_UNCHANGED,
    MBOX_GROWN,     /* a new message begins where the file ended, and before that nothing was moved */
} MboxChange;
/* The mark of a file read up to its END, in at most SIZE bytes; "" if it is not as long as that. */
void collect_mbox_mark_make(int fd, goffset end, char *ret, gsize size);
/* What became of the file since MARK was made; *RET_END is where it ended then. */
MboxChange collect_mbox_mark_compare(int fd, const char *mark, goffset *ret_end);
