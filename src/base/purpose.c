/* SPDX-License-Identifier: MIT
 * What a meeting is for, read off its title. */
#include "base/purpose.h"
#include "base/text.h"

/* Over the title in small letters without accents; whole words; of several the last in this order counts. */
static const struct {
    const char *code;
    gboolean is_review;
    const char *pattern;
} purposes[] = {
    { "check_in", FALSE, "uppfoljning(?:smote|ssamtal)?|1:1|status|sync" },
    { "other", FALSE, "fornyelse|renewal|offert\\w*|forslag|proposal|prisgenomgang|forhandling|avtal\\w*|contract|support\\w*|lunch|fika|middag" },
    { "check_in", TRUE, "check-?in|avstamning|statusmote|manadsmote" },
    { "delivery", FALSE, "uppstart(?:smote)?|kick-?off|startmote|onboarding|leverans(?:mote|genomgang)?|workshop|utbildning" },
    { "first", FALSE, "intro(?:mote|samtal)?|introduktion(?:smote)?|discovery|behovs(?:analys|genomgang)|forsta (?:mote|samtal)(?:e?t)?|"
                      "first (?:meeting|call)|salj(?:mote|samtal)" },
    { "expansion", FALSE, "merforsaljning|upsell|expansion|utokning(?:smote)?" },
    { "demo", FALSE, "demo(?:mote|genomgang|nstration)?|visning|produkt(?:genomgang|visning)" },
    { "qbr", FALSE, "affarsgenomgang" },
    { "qbr", TRUE, "qbr|kvartals(?:genomgang|avstamning|mote|uppfoljning)|quarterly(?: business)? review|business review|strategisk genomgang" },
    { "strategic", TRUE, "halvars\\w*|strategisk avstamning|strategic check-?in|strategimote" },
    { "annual", TRUE, "arlig\\w* (?:genomgang|utvardering|uppfoljning)|arsmote kund|arsgenomgang|annual (?:review|assessment)|relationsutvardering" },
};

#define BUSY G_N_ELEMENTS(purposes) /* patterns of noise stand behind those of purposes */
#define ROUTINE (BUSY + 1)
#define PATTERNS (ROUTINE + 1)
static const char *const noise[] = {
    "busy|upptagen|blockera[dt]|blocked|privat|private(?: appointment)?",
    "focus(?: time)?|fokus(?:tid)?|lunch|fika|middag|rast|paus|res[ao]r?|restid|travel|tag till|flyg|flight|semester|vacation|holiday|helgdag|"
    "ledig\\w*|foraldraledig|vab|sjuk|franvaro\\w*|out of office|ooo|tandlakare|lakare|traning|gym",
};

static GRegex *
whole_words(const char *pattern)
{
    g_autofree char *words = g_strdup_printf("(?<![\\p{L}\\p{N}])(?:%s)(?![\\p{L}\\p{N}])", pattern);
    return g_regex_new(words, G_REGEX_OPTIMIZE, 0, NULL);
}

static const GRegex *
pattern_of(gsize pattern)
{
    static GRegex *patterns[PATTERNS];
    static gsize is_made;
    if (g_once_init_enter(&is_made)) {
        for (gsize i = 0; i < PATTERNS; i++)
            patterns[i] = whole_words(i < BUSY ? purposes[i].pattern : noise[i - BUSY]);
        g_once_init_leave(&is_made, 1);
    }
    return patterns[pattern];
}

/* "Årsgenomgång" is written "arsgenomgang", too. */
static char *
without_accents(const char *title)
{
    g_autofree char *folded = text_fold(title), *apart = g_utf8_normalize(folded, -1, G_NORMALIZE_DEFAULT);
    GString *plain = g_string_new(NULL);
    for (const char *at = apart; at != NULL && *at != '\0'; at = g_utf8_next_char(at))
        if (!g_unichar_ismark(g_utf8_get_char(at)))
            g_string_append_unichar(plain, g_utf8_get_char(at));
    return g_string_free(plain, FALSE);
}

typedef struct {
    gsize purpose;
    int start, end;
} Match;

static GArray *
find_matches(const char *title, gboolean reviews)
{
    GArray *matches = g_array_new(FALSE, FALSE, sizeof(Match));
    for (gsize i = 0; i < G_N_ELEMENTS(purposes); i++) {
        g_autoptr(GMatchInfo) info = NULL;
        if (reviews && !purposes[i].is_review)
            continue;
        for (g_regex_match(pattern_of(i), title, 0, &info); g_match_info_matches(info); g_match_info_next(info, NULL)) {
            Match match = { .purpose = i };
            g_match_info_fetch_pos(info, 0, &match.start, &match.end);
            g_array_append_val(matches, match);
        }
    }
    return matches;
}

static gboolean
is_within_longer(const GArray *matches, const Match *match)
{
    for (guint i = 0; i < matches->len; i++) {
        const Match *other = &g_array_index(matches, Match, i);
        if (other->start < match->end && match->start < other->end && other->end - other->start > match->end - match->start)
            return TRUE;
    }
    return FALSE;
}

static const char *
best_of(const char *title, gboolean reviews)
{
    if (title == NULL)
        return NULL;
    g_autofree char *plain = without_accents(title);
    g_autoptr(GArray) matches = find_matches(plain, reviews);
    const Match *best = NULL;
    for (guint i = 0; i < matches->len; i++) {
        const Match *match = &g_array_index(matches, Match, i);
        if (!is_within_longer(matches, match) && (best == NULL || match->purpose > best->purpose))
            best = match;
    }
    return best != NULL ? purposes[best->purpose].code : NULL;
}

const char *
purpose_of_title(const char *title)
{
    return best_of(title, FALSE);
}

const char *
purpose_review_of_title(const char *title)
{
    return best_of(title, TRUE);
}

const char *
purpose_noise_of_title(const char *title)
{
    if (title == NULL)
        return NULL;
    g_autofree char *plain = without_accents(title);
    if (g_regex_match(pattern_of(BUSY), plain, 0, NULL))
        return "busy";
    return g_regex_match(pattern_of(ROUTINE), plain, 0, NULL) ? "routine" : NULL;
}
