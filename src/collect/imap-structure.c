/* SPDX-License-Identifier: MIT
 * BODYSTRUCTURE (RFC 3501 §7.4.2) as a tree of lists: only what is needed is looked at, the rest
 * may be as odd as it likes. */
#include "collect/imap-structure.h"
#include <string.h>
#include "collect/part.h"

static const ImapNode *
child(const ImapNode *node, guint i)
{
    return collect_imap_node_child(node, i);
}

static const char *
text_of(const ImapNode *node)
{
    return collect_imap_node_text(node);
}

void
collect_imap_structure_part_free(gpointer data)
{
    ImapPart *part = data;
    if (!part)
        return;
    g_free(part->section);
    g_free(part->type);
    g_free(part->encoding);
    g_free(part->method);
    g_free(part->charset);
    g_free(part);
}

/* The value of a parameter in ("NAME" "value" ...), or NULL. */
static const char *
parameter(const ImapNode *list, const char *name)
{
    for (guint i = 0; child(list, i + 1); i += 2)
        if (!g_ascii_strcasecmp(text_of(child(list, i)), name))
            return child(list, i + 1)->text;
    return NULL;
}

static void
add_part(GPtrArray *parts, const ImapNode *node, const char *section, const char *type,
         gboolean in_report)
{
    gboolean is_message = g_str_has_prefix(type, "message/") &&
                          (g_str_has_suffix(type, "/rfc822") || g_str_has_suffix(type, "/global"));
    const char *method = parameter(child(node, 2), "METHOD");
    ImapPart *part = g_new0(ImapPart, 1);
    part->section = is_message ? g_strconcat(section, ".HEADER", NULL) : g_strdup(section);
    part->type = g_strdup(type);
    part->encoding = is_message ? NULL : g_strdup(text_of(child(node, 5)));
    part->method = method && g_str_is_ascii(method) ? g_ascii_strup(method, -1) : NULL;
    part->in_report = in_report;
    g_ptr_array_add(parts, part);
}

static void
walk_single(GPtrArray *parts, const ImapNode *node, const char *section, gboolean in_report)
{
    g_autofree char *full =
        g_strconcat(text_of(child(node, 0)), "/", text_of(child(node, 1)), NULL);
    g_autofree char *type = g_ascii_strdown(full, -1);
    if (parts->len < IMAP_PARTS_MAX && collect_part_is_wanted(type, in_report))
        add_part(parts, node, *section ? section : "1", type, in_report);
}

/* The parts of a message inside the message are not looked at: they are somebody else's mail. */
static void
walk(GPtrArray *parts, const ImapNode *node, const char *section, gboolean in_report, guint depth)
{
    if (!child(node, 0) || depth > IMAP_DEPTH_MAX)
        return;
    if (!child(node, 0)->list) {
        walk_single(parts, node, section, in_report);
        return;
    }
    guint n = 0;
    while (child(node, n) && child(node, n)->list)
        n++;
    gboolean is_report = !g_ascii_strcasecmp(text_of(child(node, n)), "report");
    for (guint i = 0; i < n; i++) {
        g_autofree char *inner = g_strdup_printf("%s%s%u", section, *section ? "." : "", i + 1);
        walk(parts, child(node, i), inner, in_report || is_report, depth + 1);
    }
}

/* Of a text: type, subtype, parameters, id, description, encoding, size, lines, MD5, disposition. */
static gboolean
is_attachment(const ImapNode *node)
{
    const ImapNode *disposition = child(node, 9);
    return disposition && disposition->list && !g_ascii_strcasecmp(text_of(child(disposition, 0)), "attachment");
}

static void
find_text(GPtrArray *parts, const ImapNode *node, const char *section, const char *subtype, guint depth)
{
    if (!child(node, 0) || depth > IMAP_DEPTH_MAX || parts->len > 0)
        return;
    if (!child(node, 0)->list) {
        if (g_ascii_strcasecmp(text_of(child(node, 0)), "text") || g_ascii_strcasecmp(text_of(child(node, 1)), subtype) || is_attachment(node))
            return;
        g_autofree char *type = g_strconcat("text/", subtype, NULL);
        add_part(parts, node, *section ? section : "1", type, FALSE);
        ((ImapPart *)parts->pdata[0])->charset = g_strdup(parameter(child(node, 2), "CHARSET"));
        return;
    }
    for (guint i = 0; child(node, i) && child(node, i)->list; i++) {
        g_autofree char *inner = g_strdup_printf("%s%s%u", section, *section ? "." : "", i + 1);
        find_text(parts, child(node, i), inner, subtype, depth + 1);
    }
}

GPtrArray *
collect_imap_structure_text(const ImapNode *structure)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(collect_imap_structure_part_free);
    find_text(parts, structure, "", "plain", 0);
    find_text(parts, structure, "", "html", 0);
    return parts;
}

GPtrArray *
collect_imap_structure_read(const ImapNode *structure)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(collect_imap_structure_part_free);
    walk(parts, structure, "", FALSE, 0);
    return parts;
}
