/* SPDX-License-Identifier: MIT
 * A parenthesised reply as a tree: tolerant where libetpan is not, bounded where a server is not. Pure. */
#pragma once
#include <glib.h>

#define IMAP_NODE_DEPTH_MAX 100
typedef struct {
    char *text;      /* a string, literal or atom, NUL behind it; NULL for NIL and for a list */
    gsize length;    /* bytes of text */
    GPtrArray *list; /* of ImapNode*, or NULL */
} ImapNode;
void collect_imap_node_free(ImapNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImapNode, collect_imap_node_free)
/* The list, string or atom at the beginning of BYTES; NULL if it is not whole, nested too deeply or has too many nodes. */
ImapNode *collect_imap_node_parse(const char *bytes, gsize length);
const ImapNode *collect_imap_node_child(const ImapNode *node, guint i); /* NULL if there is none; NODE may be NULL; borrowed */
const char *collect_imap_node_text(const ImapNode *node);               /* "" for a list, NIL or NULL; borrowed */
