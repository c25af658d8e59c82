/* SPDX-License-Identifier: MIT
 * What each type of option accepts, and how its text is read. */
#include "base/option-value.h"
#include <errno.h>
#include <math.h>
#include <string.h>
#include "base/error.h"
#include "base/text.h"

gboolean
option_to_bool(const char *text, gboolean *ret)
{
    static const char *const yes[] = {"true", "yes", "on", "ja", "1", NULL};
    static const char *const no[] = {"false", "no", "off", "nej", "0", NULL};
    g_autofree char *word = g_ascii_strdown(text, -1);
    *ret = g_strv_contains(yes, word);
    return *ret || g_strv_contains(no, word);
}

gboolean
option_to_int(const char *text, gint64 *ret)
{
    return g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, ret, NULL);
}

gboolean
option_to_real(const char *text, double *ret)
{
    if (strspn(text, "0123456789.-") != strlen(text)) /* no exponent, hex, inf or nan */
        return FALSE;
    char *end;
    errno = 0;
    *ret = g_ascii_strtod(text, &end);
    return end != text && *end == '\0' && errno == 0 && isfinite(*ret);
}

gboolean
option_to_percent(const char *text, double *ret)
{
    g_autofree char *number = g_strdup(text);
    char *sign = strchr(number, '%');
    if (sign && sign[1] != '\0')
        return FALSE;
    if (sign)
        *sign = '\0';
    if (!option_to_real(g_strchomp(number), ret))
        return FALSE;
    *ret /= 100;
    return TRUE;
}

char **
option_split(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, ";", -1);
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    for (char **part = parts; *part; part++)
        if (*g_strstrip(*part))
            g_ptr_array_add(items, g_strdup(*part));
    g_ptr_array_add(items, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&items), FALSE);
}

static gboolean
in_range(const Option *option, double value, GError **error)
{
    if (option->min > option->max || (value >= option->min && value <= option->max))
        return TRUE;
    char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE], is[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(low, sizeof low, "%.12g", option->min);
    g_ascii_formatd(high, sizeof high, "%.12g", option->max);
    g_ascii_formatd(is, sizeof is, "%.12g", value);
    return fail(error, FAIL_BAD_INPUT, "%s is not between %s and %s", is, low, high);
}

/* The commonest reason for a bad number is a remark behind it. */
static gboolean
fail_type(const char *text, const char *wanted, GError **error)
{
    const char *hint = strchr(text, '#') ? "; a comment stands on a line of its own" : "";
    return fail(error, FAIL_BAD_INPUT, "\"%s\" is not %s%s", text, wanted, hint);
}

static gboolean
accepts_choice(const Option *option, const char *text, GError **error)
{
    g_auto(GStrv) choices = g_strsplit(option->choices, "|", -1);
    if (g_strv_contains((const char *const *)choices, text))
        return TRUE;
    g_autofree char *known = g_strjoinv(", ", choices);
    const char *near = text_nearest(text, (const char *const *)choices);
    if (near)
        return fail(error, FAIL_BAD_INPUT, "\"%s\" is none of %s (did you mean %s)", text, known,
                    near);
    return fail(error, FAIL_BAD_INPUT, "\"%s\" is none of %s", text, known);
}

static gboolean
accepts_list(const Option *option, const char *text, GError **error)
{
    g_auto(GStrv) items = option_split(text);
    for (char **item = items; *item; item++)
        if (option->check && !option->check(*item, error))
            return FALSE;
    return TRUE;
}

gboolean
option_accepts(const Option *option, const char *text, GError **error)
{
    gboolean yes;
    gint64 whole;
    double real;
    switch (option->type) {
    case OPTION_TEXT:
        return !option->check || option->check(text, error);
    case OPTION_LIST:
        return accepts_list(option, text, error);
    case OPTION_CHOICE:
        return accepts_choice(option, text, error);
    case OPTION_BOOL:
        return option_to_bool(text, &yes) || fail_type(text, "yes or no", error);
    case OPTION_INT:
        if (!option_to_int(text, &whole))
            return fail_type(text, "a whole number", error);
        return in_range(option, (double)whole, error);
    case OPTION_REAL:
        if (!option_to_real(text, &real))
            return fail_type(text, "a number", error);
        return in_range(option, real, error);
    case OPTION_PERCENT:
        if (!option_to_percent(text, &real))
            return fail_type(text, "a percentage", error);
        return in_range(option, real * 100, error);
    }
    return fail(error, FAIL_BUG, "unknown type of option %s", option->key);
}
