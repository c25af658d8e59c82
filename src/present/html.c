/* SPDX-License-Identifier: MIT
 * Text made safe for HTML and SVG. */
#include "present/html.h"
#include <stdarg.h>
#include <string.h>
#include "base/address.h"
#include "present/cell.h"

void
present_html_text(GString *out, const char *text)
{
    g_autofree char *plain = present_plain(text, 0, FALSE);
    g_autofree char *escaped = g_markup_escape_text(plain, -1);
    g_string_append(out, escaped);
}

void
present_html_add(GString *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *p = format;
    for (const char *slot; (slot = strstr(p, "%s")); p = slot + 2) {
        g_string_append_len(out, p, slot - p);
        present_html_text(out, va_arg(arguments, const char *));
    }
    g_string_append(out, p);
    va_end(arguments);
}

static gboolean
is_bare_address(const char *text)
{
    if (!strchr(text, '@') || strpbrk(text, " <>,;:\"()"))
        return FALSE;
    g_autofree char *canonical = address_canonical(text);
    return canonical != NULL;
}

void
present_html_maybe_mail(GString *out, const char *text)
{
    if (!is_bare_address(text)) {
        present_html_text(out, text);
        return;
    }
    g_autofree char *encoded = g_uri_escape_string(text, "@", FALSE);
    present_html_add(out, "<a href=\"mailto:%s\">%s</a>", encoded, text);
}

char *
present_html_anchor(const char *kind, const char *key)
{
    g_autofree char *encoded = g_uri_escape_string(key, NULL, FALSE);
    return g_strdup_printf("%s-%s", kind, encoded);
}

void
present_html_number(GString *out, double number)
{
    g_autofree char *text = present_number(number, 2, FALSE, FALSE);
    g_string_append(out, text);
}

static const char *
slot_markup(const char *name, gsize length, const HtmlSlot *slots, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (strlen(slots[i].name) == length && strncmp(slots[i].name, name, length) == 0)
            return slots[i].markup;
    g_error("the page has no slot %.*s", (int)length, name);
}

void
present_html_fill(GString *out, const char *template_text, const HtmlSlot *slots, gsize n)
{
    const char *p = template_text;
    for (const char *open; (open = strstr(p, "{{"));) {
        const char *close = strstr(open, "}}");
        g_assert(close != NULL);
        g_string_append_len(out, p, open - p);
        g_string_append(out, slot_markup(open + 2, (gsize)(close - open - 2), slots, n));
        p = close + 2;
    }
    g_string_append(out, p);
}
