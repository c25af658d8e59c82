/* SPDX-License-Identifier: MIT
 * Sequence sets (RFC 3501 §9) over sorted arrays. */
#include "collect/imap-set.h"
#include <stdlib.h>

static int
compare(const void *a, const void *b)
{
    guint32 one = *(const guint32 *)a, other = *(const guint32 *)b;
    return one < other ? -1 : one > other;
}

static const guint32 *
find(const GArray *set, guint32 uid)
{
    return set->len ? bsearch(&uid, set->data, set->len, sizeof uid, compare) : NULL;
}

gboolean
collect_imap_set_has(const GArray *set, guint32 uid)
{
    return find(set, uid) != NULL;
}

void
collect_imap_set_sort(GArray *set)
{
    guint kept = 0;
    g_array_sort(set, compare);
    for (guint i = 0; i < set->len; i++)
        if (i == 0 || g_array_index(set, guint32, i) != g_array_index(set, guint32, kept - 1))
            g_array_index(set, guint32, kept++) = g_array_index(set, guint32, i);
    g_array_set_size(set, kept);
}

GArray *
collect_imap_set_minus(const GArray *one, const GArray *other)
{
    GArray *rest = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0, j = 0; i < one->len; i++) {
        guint32 uid = g_array_index(one, guint32, i);
        while (j < other->len && g_array_index(other, guint32, j) < uid)
            j++;
        if (j == other->len || g_array_index(other, guint32, j) != uid)
            g_array_append_val(rest, uid);
    }
    return rest;
}

/* TRUE if no message lies between A and the later B. */
static gboolean
are_neighbours(const GArray *on_server, guint32 a, guint32 b)
{
    if (b == a + 1)
        return TRUE;
    const guint32 *place = on_server ? find(on_server, a) : NULL;
    const guint32 *end =
        on_server ? (const guint32 *)(const void *)on_server->data + on_server->len : NULL;
    return place && place + 1 < end && place[1] == b;
}

char *
collect_imap_set_text(const guint32 *uids, guint n, const GArray *on_server, guint *ret_used)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint i = 0;
    while (i < n) {
        guint last = i;
        gsize before = text->len;
        while (last + 1 < n && are_neighbours(on_server, uids[last], uids[last + 1]))
            last++;
        g_string_append_printf(text, "%s%u", before ? "," : "", uids[i]);
        if (last > i)
            g_string_append_printf(text, ":%u", uids[last]);
        if (text->len > IMAP_SET_MAX) {
            g_string_truncate(text, before);
            break;
        }
        i = last + 1;
    }
    *ret_used = i;
    return g_string_free(g_steal_pointer(&text), FALSE);
}
