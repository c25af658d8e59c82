/* SPDX-License-Identifier: MIT
 * Mail addresses: the one form in which they are compared (spec 16 B04), and sets of them. */
#include "base/address.h"
#include <string.h>

#define LABEL_MAX 63
#define DOMAIN_MAX 253

/* Lower-cases the local part up to @ and drops its tag; the number of bytes written, 0 if it is not
 * plain. */
static gsize
plain_local(const char **p, char *out)
{
    gsize n = 0;
    const char *start = *p;
    gboolean tag = FALSE;
    for (; **p && **p != '@'; (*p)++) {
        if (!g_ascii_isalnum(**p) && !strchr(".-_+", **p))
            return 0;
        if (*p - start >= ADDRESS_MAX)
            return 0;
        tag = tag || (**p == '+' && n > 0);
        if (!tag)
            out[n++] = g_ascii_tolower(**p);
    }
    return **p == '@' ? n : 0;
}

static gsize
plain_domain(const char *p, char *out, gsize room)
{
    gsize n = 0, label = 0;
    for (; *p; p++) {
        gboolean dot = *p == '.';
        if ((!dot && !g_ascii_isalnum(*p) && *p != '-') || (dot && label == 0))
            return 0;
        label = dot ? 0 : label + 1;
        if (label > LABEL_MAX || n >= room || n >= DOMAIN_MAX)
            return 0;
        out[n++] = g_ascii_tolower(*p);
    }
    return label > 0 ? n : 0;
}

/* Most addresses of a mailbox are plain, and a first sync asks for half a million: one pass without
 * allocations settles those. NULL means "look closer". */
static char *
canonical_plain(const char *addr)
{
    char out[ADDRESS_MAX];
    const char *p = addr;
    gsize n = plain_local(&p, out);
    if (n == 0 || n + 1 >= sizeof out)
        return NULL;
    out[n++] = '@';
    gsize m = plain_domain(p + 1, out + n, sizeof out - n);
    return m > 0 ? g_strndup(out, n + m) : NULL;
}

static gboolean
skip_scheme(const char **p)
{
    if (g_ascii_strncasecmp(*p, "mailto:", 7) != 0)
        return FALSE;
    *p += 7;
    return TRUE;
}

/* Drops blanks, <> and "mailto:" (with its ?subject=... and its escapes, RFC 6068) around the address. */
static char *
unwrap(const char *addr)
{
    g_autofree char *text = g_strstrip(g_strdup(addr));
    const char *p = text;
    gsize n = strlen(p);
    gboolean scheme = FALSE;
    for (;;) {
        if (skip_scheme(&p)) {
            scheme = TRUE;
            n = strlen(p);
        } else if (n >= 2 && p[0] == '<' && p[n - 1] == '>') {
            text[p - text + n - 1] = '\0';
            p++;
            n -= 2;
        } else {
            break;
        }
    }
    if (!scheme)
        return g_strndup(p, n);
    const char *query = strchr(p, '?');
    g_autofree char *escaped = g_strndup(p, query ? (gsize)(query - p) : n);
    char *plain = g_uri_unescape_string(escaped, NULL);
    return g_strstrip(plain ? plain : g_steal_pointer(&escaped));
}

/* Behind the comment that begins at P (they nest, RFC 5322 §3.2.2), NULL if it does not end. */
static const char *
skip_comment(const char *p)
{
    int depth = 0;
    for (; *p; p++) {
        if (*p == '\\' && p[1])
            p++;
        else if (*p == '(')
            depth++;
        else if (*p == ')' && --depth == 0)
            return p + 1;
    }
    return NULL;
}

/* Appends what the quoted string at P means; behind its closing quote, NULL if there is none. */
static const char *
take_quoted(const char *p, GString *out)
{
    for (p++; *p && *p != '"'; p++) {
        if (*p == '\\' && p[1])
            p++;
        g_string_append_c(out, *p);
    }
    return *p == '"' ? p + 1 : NULL;
}

/* TEXT without comments and quotes; *RET_AT the place of the @ that parts local part and domain, -1
 * if there is none. */
static char *
take_apart(const char *text, gssize *ret_at)
{
    g_autoptr(GString) out = g_string_new(NULL);
    *ret_at = -1;
    for (const char *p = text; p && *p;) {
        if (*p == '(') {
            p = skip_comment(p);
        } else if (*p == '"') {
            p = take_quoted(p, out);
        } else {
            if (strchr("<>)\\", *p))
                return NULL;
            if (*p == '@')
                *ret_at = (gssize)out->len;
            g_string_append_c(out, *p++);
        }
        if (!p)
            return NULL;
    }
    return g_strdup(out->str);
}

static gboolean
has_blank_or_control(const char *utf8)
{
    for (; *utf8; utf8 = g_utf8_next_char(utf8)) {
        gunichar c = g_utf8_get_char(utf8);
        if (g_unichar_isspace(c) || g_unichar_iscntrl(c))
            return TRUE;
    }
    return FALSE;
}

/* The canonical form stands without quotes, so what would be taken for something else there is no
 * address. */
static gboolean
is_local(const char *local)
{
    return *local && *local != '@' && g_utf8_validate(local, -1, NULL) &&
           !has_blank_or_control(local) && !strpbrk(local, "\"()<>\\") && !skip_scheme(&local);
}

static char *
canonical_local(const char *local)
{
    if (!is_local(local))
        return NULL;
    g_autofree char *composed = g_utf8_normalize(local, -1, G_NORMALIZE_NFC);
    const char *tag = strchr(composed + 1, '+');
    const char *end = tag ? tag : composed + strlen(composed);
    GString *out = g_string_sized_new((gsize)(end - composed));
    for (const char *p = composed; p < end; p = g_utf8_next_char(p))
        g_string_append_unichar(out, g_unichar_tolower(g_utf8_get_char(p)));
    return g_string_free(out, FALSE);
}

/* Blanks next to a dropped comment are no part of the address either. */
static char *
canonical_any(const char *addr)
{
    g_autofree char *inner = unwrap(addr);
    gssize at;
    g_autofree char *text = take_apart(inner, &at);
    if (!text || at < 0)
        return NULL;
    text[at] = '\0';
    gboolean comments = strchr(inner, '(') != NULL;
    char *left = comments ? g_strstrip(text) : text;
    char *right = comments ? g_strstrip(text + at + 1) : text + at + 1;
    g_autofree char *local = canonical_local(left);
    g_autofree char *domain = local ? domain_canonical(right) : NULL;
    if (!domain || strlen(local) + 1 + strlen(domain) > ADDRESS_MAX)
        return NULL;
    return g_strconcat(local, "@", domain, NULL);
}

char *
address_canonical(const char *addr)
{
    if (!addr || strnlen(addr, 4 * ADDRESS_MAX) == 4 * ADDRESS_MAX)
        return NULL;
    char *plain = canonical_plain(addr);
    return plain ? plain : canonical_any(addr);
}

const char *
address_domain(const char *canonical)
{
    const char *at = strrchr(canonical, '@');
    return at ? at + 1 : "";
}

struct AddressSet {
    GHashTable *addresses; /* of char* */
    GHashTable *domains;   /* of char* */
};

AddressSet *
address_set_new(void)
{
    AddressSet *set = g_new0(AddressSet, 1);
    set->addresses = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    set->domains = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return set;
}

void
address_set_free(AddressSet *set)
{
    if (!set)
        return;
    g_hash_table_unref(set->addresses);
    g_hash_table_unref(set->domains);
    g_free(set);
}

gboolean
address_set_add(AddressSet *set, const char *entry)
{
    gboolean whole_domain = entry && entry[0] == '@';
    char *form = whole_domain ? domain_canonical(entry + 1) : address_canonical(entry);
    if (!form)
        return FALSE;
    g_hash_table_add(whole_domain ? set->domains : set->addresses, form);
    return TRUE;
}

const char *
address_set_find(const AddressSet *set, const char *canonical)
{
    gpointer entry;
    if (!canonical)
        return NULL;
    if (g_hash_table_lookup_extended(set->addresses, canonical, &entry, NULL))
        return entry;
    const char *domain = address_domain(canonical);
    for (; domain; domain = strchr(domain, '.')) {
        if (*domain == '.')
            domain++;
        if (g_hash_table_lookup_extended(set->domains, domain, &entry, NULL))
            return entry;
    }
    return NULL;
}

gboolean
address_set_has(const AddressSet *set, const char *canonical)
{
    return address_set_find(set, canonical) != NULL;
}
