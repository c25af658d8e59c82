/* SPDX-License-Identifier: MIT
 * Reads the lists, strings and atoms of RFC 3501 §9 without recursion beyond a limit and without
 * more nodes than a reply deserves. */
#include "collect/imap-node.h"
#include <string.h>

enum { NODES_MAX = 20000 };

typedef struct {
    const char *at, *end;
    guint left; /* nodes that may still be made */
} Cursor;

void
collect_imap_node_free(ImapNode *node)
{
    if (!node)
        return;
    g_free(node->text);
    g_clear_pointer(&node->list, g_ptr_array_unref);
    g_free(node);
}

static void
free_child(gpointer node)
{
    collect_imap_node_free(node);
}

static gboolean
read_quoted(Cursor *cursor, GString *text)
{
    for (cursor->at++; cursor->at < cursor->end && *cursor->at != '"'; cursor->at++) {
        if (*cursor->at == '\\' && cursor->at + 1 < cursor->end)
            cursor->at++;
        g_string_append_c(text, *cursor->at);
    }
    return cursor->at++ < cursor->end;
}

static gboolean
read_literal(Cursor *cursor, GString *text)
{
    guint64 size = 0;
    for (cursor->at++; cursor->at < cursor->end && g_ascii_isdigit(*cursor->at); cursor->at++)
        size = MIN(size * 10 + (guint64)(*cursor->at - '0'), G_MAXUINT32);
    if (cursor->end - cursor->at < 3 || memcmp(cursor->at, "}\r\n", 3) != 0)
        return FALSE;
    cursor->at += 3;
    if (size > (guint64)(cursor->end - cursor->at))
        return FALSE;
    g_string_append_len(text, cursor->at, (gssize)size);
    cursor->at += size;
    return TRUE;
}

static gboolean
read_atom(Cursor *cursor, GString *text)
{
    while (cursor->at < cursor->end && !memchr(" ()\"\r\n", *cursor->at, 6))
        g_string_append_c(text, *cursor->at++);
    return text->len > 0;
}

static void
take_text(ImapNode *node, GString *text)
{
    node->length = text->len;
    node->text = g_string_free(text, FALSE);
}

static ImapNode *read_node(Cursor *cursor, guint depth);

static gboolean
read_list(Cursor *cursor, ImapNode *node, guint depth)
{
    node->list = g_ptr_array_new_with_free_func(free_child);
    for (cursor->at++; cursor->at < cursor->end;) {
        if (*cursor->at == ')') {
            cursor->at++;
            return TRUE;
        }
        if (*cursor->at == ' ') {
            cursor->at++;
            continue;
        }
        ImapNode *child = read_node(cursor, depth + 1);
        if (!child)
            return FALSE;
        g_ptr_array_add(node->list, child);
    }
    return FALSE;
}

static ImapNode *
read_node(Cursor *cursor, guint depth)
{
    if (cursor->at == cursor->end || depth > IMAP_NODE_DEPTH_MAX || cursor->left-- == 0)
        return NULL;
    g_autoptr(ImapNode) node = g_new0(ImapNode, 1);
    if (*cursor->at == '(')
        return read_list(cursor, node, depth) ? g_steal_pointer(&node) : NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    gboolean is_atom = *cursor->at != '"' && *cursor->at != '{';
    gboolean ok = is_atom              ? read_atom(cursor, text)
                  : *cursor->at == '"' ? read_quoted(cursor, text)
                                       : read_literal(cursor, text);
    if (!ok)
        return NULL;
    if (!is_atom || g_ascii_strcasecmp(text->str, "NIL") != 0)
        take_text(node, g_steal_pointer(&text));
    return g_steal_pointer(&node);
}

ImapNode *
collect_imap_node_parse(const char *bytes, gsize length)
{
    Cursor cursor = {bytes, bytes + length, NODES_MAX};
    return read_node(&cursor, 0);
}

const ImapNode *
collect_imap_node_child(const ImapNode *node, guint i)
{
    return node && node->list && i < node->list->len ? node->list->pdata[i] : NULL;
}

const char *
collect_imap_node_text(const ImapNode *node)
{
    return node && node->text ? node->text : "";
}
