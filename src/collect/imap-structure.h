/* SPDX-License-Identifier: MIT
 * Which parts of a BODYSTRUCTURE are worth reading. Pure; anything may be in it. */
#pragma once
#include "collect/imap-node.h"

#define IMAP_DEPTH_MAX 50  /* multiparts within multiparts */
#define IMAP_PARTS_MAX 100 /* wanted parts of one message */
typedef struct {
    char *section;  /* "2.1", or "3.HEADER" for a returned message: nothing but its header is read */
    char *type;     /* lower-case, "text/calendar" */
    char *encoding; /* or NULL */
    char *method;   /* upper-case method parameter or NULL */
    char *charset;  /* of text for people, or NULL */
    gboolean in_report; /* within a multipart/report */
} ImapPart;
void collect_imap_structure_part_free(gpointer part);
/* The parts that collect_part_is_wanted names, in order (of ImapPart*); none if STRUCTURE makes no sense. Caller unrefs. */
GPtrArray *collect_imap_structure_read(const ImapNode *structure);
/* The first text/plain part that is no attachment, else the first text/html one: none or one, for a glance. Caller unrefs. */
GPtrArray *collect_imap_structure_text(const ImapNode *structure);
