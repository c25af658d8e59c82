/* SPDX-License-Identifier: MIT
 * Encoded words in headers, read more kindly than the RFCs demand. */
#include "collect/word.h"
#include <string.h>
#include "base/text.h"
#include "collect/charset.h"

#define CHARSET_MAX 60
#define WORD_MAX 4096 /* RFC 2047 grants 75; a hostile header must not make every "=?" look through a megabyte */
#define INPUT_MAX 65536

typedef struct { /* "=?charset*language?encoding?text?=" */
    char charset[CHARSET_MAX + 1];
    char encoding; /* 'b' or 'q' */
    const char *text;
    gsize text_length;
    gsize length; /* of the whole word */
} Word;

static gboolean
read_charset(const char **at, char *ret_charset)
{
    gsize n = strcspn(*at, "?* \t<>()\"@");
    gsize whole = strcspn(*at, "? \t");
    if (n == 0 || n > CHARSET_MAX || (*at)[whole] != '?')
        return FALSE;
    memcpy(ret_charset, *at, n);
    ret_charset[n] = '\0';
    *at += whole + 1;
    return TRUE;
}

/* A word that was cut off is read to the end of the line, but only when its character set proves that it is one. */
static gboolean
read_word(const char *start, Word *ret)
{
    const char *at = start + 2;
    if (start[0] != '=' || start[1] != '?' || !read_charset(&at, ret->charset))
        return FALSE;
    ret->encoding = g_ascii_tolower(at[0]);
    if ((ret->encoding != 'b' && ret->encoding != 'q') || at[1] != '?')
        return FALSE;
    ret->text = at + 2;
    gsize left = strnlen(ret->text, WORD_MAX);
    const char *end = memmem(ret->text, left, "?=", 2);
    if (!end && (left == WORD_MAX || !collect_charset_is_known(ret->charset)))
        return FALSE;
    ret->text_length = end ? (gsize)(end - ret->text) : left - (left > 0 && ret->text[left - 1] == '?');
    ret->length = end ? (gsize)(end + 2 - start) : (gsize)(ret->text + left - start);
    return TRUE;
}

gsize
collect_word_length(const char *text)
{
    Word word;
    return read_word(text, &word) ? word.length : 0;
}

static int
base64_value(guint8 c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

void
collect_word_base64(const char *text, gsize length, GByteArray *out)
{
    guint32 bits = 0;
    int have = 0;
    for (gsize i = 0; i < length; i++) {
        int value = base64_value((guint8)text[i]);
        if (text[i] == '=') /* the end, or a seam of pieces encoded apart */
            have = 0;
        if (value < 0)
            continue;
        bits = bits << 6 | (guint32)value;
        have += 6;
        if (have >= 8) {
            have -= 8;
            guint8 byte = (guint8)(bits >> have);
            g_byte_array_append(out, &byte, 1);
        }
    }
}

static void
decode_q(const char *text, gsize length, GByteArray *out)
{
    for (gsize i = 0; i < length; i++) {
        guint8 byte = text[i] == '_' ? ' ' : (guint8)text[i];
        if (text[i] == '=' && i + 2 < length && g_ascii_isxdigit(text[i + 1]) && g_ascii_isxdigit(text[i + 2])) {
            byte = (guint8)(g_ascii_xdigit_value(text[i + 1]) << 4 | g_ascii_xdigit_value(text[i + 2]));
            i += 2;
        }
        g_byte_array_append(out, &byte, 1);
    }
}

typedef struct { /* decoded bytes of neighbouring words, not yet characters */
    GByteArray *bytes;
    char charset[CHARSET_MAX + 1];
} Pending;

static void
flush(Pending *pending, GString *out)
{
    if (pending->bytes->len == 0)
        return;
    g_autofree char *text = collect_charset_decode(pending->charset, (const char *)pending->bytes->data, pending->bytes->len);
    g_string_append(out, text);
    g_byte_array_set_size(pending->bytes, 0);
}

static void
add_word(Pending *pending, const Word *word, GString *out)
{
    if (g_ascii_strcasecmp(pending->charset, word->charset) != 0)
        flush(pending, out);
    g_strlcpy(pending->charset, word->charset, sizeof pending->charset);
    if (word->encoding == 'b')
        collect_word_base64(word->text, word->text_length, pending->bytes);
    else
        decode_q(word->text, word->text_length, pending->bytes);
}

static void
add_plain(const char *text, gsize length, GString *out)
{
    g_autofree char *plain = collect_charset_decode(NULL, text, length);
    g_string_append(out, plain);
}

static void
decode_words(const char *raw, GString *out)
{
    Pending pending = { g_byte_array_new(), "" };
    Word word;
    const char *plain = raw;
    gboolean is_after_word = FALSE;
    for (const char *at = strstr(raw, "=?"); at; at = strstr(at, "=?")) {
        if (!read_word(at, &word)) {
            at += 2;
            continue;
        }
        if (!is_after_word || strspn(plain, " \t\r") < (gsize)(at - plain)) {
            flush(&pending, out);
            add_plain(plain, (gsize)(at - plain), out);
        }
        add_word(&pending, &word, out);
        is_after_word = TRUE;
        at += word.length;
        plain = at;
    }
    flush(&pending, out);
    add_plain(plain, strlen(plain), out);
    g_byte_array_unref(pending.bytes);
}

char *
collect_word_decode(const char *raw)
{
    gsize length = strnlen(raw, INPUT_MAX);
    if (!memmem(raw, length, "=?", 2))
        return text_clean(raw, (gssize)length);
    g_autofree char *input = g_strndup(raw, length);
    g_autoptr(GString) out = g_string_sized_new(length + 1);
    decode_words(input, out);
    return text_clean(out->str, (gssize)out->len);
}
