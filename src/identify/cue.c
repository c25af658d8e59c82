/* SPDX-License-Identifier: MIT
 * Questions, requests and thanks in what somebody has just written. */
#include "identify/cue.h"
#include <string.h>
#include "base/text.h"

#define THANKS_MAX_WORDS 6

/* Behind these lines stands what somebody else wrote, or who wrote this. All folded. */
static gboolean
is_end(const char *line)
{
    static const char *const whole[] = {"--", "mvh", "med vänlig hälsning", "med vänliga hälsningar", "vänliga hälsningar", "vänlig hälsning", "hälsningar",
                                        "best regards", "kind regards", "regards", NULL};
    static const char *const begin[] = {"från:", "from:", "-----ursprungligt meddelande", "-----original message", "________________________________", NULL};
    g_autofree char *stripped = g_strdup(line);
    g_strstrip(stripped);
    gsize length = strlen(stripped);
    while (length > 0 && strchr(",!.", stripped[length - 1]))
        stripped[--length] = '\0';
    if (g_strv_contains(whole, stripped) || g_str_has_prefix(stripped, "mvh "))
        return TRUE;
    for (gsize i = 0; begin[i]; i++)
        if (g_str_has_prefix(stripped, begin[i]))
            return TRUE;
    gboolean is_intro = g_str_has_prefix(stripped, "den ") || g_str_has_prefix(stripped, "on ");
    return is_intro && (g_str_has_suffix(stripped, "skrev:") || g_str_has_suffix(stripped, "wrote:") || strstr(stripped, " skrev ") != NULL);
}

char *
identify_cue_new_text(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    GString *out = g_string_new(NULL);
    for (char **line = lines; *line; line++) {
        g_autofree char *folded = text_fold(*line);
        if (is_end(folded))
            break;
        if (*g_strchug(folded) != '>')
            g_string_append_printf(out, "%s\n", *line);
    }
    return g_string_free(out, FALSE);
}

/* FOLDED has one of WORDS as a word or as words. */
static gboolean
has_any(const char *folded, const char *const *words)
{
    for (; *words; words++)
        if (text_has_word(folded, *words))
            return TRUE;
    return FALSE;
}

static gboolean
asks(const char *folded)
{
    static const char *const requests[] = {
        "kan du", "kan ni", "skulle du", "skulle ni", "återkom", "återkommer du", "hör av dig", "hör av er", "vad säger du", "vad säger ni", "vad tycker du",
        "vad tycker ni", "vad tror du", "vad tror ni", "passar det", "osa", "o.s.a", "let me know", "could you", "can you", "would you", "please confirm",
        "please advise", "get back to me", NULL};
    return strchr(folded, '?') || has_any(folded, requests);
}

static guint
count_words(const char *text)
{
    guint n = 0;
    gboolean is_in = FALSE;
    for (; *text; text = g_utf8_next_char(text)) {
        gboolean is_word = g_unichar_isalnum(g_utf8_get_char(text));
        n += is_word && !is_in;
        is_in = is_word;
    }
    return n;
}

static gboolean
thanks(const char *folded)
{
    static const char *const words[] = {"tack", "tackar", "toppen", "perfekt", "ok", "okej", "bra", "låter bra", "noterat", "thanks", "thank you", "great", "noted",
                                        NULL};
    if (strchr(folded, '?') || count_words(folded) > THANKS_MAX_WORDS)
        return FALSE;
    for (gsize i = 0; words[i]; i++) {
        gsize length = strlen(words[i]);
        if (g_str_has_prefix(folded, words[i]) && !g_unichar_isalnum(g_utf8_get_char(folded + length)))
            return TRUE;
    }
    return FALSE;
}

guint
identify_cue(const char *text)
{
    g_autofree char *mine = identify_cue_new_text(text), *folded = text_fold(mine);
    g_strstrip(folded);
    return (asks(folded) ? MAIL_CUE_ASKS : 0) | (thanks(folded) ? MAIL_CUE_THANKS : 0);
}
