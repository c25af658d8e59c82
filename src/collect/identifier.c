/* SPDX-License-Identifier: MIT
 * Message ids: the <...> tokens of Message-ID, In-Reply-To and References. */
#include "collect/identifier.h"
#include <string.h>
#include "base/mail.h"
#include "base/text.h"

#define ID_MAX 998     /* bytes; more is no id */
#define ROOTS_KEPT 50  /* of too many references */

/* Blanks inside come from folding in the wrong place. */
static char *
tidy(const char *start, gsize length)
{
    g_autofree char *id = text_clean(start, (gssize)length);
    char *out = id;
    for (const char *in = id; *in; in++)
        if (*in != ' ')
            *out++ = *in;
    *out = '\0';
    char *at = strrchr(id, '@');
    for (char *c = at ? at : out; *c; c++)
        *c = g_ascii_tolower(*c);
    return *id ? g_steal_pointer(&id) : NULL;
}

/* The next token at or behind *AT, NULL at the end. A < inside begins anew. */
static char *
next_id(const char **at)
{
    for (const char *open = strchr(*at, '<'); open; open = strchr(*at, '<')) {
        gsize length = strcspn(open + 1, "<>");
        *at = open + 1 + length;
        if (open[1 + length] != '>' || length == 0 || length > ID_MAX)
            continue;
        char *id = tidy(open + 1, length);
        if (id)
            return id;
    }
    return NULL;
}

char *
collect_identifier_first(const char *value)
{
    return value ? next_id(&value) : NULL;
}

static void
add_ids(const char *value, GHashTable *seen, GPtrArray *out)
{
    for (char *id = value ? next_id(&value) : NULL; id; id = next_id(&value)) {
        if (g_hash_table_contains(seen, id)) {
            g_free(id);
            continue;
        }
        g_hash_table_add(seen, id);
        g_ptr_array_add(out, id);
    }
}

guint
collect_identifier_all(const char *references, const char *in_reply_to, GPtrArray *out)
{
    if (!references && !in_reply_to)
        return 0;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    add_ids(references, seen, out);
    guint n = out->len;
    add_ids(in_reply_to, seen, out);
    if (out->len > MAIL_REFERENCES_MAX)
        g_ptr_array_remove_range(out, ROOTS_KEPT, out->len - MAIL_REFERENCES_MAX);
    return MIN(n, out->len);
}
