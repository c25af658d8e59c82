/* SPDX-License-Identifier: MIT
 * Text for people, decoded for a glance. */
#include "collect/glance.h"
#include <string.h>
#include "base/text.h"
#include "collect/charset.h"
#include "collect/content.h"
#include "collect/field.h"
#include "collect/message.h"
#include "collect/part.h"

/* Tags become blanks, ends of blocks line ends; what scripts and styles hold is no text. Entities matter to nobody here. */
static char *
strip_tags(const char *html)
{
    static const char *const blocks[] = {"br", "p", "/p", "div", "/div", "tr", "li", "blockquote", NULL};
    GString *text = g_string_new(NULL);
    for (const char *at = html; *at;) {
        if (*at != '<') {
            g_string_append_c(text, *at++);
            continue;
        }
        gsize length = strcspn(at + 1, " \t\r\n>");
        g_autofree char *name = g_ascii_strdown(at + 1, (gssize)length);
        const char *close = g_str_equal(name, "script") ? "</script" : g_str_equal(name, "style") ? "</style" : NULL;
        const char *end = close ? strstr(at, close) : at;
        end = end ? strchr(end, '>') : NULL;
        g_string_append(text, g_strv_contains(blocks, name) ? "\n" : " ");
        if (g_str_equal(name, "blockquote"))
            g_string_append(text, "> ");
        at = end ? end + 1 : at + strlen(at);
    }
    return g_string_free(text, FALSE);
}

char *
collect_glance_part(const char *bytes, gsize length, const char *encoding, const char *charset, gboolean is_html)
{
    gsize decoded;
    g_autofree char *raw = collect_part_decode(bytes, MIN(length, COLLECT_GLANCE_MAX), encoding, &decoded);
    g_autofree char *text = collect_charset_decode(charset, raw, decoded);
    return is_html ? strip_tags(text) : g_steal_pointer(&text);
}

typedef struct {
    char *plain, *html;
} Texts;

static gboolean
take_text(const CollectFields *fields, const char *type, const char *bytes, gsize length, gpointer data)
{
    Texts *texts = data;
    const char *content_type = collect_fields_get(fields, "Content-Type");
    gboolean is_html = g_strcmp0(type, "text/html") == 0;
    char **text = is_html ? &texts->html : &texts->plain;
    g_autofree char *disposition = collect_content_token(collect_fields_get(fields, "Content-Disposition") ? collect_fields_get(fields, "Content-Disposition") : "");
    if ((type && !is_html && !g_str_equal(type, "text/plain")) || *text || g_strcmp0(disposition, "attachment") == 0)
        return TRUE;
    g_autofree char *charset = content_type ? collect_content_parameter(content_type, "charset") : NULL;
    *text = collect_glance_part(bytes, length, collect_fields_get(fields, "Content-Transfer-Encoding"), charset, is_html);
    return texts->plain == NULL;
}

char *
collect_glance_message(const char *bytes, gsize length)
{
    Texts texts = {0};
    collect_message_walk(bytes, length, take_text, &texts);
    if (texts.plain)
        g_free(texts.html);
    return texts.plain ? texts.plain : texts.html;
}
