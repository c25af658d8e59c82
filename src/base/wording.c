/* SPDX-License-Identifier: MIT
 * Values stand between tabs: no text from outside holds one (16-B18). A value that was worded itself begins with NESTED and has its own tabs
 * escaped; an error of the system is SYSTEM and its number. */
#include "base/wording.h"
#include <glib/gi18n.h>
#include <string.h>

#define REMEMBERED 256 /* texts; an error is stored soon after it was made */
#define ERRNO_MAX 133
#define DEPTH_MAX 8
#define NESTED '\001'
#define SYSTEM '\002'
#define BETWEEN "\037" /* between rendered values: not in any text that is shown */

typedef struct {
    char *text, *msgid;
    GStrv values;
} Made;

static struct {
    GMutex lock;
    Made ring[REMEMBERED];
    guint next;
} memory;

/* --- formats ---------------------------------------------------------------------------------------------------------------------- */

/* The conversion that begins at P ('%'): its length; 0 of "%%" and of what is none. *RET_PLACE = n of "%n$s", else 0. */
static gsize
conversion_at(const char *p, guint *ret_place)
{
    gsize digits = strspn(p + 1, "0123456789");
    *ret_place = digits > 0 && p[1 + digits] == '$' ? (guint)g_ascii_strtoull(p + 1, NULL, 10) : 0;
    gsize from = *ret_place > 0 ? 2 + digits : 1;
    gsize flags = strspn(p + from, "-+ #0123456789.hljzt");
    char kind = p[from + flags];
    return kind != '\0' && strchr("sdiuxXcfgeG", kind) ? from + flags + 1 : 0;
}

/* "%s" BETWEEN "%d" ... of FORMAT's conversions, in their order; NULL if it has others than are understood here. */
static char *
only_conversions(const char *format, guint *ret_n)
{
    g_autoptr(GString) out = g_string_new(NULL);
    guint place = 0;
    *ret_n = 0;
    for (const char *p = strchr(format, '%'); p; p = strchr(p, '%')) {
        gsize length = conversion_at(p, &place);
        if (place > 0 || (length == 0 && p[1] != '%'))
            return NULL;
        if (length > 0)
            g_string_append_printf(out, "%s%.*s", (*ret_n)++ ? BETWEEN : "", (int)length, p);
        p += length > 0 ? length : 2;
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* FORMAT with its conversions replaced by VALUES, which are text already; what is missing is nothing. */
static char *
fill(const char *format, const char *const *values)
{
    g_autoptr(GString) out = g_string_new(NULL);
    guint n = g_strv_length((char **)values), next = 0, place;
    for (const char *p = format; *p;) {
        gsize length = *p == '%' ? conversion_at(p, &place) : 0;
        if (length > 0) {
            guint at = place > 0 ? place - 1 : next++;
            g_string_append(out, at < n ? values[at] : "");
            p += length;
            continue;
        }
        g_string_append_c(out, *p);
        p += *p == '%' && p[1] == '%' ? 2 : 1;
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static const char *translated(const char *msgid) G_GNUC_FORMAT(1);
static const char *
translated(const char *msgid)
{
    return *msgid ? _(msgid) : ""; /* the translation of nothing is the catalogue's header */
}

/* --- making ----------------------------------------------------------------------------------------------------------------------- */

static void
remember(const char *text, const char *msgid, GStrv values)
{
    g_mutex_lock(&memory.lock);
    Made *made = &memory.ring[memory.next++ % REMEMBERED];
    g_free(made->text);
    g_free(made->msgid);
    g_strfreev(made->values);
    *made = (Made){g_strdup(text), g_strdup(msgid), values};
    g_mutex_unlock(&memory.lock);
}

/* Each of VALUES as FORMAT shows it; NULL if they cannot be told apart. */
static GStrv
render(const char *format, va_list values)
{
    guint n;
    g_autofree char *conversions = only_conversions(format, &n);
    if (!conversions || n == 0)
        return conversions ? g_new0(char *, 1) : NULL;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    g_autofree char *rendered = g_strdup_vprintf(conversions, values); /* FORMAT's own conversions, and nothing else of it */
#pragma GCC diagnostic pop
    g_auto(GStrv) parts = g_strsplit(rendered, BETWEEN, -1);
    return g_strv_length(parts) == n ? g_steal_pointer(&parts) : NULL;
}

char *
wording_new(const char *msgid, va_list values)
{
    va_list again;
    va_copy(again, values);
    GStrv parts = render(msgid, again);
    va_end(again);
    char *text = g_strdup_vprintf(translated(msgid), values);
    if (parts)
        remember(text, msgid, parts);
    return text;
}

char *
wording_format(const char *msgid, ...)
{
    va_list values;
    va_start(values, msgid);
    char *text = wording_new(msgid, values);
    va_end(values);
    return text;
}

const char *
wording_word(const char *msgid)
{
    const char *text = translated(msgid);
    remember(text, msgid, g_new0(char *, 1));
    return text;
}

/* --- storing ---------------------------------------------------------------------------------------------------------------------- */

/* The latest that reads like TEXT, copied; FALSE if there is none. */
static gboolean
recall(const char *text, char **ret_msgid, GStrv *ret_values)
{
    gboolean found = FALSE;
    g_mutex_lock(&memory.lock);
    for (guint back = 1; back <= REMEMBERED && !found; back++) {
        const Made *made = &memory.ring[(memory.next + REMEMBERED - back) % REMEMBERED];
        found = made->text && g_str_equal(made->text, text);
        if (!found)
            continue;
        *ret_msgid = g_strdup(made->msgid);
        *ret_values = g_strdupv(made->values);
    }
    g_mutex_unlock(&memory.lock);
    return found;
}

static int
system_error(const char *text)
{
    for (int number = 1; number <= ERRNO_MAX; number++)
        if (g_str_equal(g_strerror(number), text))
            return number;
    return 0;
}

static char *
escape(const char *text)
{
    g_autoptr(GString) out = g_string_new(text);
    g_string_replace(out, "\\", "\\\\", 0);
    g_string_replace(out, "\t", "\\t", 0);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static char *
unescape(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *p = text; *p; p++) {
        if (*p == '\\' && p[1])
            g_string_append_c(out, *++p == 't' ? '\t' : *p);
        else
            g_string_append_c(out, *p);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static char *of_text(const char *text, guint depth);

static char *
of_value(const char *value, guint depth)
{
    int number = *value ? system_error(value) : 0;
    if (number > 0)
        return g_strdup_printf("%c%d", SYSTEM, number);
    g_autofree char *inner = *value && depth < DEPTH_MAX ? of_text(value, depth + 1) : NULL;
    if (!inner)
        return g_strdelimit(g_strdup(value), "\t\001\002", ' ');
    g_autofree char *safe = escape(inner);
    return g_strdup_printf("%c%s", NESTED, safe);
}

/* NULL if nobody remembers how TEXT was made. */
static char *
of_text(const char *text, guint depth)
{
    g_autofree char *msgid = NULL;
    g_auto(GStrv) values = NULL;
    if (!recall(text, &msgid, &values))
        return NULL;
    g_autoptr(GString) out = g_string_new(msgid);
    for (char **value = values; *value; value++) {
        g_autofree char *stored = of_value(*value, depth);
        g_string_append_printf(out, "\t%s", stored);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
wording_of(const char *text)
{
    char *stored = text ? of_text(text, 0) : NULL;
    return stored ? stored : g_strdup(text);
}

char *
wording_decimal(double number, int decimals)
{
    char format[8], digits[G_ASCII_DTOSTR_BUF_SIZE + 320];
    g_snprintf(format, sizeof format, "%%.%df", CLAMP(decimals, 1, 9));
    g_ascii_formatd(digits, sizeof digits, format, number);
    g_auto(GStrv) halves = g_strsplit(digits, ".", 2);
    /* TRANSLATORS: a number and its decimals */
    g_autofree char *whole = g_strjoin("\t", N_("%s.%s"), halves[0], halves[1], NULL);
    g_autofree char *safe = escape(whole);
    return g_strdup_printf("%c%s", NESTED, safe);
}

/* --- showing ---------------------------------------------------------------------------------------------------------------------- */

static char *show(const char *stored, guint depth);

static char *
show_value(const char *value, guint depth)
{
    guint64 number = 0;
    if (*value == SYSTEM && g_ascii_string_to_unsigned(value + 1, 10, 1, ERRNO_MAX, &number, NULL))
        return g_strdup(g_strerror((int)number));
    if (*value != NESTED || depth >= DEPTH_MAX)
        return g_strdup(value);
    g_autofree char *inner = unescape(value + 1);
    return show(inner, depth + 1);
}

static char *
show(const char *stored, guint depth)
{
    if (!strchr(stored, '\t'))
        return g_strdup(translated(stored));
    g_auto(GStrv) parts = g_strsplit(stored, "\t", -1);
    for (char **value = parts + 1; *value; value++) {
        char *shown = show_value(*value, depth);
        g_free(*value);
        *value = shown;
    }
    return fill(translated(parts[0]), (const char *const *)parts + 1);
}

char *
wording_show(const char *stored)
{
    return stored ? show(stored, 0) : NULL;
}

char *
wording_drop_owner(char *text, const char *owner)
{
    gsize n = strlen(owner);
    if (text && strncmp(text, owner, n) == 0 && strncmp(text + n, ": ", 2) == 0)
        memmove(text, text + n + 2, strlen(text + n + 2) + 1);
    return text;
}
