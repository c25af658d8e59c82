/* SPDX-License-Identifier: MIT
 * What the name of a folder tells: the Sent folder in the languages of mail programs, modified UTF-7. */
#include "collect/folder-name.h"
#include <string.h>
#include "base/text.h"

#define NAME_MAX_CHARACTERS 500

/* Folded, as text_fold() gives it. */
static const char *const sent_names[] = {
    "skickat", "skickade", "skickade objekt", "skickade meddelanden", "skickade brev", "skickad e-post", "skickad post",
    "skickade e-postmeddelanden", "skickad",
    "sent", "sent items", "sent messages", "sent mail", "sent-mail", "sent objects", "sent email",
    "gesendet", "gesendete elemente", "gesendete objekte", "gesendete nachrichten",
    "sendt", "sendte elementer", "sendte", "sendt post", "sendte meldinger",
    "lähetetyt", "lähetetyt viestit",
    "envoyés", "éléments envoyés", "messages envoyés", "courrier envoyé",
    "enviados", "elementos enviados", "mensajes enviados", "itens enviados",
    "verzonden", "verzonden items", "verzonden berichten", "inviata", "posta inviata", "wysłane", "elementy wysłane",
};

static const char *
last_component(const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *last = slash ? slash + 1 : name;
    const char *dot = strrchr(last, '.');
    return dot ? dot + 1 : last;
}

FolderRole
collect_folder_role(const char *utf8_name)
{
    g_autofree char *folded = text_fold(utf8_name);
    if (g_str_equal(folded, "inbox"))
        return FOLDER_INBOX;
    const char *last = last_component(folded);
    for (gsize i = 0; i < G_N_ELEMENTS(sent_names); i++)
        if (g_str_equal(last, sent_names[i]))
            return FOLDER_SENT;
    return FOLDER_OTHER;
}

static int
base64_value(char c)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";
    const char *found = c ? strchr(alphabet, c) : NULL;
    return found ? (int)(found - alphabet) : -1;
}

/* "&AOQ-": UTF-16 in base64 between & and -. FALSE if it is damaged. */
static gboolean
decode_shifted(const char *at, gsize length, GString *out)
{
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(gunichar2));
    guint32 bits = 0;
    int have = 0;
    for (gsize i = 0; i < length; i++) {
        bits = bits << 6 | (guint32)base64_value(at[i]);
        have += 6;
        if (have < 16)
            continue;
        have -= 16;
        gunichar2 unit = (gunichar2)(bits >> have);
        g_array_append_val(units, unit);
    }
    if (units->len == 0 || have >= 6)
        return FALSE;
    g_autofree char *text = g_utf16_to_utf8((const gunichar2 *)(void *)units->data, units->len, NULL, NULL, NULL);
    if (!text)
        return FALSE;
    g_string_append(out, text);
    return TRUE;
}

/* From behind an &; returns what follows the sequence, NULL if it is none. */
static const char *
read_shifted(const char *at, GString *out)
{
    gsize length = 0;
    while (base64_value(at[length]) >= 0)
        length++;
    if (at[length] != '-')
        return NULL;
    if (length == 0)
        g_string_append_c(out, '&');
    else if (!decode_shifted(at, length, out))
        return NULL;
    return at + length + 1;
}

char *
collect_folder_name_decode(const char *raw)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *at = raw; *at;) {
        const char *next = *at == '&' ? read_shifted(at + 1, out) : NULL;
        if (!next)
            g_string_append_c(out, *at);
        at = next ? next : at + 1;
    }
    return text_clean_line(out->str, (gssize)out->len, NAME_MAX_CHARACTERS);
}
