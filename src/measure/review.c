/* SPDX-License-Identifier: MIT
 * Kinds, due days and states of reviews: pure. */
#include "measure/review.h"
#include "base/text.h"
#include <glib/gi18n.h>

static const struct {
    const char *code, *name, *pattern; /* pattern over the folded title (spec 09 §9.4) */
} kinds[REVIEW_KINDS] = {
    [REVIEW_CHECK_IN] = {"check_in", N_("Check-in"), "check-?in|avstämning|statusmöte|månadsmöte"},
    [REVIEW_QBR] =
        {"qbr", N_("QBR"),
         "qbr|kvartals(?:genomgång|avstämning|möte|uppföljning)|quarterly(?: business)? review|"
         "business review|strategisk genomgång"},
    [REVIEW_STRATEGIC] = {"strategic", N_("Strategic review"),
                          "halvårs\\w*|strategisk avstämning|strategic check-?in|strategimöte"},
    [REVIEW_ANNUAL] = {"annual", N_("Annual review"),
                       "årlig\\w* (?:genomgång|utvärdering|uppföljning)|årsmöte kund|årsgenomgång|"
                       "annual (?:review|assessment)|relationsutvärdering"},
};

const char *
measure_review_code(ReviewKind kind)
{
    return kinds[kind].code;
}

ReviewKind
measure_review_kind(const char *code)
{
    for (int kind = 0; kind < REVIEW_KINDS; kind++)
        if (g_strcmp0(kinds[kind].code, code) == 0)
            return kind;
    return REVIEW_NONE;
}

const char *
measure_review_name(ReviewKind kind)
{
    return _(kinds[kind].name);
}

static const GRegex *
pattern_of(ReviewKind kind)
{
    static GRegex *patterns[REVIEW_KINDS];
    static gsize is_made;
    if (g_once_init_enter(&is_made)) {
        for (int i = 0; i < REVIEW_KINDS; i++) {
            g_autofree char *words =
                g_strdup_printf("(?<![\\p{L}\\p{N}])(?:%s)(?![\\p{L}\\p{N}])", kinds[i].pattern);
            patterns[i] = g_regex_new(words, G_REGEX_OPTIMIZE, 0, NULL);
        }
        g_once_init_leave(&is_made, 1);
    }
    return patterns[kind];
}

typedef struct {
    ReviewKind kind;
    int start, end;
} Match;

static GArray *
find_matches(const char *title)
{
    GArray *matches = g_array_new(FALSE, FALSE, sizeof(Match));
    for (int kind = 0; kind < REVIEW_KINDS; kind++) {
        g_autoptr(GMatchInfo) info = NULL;
        for (g_regex_match(pattern_of(kind), title, 0, &info); g_match_info_matches(info);
             g_match_info_next(info, NULL)) {
            Match match = {.kind = kind};
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
        if (other->start < match->end && match->start < other->end &&
            other->end - other->start > match->end - match->start)
            return TRUE;
    }
    return FALSE;
}

ReviewKind
measure_review_kind_of_title(const char *title)
{
    if (!title)
        return REVIEW_NONE;
    g_autofree char *folded = text_fold(title);
    g_autoptr(GArray) matches = find_matches(folded);
    ReviewKind best = REVIEW_NONE;
    for (guint i = 0; i < matches->len; i++) {
        const Match *match = &g_array_index(matches, Match, i);
        if (!is_within_longer(matches, match))
            best = MAX(best, match->kind);
    }
    return best;
}

ReviewKind
measure_review_kind_of_meeting(const char *purpose, const char *purpose_by, const char *title)
{
    if (purpose && g_strcmp0(purpose_by, "title") != 0)
        return measure_review_kind(purpose);
    ReviewKind kind = measure_review_kind_of_title(title);
    return kind == REVIEW_NONE ? measure_review_kind(purpose) : kind;
}

gint32
measure_review_due(gint32 held, gint32 since, gint32 start, int interval_months)
{
    gint32 from = held != DAY_NONE ? held : MAX(since, start);
    return from == DAY_NONE ? DAY_NONE : day_add_months(from, interval_months);
}

ReviewState
measure_review_state(const ReviewPolicy *policy, gint32 due, gint32 booked, gint32 today)
{
    if (booked != DAY_NONE)
        return booked <= due + policy->grace_days ? REVIEW_SCHEDULED : REVIEW_SCHEDULED_LATE;
    if (today > due + policy->grace_days)
        return REVIEW_OVERDUE;
    return today >= due - policy->remind_days ? REVIEW_DUE_SOON : REVIEW_OK;
}
