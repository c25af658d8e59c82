/* SPDX-License-Identifier: MIT
 * The addresses of From, To, Cc and the like, as people and broken programs write them. */
#include "collect/address-list.h"
#include <string.h>
#include "base/address.h"
#include "base/text.h"
#include "collect/word.h"

#define NAME_MAX_CHARACTERS 255
#define BLANKS " \t\r\n"
#define SPECIALS "(\"<[,;:>="
#define COMMENT_MAX 512 /* what does not close within so many bytes is no comment */

typedef struct { /* the item between two separators */
    GString *text;    /* outside of brackets, as written; the name, or a bare address */
    GString *comment; /* text of its comments */
    GString *angle;   /* between < and > */
    gsize name_length; /* of the text before the < */
    gboolean has_angle, has_quote;
} Item;
typedef struct {
    CollectAddressFound found;
    gpointer data;
    GString *held; /* "Berg" of an unquoted `Berg, Anna <a@x>` */
    gboolean all_good;
    guint n_found;
} Result;

static char *
decode_name(const GString *raw)
{
    g_autofree char *decoded = collect_word_decode(raw->str);
    g_autofree char *name = text_clean_line(decoded, -1, NAME_MAX_CHARACTERS);
    gsize length = strlen(name);
    if (length >= 2 && (name[0] == '\'' || name[0] == '"') && name[length - 1] == name[0]) { /* 'Anna Berg' of Outlook */
        memmove(name, name + 1, length - 2);
        name[length - 2] = '\0';
        g_strstrip(name);
    }
    return *name ? g_steal_pointer(&name) : NULL;
}

static gboolean
give(Result *result, const char *addr, const GString *name)
{
    g_autofree char *canonical = address_canonical(addr);
    if (!canonical)
        return FALSE;
    g_autofree char *decoded = name && name->len > 0 ? decode_name(name) : NULL;
    result->found(result->data, canonical, decoded);
    result->n_found++;
    return TRUE;
}

/* Drops a source route ("@a,@b:anna@x"), and blanks outside of quotes. */
static char *
angle_address(const GString *angle)
{
    const char *at = angle->str + strspn(angle->str, BLANKS);
    const char *route_end = *at == '@' ? strchr(at, ':') : NULL;
    char *addr = g_strdup(route_end ? route_end + 1 : at);
    char *out = addr;
    gboolean is_quoted = FALSE;
    for (const char *in = addr; *in; in++) {
        is_quoted ^= *in == '"' && (in == addr || in[-1] != '\\');
        if (is_quoted || !strchr(BLANKS, *in))
            *out++ = *in;
    }
    *out = '\0';
    return addr;
}

/* `anna @ x.example`: blanks around the @ are legal and obsolete. */
static void
close_up_at(char *text)
{
    char *out = text;
    for (const char *in = text; *in; in++) {
        const char *next = in + strspn(in, BLANKS);
        gboolean is_blank = next > in;
        if (is_blank && (*next == '@' || (out > text && out[-1] == '@')))
            in = next;
        if (!*in)
            break;
        *out++ = *in;
    }
    *out = '\0';
}

/* A word of a bare item without what people put around an address. */
static char *
bare_word(const char *word)
{
    gsize length = strlen(word);
    while (length > 0 && strchr("'.,>]", word[length - 1]))
        length--;
    gsize skip = strspn(word, "'<[");
    return skip < length ? g_strndup(word + skip, length - skip) : g_strdup("");
}

/* `anna@x`, `Anna anna@x`, `anna@x bo@x`, `"anna b"@x`. */
static gboolean
give_bare(Result *result, const Item *item)
{
    g_autofree char *text = g_strdup(item->text->str);
    close_up_at(text);
    if (item->has_quote)
        return give(result, g_strstrip(strchr(text, '"')), item->comment);
    g_auto(GStrv) words = g_strsplit_set(text, BLANKS, -1);
    g_autoptr(GString) name = g_string_new(NULL);
    guint before = result->n_found;
    for (char **word = words; *word; word++) {
        g_autofree char *bare = bare_word(*word);
        if (strchr(bare, '@') && give(result, bare, name->len > 0 ? name : item->comment))
            g_string_truncate(name, 0);
        else if (**word)
            g_string_append_printf(name, "%s%s", name->len > 0 ? " " : "", *word);
    }
    return result->n_found > before;
}

static gboolean
is_only_blanks(const GString *text)
{
    return text->str[strspn(text->str, BLANKS)] == '\0';
}

static void
give_angle(Result *result, Item *item)
{
    g_autofree char *addr = angle_address(item->angle);
    if (result->held->len > 0) {
        g_string_erase(item->text, 0, (gssize)strspn(item->text->str, BLANKS));
        g_string_append(result->held, ", ");
        g_string_prepend(item->text, result->held->str);
        g_string_truncate(result->held, 0);
    }
    if (*addr && !give(result, addr, is_only_blanks(item->text) ? item->comment : item->text))
        result->all_good = FALSE;
}

static void
drop_held(Result *result)
{
    if (result->held->len > 0)
        result->all_good = FALSE;
    g_string_truncate(result->held, 0);
}

static void
end_item(Result *result, Item *item, char separator)
{
    gboolean is_empty = is_only_blanks(item->text);
    if (item->has_angle) {
        give_angle(result, item);
    } else if (!is_empty && strchr(item->text->str, '@') && give_bare(result, item)) {
        drop_held(result);
    } else if (!is_empty) {
        g_string_append_printf(result->held, "%s%s", result->held->len > 0 ? ", " : "", g_strstrip(item->text->str));
    }
    if (separator != ',')
        drop_held(result);
    g_string_truncate(item->text, 0);
    g_string_truncate(item->comment, 0);
    g_string_truncate(item->angle, 0);
    item->has_angle = item->has_quote = FALSE;
}

/* The ) that closes the comment at AT. */
static const char *
closing_paren(const char *at)
{
    int depth = 0;
    for (const char *end = at + COMMENT_MAX; *at && at < end; at++) {
        depth += *at == '(';
        depth -= *at == ')';
        if (depth == 0)
            return at;
        at += *at == '\\' && at[1];
    }
    return NULL;
}

static const char *
read_comment(const char *at, GString *out)
{
    const char *close = closing_paren(at);
    if (!close)
        return at + 1;
    for (at++; at < close; at++) {
        at += *at == '\\';
        g_string_append_c(out, *at);
    }
    return close + 1;
}

static const char *
closing_quote(const char *at)
{
    for (at++; *at && *at != '"'; at++)
        if (*at == '\\' && at[1])
            at++;
    return *at ? at : NULL;
}

/* A quoted string loses its quotes, unless it is the local part of an address. A quote that never closes is no quote. */
static const char *
read_quoted(const char *at, Item *item)
{
    const char *close = closing_quote(at);
    if (!close)
        return at + 1;
    if (close[1] == '@') {
        item->has_quote = TRUE;
        g_string_append_len(item->text, at, close + 1 - at);
        return close + 1;
    }
    for (at++; at < close; at++) {
        if (*at == '\\')
            at++;
        g_string_append_c(item->text, *at);
    }
    return close + 1;
}

/* From behind a <. A second < begins anew, what stood before it belongs to the name. Without a > the item ends at a separator, unless
 * that belongs to a source route. */
static const char *
read_angle(const char *at, Item *item)
{
    GString *angle = item->angle;
    g_string_truncate(angle, 0);
    item->has_angle = TRUE;
    for (; *at && *at != '>'; at++) {
        if (*at == '<') {
            g_string_append(item->text, angle->str);
            g_string_truncate(angle, 0);
            continue;
        }
        const char *close = *at == '"' ? closing_quote(at) : NULL;
        if (close) {
            g_string_append_len(angle, at, close - at);
            at = close;
        }
        gboolean is_route = angle->str[0] == '@' && !strchr(angle->str, ':');
        if ((*at == ',' || *at == ';') && !is_route && strchr(angle->str, '@'))
            return at;
        if (*at == '(') {
            at = read_comment(at, item->comment) - 1;
            continue;
        }
        g_string_append_c(angle, *at);
    }
    return *at ? at + 1 : at;
}

/* A run of ordinary characters; also "[127.0.0.1]" behind an @, where a colon opens no group. */
static const char *
read_text(const char *at, GString *out)
{
    gboolean is_literal = *at == '[' && out->len > 0 && out->str[out->len - 1] == '@';
    gsize length = is_literal ? strcspn(at, "]") : 1 + strcspn(at + 1, SPECIALS);
    g_string_append_len(out, at, (gssize)length);
    return at + length;
}

/* Two bracketed addresses without a comma between them are two. */
static const char *
begin_angle(const char *at, Item *item, Result *result)
{
    if (item->has_angle && strchr(item->angle->str, '@')) {
        g_autofree char *name = g_strdup(item->text->str + item->name_length);
        g_string_truncate(item->text, item->name_length);
        end_item(result, item, ',');
        g_string_assign(item->text, name);
    }
    item->name_length = item->text->len;
    return read_angle(at + 1, item);
}

static void
begin_group(Result *result, Item *item)
{
    drop_held(result);
    result->all_good = result->all_good && !strchr(item->text->str, '@');
    g_string_truncate(item->text, 0);
    g_string_truncate(item->comment, 0);
    item->has_quote = FALSE;
}

static const char *
step(const char *at, Item *item, Result *result)
{
    gsize word = *at == '=' ? collect_word_length(at) : 0;
    if (word > 0) {
        g_string_append_len(item->text, at, (gssize)word);
        return at + word;
    }
    switch (*at) {
    case '(':
        return read_comment(at, item->comment);
    case '"':
        return read_quoted(at, item);
    case '<':
        return begin_angle(at, item, result);
    case ',':
    case ';':
        end_item(result, item, *at);
        return at + 1;
    case ':':
        begin_group(result, item);
        return at + 1;
    case '>':
        return at + 1;
    default:
        return read_text(at, item->text);
    }
}

static void
scan(const char *text, Result *result)
{
    g_autoptr(GString) name = g_string_sized_new(64), comment = g_string_new(NULL), angle = g_string_sized_new(64);
    Item item = { .text = name, .comment = comment, .angle = angle };
    for (const char *at = text; *at;)
        at = step(at, &item, result);
    end_item(result, &item, ';');
}

static gboolean
is_plain(const char *text)
{
    for (; *text; text++)
        if ((guint8)*text < 32 || (guint8)*text > 126)
            return FALSE;
    return TRUE;
}

gboolean
collect_address_list(const char *raw, CollectAddressFound found, gpointer data)
{
    g_autofree char *clean = is_plain(raw) ? NULL : text_clean(raw, -1);
    const char *text = clean ? clean : raw;
    g_autoptr(GString) held = g_string_new(NULL);
    Result result = { found, data, held, TRUE, 0 };
    scan(text, &result);
    if (result.n_found > 0 || !strstr(text, "=?"))
        return result.all_good;
    g_autofree char *decoded = collect_word_decode(text); /* a program encoded the address with the name */
    result.all_good = TRUE;
    scan(decoded, &result);
    return result.all_good;
}
