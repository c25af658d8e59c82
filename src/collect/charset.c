/* SPDX-License-Identifier: MIT
 * Bytes in a named character set become UTF-8. */
#include "collect/charset.h"
#include <errno.h>
#include <iconv.h>
#include <string.h>

#define NAME_MAX_BYTES 40
#define NAME_CHARACTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:.()+"
#define UTF8_LABEL "UTF-8"
#define WINDOWS_LABEL "CP1252"
#define GUESS_LABEL "" /* says ASCII and means whatever the sender typed in */

/* Names as mail writes them, and the set that mail means by them: the label is often that of a subset of what was typed. */
static const struct {
    const char *name, *means;
} labels[] = {
    { "utf-8", UTF8_LABEL },
    { "utf8", UTF8_LABEL },
    { "unicode-1-1-utf-8", UTF8_LABEL },
    { "us-ascii", GUESS_LABEL },
    { "ascii", GUESS_LABEL },
    { "ansi_x3.4-1968", GUESS_LABEL },
    { "iso-8859-1", WINDOWS_LABEL },
    { "iso8859-1", WINDOWS_LABEL },
    { "iso_8859-1", WINDOWS_LABEL },
    { "latin1", WINDOWS_LABEL },
    { "windows-1252", WINDOWS_LABEL },
    { "cp1252", WINDOWS_LABEL },
    { "cp-1252", WINDOWS_LABEL },
    { "gb2312", "GB18030" },
    { "gb_2312-80", "GB18030" },
    { "gbk", "GB18030" },
    { "ks_c_5601-1987", "CP949" },
    { "euc-kr", "CP949" },
    { "shift_jis", "CP932" },
    { "shift-jis", "CP932" },
    { "x-sjis", "CP932" },
    { "iso-8859-8-i", "ISO-8859-8" },
    { "iso-8859-9", "CP1254" },
    { "x-mac-roman", "MACINTOSH" },
    { "macroman", "MACINTOSH" },
};

/* U+0000 = no such character. */
static const gunichar2 windows_1252[32] = {
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

static char *
decode_windows(const guint8 *bytes, gsize length)
{
    GString *out = g_string_sized_new(length + length / 8 + 1);
    for (gsize i = 0; i < length; i++) {
        gunichar c = bytes[i] >= 0x80 && bytes[i] < 0xA0 ? windows_1252[bytes[i] - 0x80] : bytes[i];
        if (c == 0)
            c = bytes[i] == 0 ? ' ' : 0xFFFD;
        g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

static char *
decode_utf8(const char *bytes, gsize length)
{
    g_autofree char *copy = g_malloc(length + 1);
    for (gsize i = 0; i < length; i++)
        copy[i] = bytes[i] ? bytes[i] : ' ';
    return g_utf8_make_valid(copy, (gssize)length);
}

/* The name goes to iconv_open(), which reads options after slashes and searches files: only the plain ones pass. */
static gboolean
is_plain_name(const char *name)
{
    gsize length = strlen(name);
    return length > 0 && length <= NAME_MAX_BYTES && strspn(name, NAME_CHARACTERS) == length;
}

static const char *
find_label(const char *charset)
{
    for (gsize i = 0; i < G_N_ELEMENTS(labels); i++)
        if (g_ascii_strcasecmp(labels[i].name, charset) == 0)
            return labels[i].means;
    return is_plain_name(charset) ? charset : NULL;
}

gboolean
collect_charset_is_known(const char *charset)
{
    const char *label = find_label(charset);
    if (!label)
        return FALSE;
    if (g_str_equal(label, UTF8_LABEL) || g_str_equal(label, WINDOWS_LABEL) || !*label)
        return TRUE;
    iconv_t converter = iconv_open(UTF8_LABEL, label);
    if (converter == (iconv_t)-1)
        return FALSE;
    iconv_close(converter);
    return TRUE;
}

static void
convert(iconv_t converter, char *bytes, gsize length, GString *out)
{
    char buffer[512];
    while (length > 0) {
        char *to = buffer;
        gsize room = sizeof buffer, before = length;
        gsize result = iconv(converter, &bytes, &length, &to, &room);
        int reason = result == (gsize)-1 ? errno : 0;
        g_string_append_len(out, buffer, to - buffer);
        if (reason != 0 && (reason != E2BIG || (length == before && to == buffer))) {
            g_string_append(out, "\xef\xbf\xbd");
            bytes++;
            length--;
            iconv(converter, NULL, NULL, NULL, NULL);
        }
    }
}

static char *
decode_other(const char *label, const char *bytes, gsize length)
{
    iconv_t converter = iconv_open(UTF8_LABEL, label);
    if (converter == (iconv_t)-1)
        return NULL;
    g_autofree char *input = g_memdup2(bytes, length);
    g_autoptr(GString) out = g_string_sized_new(length + length / 2 + 16);
    convert(converter, input, length, out);
    iconv_close(converter);
    return decode_utf8(out->str, out->len);
}

char *
collect_charset_decode(const char *charset, const char *bytes, gsize length)
{
    const char *label = charset ? find_label(charset) : NULL;
    if (length == 0)
        return g_strdup("");
    if (label && g_str_equal(label, UTF8_LABEL))
        return decode_utf8(bytes, length);
    if (label && g_str_equal(label, WINDOWS_LABEL))
        return decode_windows((const guint8 *)bytes, length);
    char *text = label && *label ? decode_other(label, bytes, length) : NULL;
    if (text)
        return text;
    return g_utf8_validate(bytes, (gssize)length, NULL) ? g_strndup(bytes, length) : decode_windows((const guint8 *)bytes, length);
}
