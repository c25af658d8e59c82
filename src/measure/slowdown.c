/* SPDX-License-Identifier: MIT
 * The two-stage test: a watch when the latest answers are slow, an alert when fresh ones confirm it against the frozen baseline. */
#include "measure/slowdown.h"
#include <string.h>

#define WINDOW_DAYS 540
#define STILL_SLOW 1.5 /* times the frozen median: what confirms a watch, and below what all is well again */

/* X is past Y: longer, or still open when Y was answered. */
static gboolean
is_past(const SlowdownValue *x, const SlowdownValue *y)
{
    return !y->is_open && (x->seconds > y->seconds || (x->is_open && x->seconds >= y->seconds));
}

/* +1 = A is longer than B for sure, -1 = shorter for sure, 0 = who knows. */
static int
compare(const SlowdownValue *a, const SlowdownValue *b)
{
    return is_past(a, b) - is_past(b, a);
}

static int
score_of(const SlowdownValue *values, guint n, guint i)
{
    int score = 0;
    for (guint j = 0; j < n; j++)
        score += compare(&values[i], &values[j]);
    return score;
}

/* Of all ways to choose RECENT of the N scores, the share with a sum of at least TOTAL. ways[k][s]: choices of k with the sum s - OFFSET. */
static double
share_above(const int *scores, guint n, guint recent, int total)
{
    gint64 offset = (gint64)recent * n, width = 2 * offset + 1;
    g_autofree double *ways = g_new0(double, (gsize)((recent + 1) * width));
    double above = 0, all = 0;
    ways[offset] = 1;
    for (guint i = 0; i < n; i++)
        for (guint k = MIN(i + 1, recent); k > 0; k--)
            for (gint64 s = MAX(0, scores[i]); s < MIN(width, width + scores[i]); s++)
                ways[k * width + s] += ways[(k - 1) * width + s - scores[i]];
    for (gint64 s = 0; s < width; s++) {
        all += ways[recent * width + s];
        above += s - offset >= total ? ways[recent * width + s] : 0;
    }
    return above / all;
}

double
measure_slowdown_chance(const SlowdownValue *values, guint n, guint recent)
{
    g_autofree int *scores = g_new(int, n);
    int total = 0;
    for (guint i = 0; i < n; i++) {
        scores[i] = score_of(values, n, i);
        total += i >= n - recent ? scores[i] : 0;
    }
    return share_above(scores, n, recent, total);
}

static int
by_length(gconstpointer a, gconstpointer b)
{
    double left = ((const SlowdownValue *)a)->seconds, right = ((const SlowdownValue *)b)->seconds;
    return (left > right) - (left < right);
}

double
measure_slowdown_median(const SlowdownValue *values, guint n)
{
    g_autofree SlowdownValue *sorted = g_memdup2(values, n * sizeof *values);
    qsort(sorted, n, sizeof *sorted, by_length);
    return n % 2 ? sorted[n / 2].seconds : (sorted[n / 2 - 1].seconds + sorted[n / 2].seconds) / 2;
}

/* --- the past, played again ------------------------------------------------------------------------------------------- */

typedef struct {
    const SlowdownSample *samples;
    guint n;
    const SlowdownLimits *limits;
    const Calendar *calendar;
    gint64 at;
    guint known;         /* of the samples, those opened until AT */
    GArray *frozen;      /* of SlowdownValue: the baseline of the watch */
    guint fresh;         /* the first sample after the watch began */
    guint8 *passed;      /* of each sample: the turn in which it grew old, once a turn; a median of open ones grows with them */
    guint8 turn;         /* of the states, from 1 */
    Slowdown verdict;
} Play;

static SlowdownValue
value_at(const Play *play, guint i)
{
    const SlowdownSample *sample = &play->samples[i];
    if (sample->closed_at != 0 && sample->closed_at <= play->at)
        return (SlowdownValue){(double)sample->took, FALSE};
    return (SlowdownValue){(double)calendar_work_between(play->calendar, sample->opened_at, play->at), TRUE};
}

static void
append(const Play *play, GArray *values, guint from, guint to)
{
    for (guint i = from; i < to; i++) {
        SlowdownValue value = value_at(play, i);
        g_array_append_val(values, value);
    }
}

#define VALUES(array) ((const SlowdownValue *)(gconstpointer)(array)->data)

/* The baseline and, behind it, the latest answers; *RET_BASE of the former. */
static GArray *
latest(const Play *play, guint *ret_base)
{
    gint32 first_day = calendar_day_of(play->calendar, play->at) - WINDOW_DAYS;
    gint64 first_at = calendar_day_start(play->calendar, first_day + 1);
    guint recent = MIN(play->limits->recent, play->known), base = 0;
    while (base < play->known - recent && base < play->limits->base_max && play->samples[play->known - recent - base - 1].opened_at >= first_at)
        base++;
    GArray *values = g_array_new(FALSE, FALSE, sizeof(SlowdownValue));
    append(play, values, play->known - recent - base, play->known);
    *ret_base = base;
    return values;
}

static void
enter(Play *play, SlowdownState state, double before, double after, double chance)
{
    play->turn = play->turn % 255 + 1;
    play->verdict.state = state;
    play->verdict.since_at = play->at;
    play->verdict.before = before;
    play->verdict.after = after;
    play->verdict.chance = chance;
    play->verdict.alerts += state == SLOWDOWN_ALERT;
}

static void
leave(Play *play)
{
    enter(play, SLOWDOWN_NONE, 0, 0, 1);
}

/* Nothing is claimed with fewer answers; whether the difference matters is cheaper to see than whether it is luck. */
static void
look(Play *play)
{
    const SlowdownLimits *limits = play->limits;
    guint base;
    g_autoptr(GArray) values = latest(play, &base);
    if (base < limits->base_min || values->len - base < limits->recent)
        return;
    double before = measure_slowdown_median(VALUES(values), base), after = measure_slowdown_median(VALUES(values) + base, values->len - base);
    if (after < limits->ratio * MAX(before, limits->floor) || after - before < limits->min_diff)
        return;
    double chance = measure_slowdown_chance(VALUES(values), values->len, values->len - base);
    if (chance > limits->p_watch)
        return;
    enter(play, SLOWDOWN_WATCH, before, after, chance);
    g_array_set_size(play->frozen, 0);
    g_array_append_vals(play->frozen, values->data, base);
    play->fresh = play->known;
}

/* How long an open one must be before it says anything. */
static double
limit_of(const Play *play)
{
    return STILL_SLOW * play->verdict.before;
}

static gboolean
is_decided(const Play *play, guint i)
{
    SlowdownValue value = value_at(play, i);
    return !value.is_open || value.seconds >= limit_of(play);
}

static gboolean
is_well_again(const Play *play)
{
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(SlowdownValue));
    for (guint i = play->known; i > 0 && values->len < play->limits->recent; i--)
        if (is_decided(play, i - 1))
            append(play, values, i - 1, i);
    double after = values->len > 0 ? measure_slowdown_median(VALUES(values), values->len) : 0;
    return after < limit_of(play) || after <= 0;
}

/* The fresh answers confirm the watch, or take it back. */
static void
confirm(Play *play)
{
    guint n = play->limits->confirm_n, base = play->frozen->len;
    if (play->known - play->fresh < n)
        return;
    for (guint i = play->fresh; i < play->fresh + n; i++)
        if (!is_decided(play, i))
            return;
    g_autoptr(GArray) values = g_array_new(FALSE, FALSE, sizeof(SlowdownValue));
    g_array_append_vals(values, play->frozen->data, base);
    append(play, values, play->fresh, play->fresh + n);
    double after = measure_slowdown_median(VALUES(values) + base, n);
    double chance = measure_slowdown_chance(VALUES(values), values->len, n);
    if (after >= limit_of(play) && chance <= play->limits->p_alert)
        enter(play, SLOWDOWN_ALERT, play->verdict.before, after, chance);
    else
        leave(play);
}

static void
judge(Play *play)
{
    if (play->verdict.state == SLOWDOWN_NONE)
        look(play);
    else if (is_well_again(play))
        leave(play);
    else if (play->verdict.state == SLOWDOWN_WATCH)
        confirm(play);
}

/* The age at which an open one is looked at: a change of the sample like an answer. */
static gint64
age_to_look(const Play *play)
{
    if (play->verdict.state != SLOWDOWN_NONE)
        return (gint64)limit_of(play) + 1;
    guint base;
    g_autoptr(GArray) values = latest(play, &base);
    return base > 0 ? (gint64)measure_slowdown_median(VALUES(values), base) + 1 : G_MAXINT32;
}

/* The next instant after AT at which an open one of the latest is old enough; G_MAXINT64 = none. */
static gint64
next_passing(const Play *play, guint *ret_sample)
{
    gint64 next = G_MAXINT64, age = -1;
    guint looked = play->limits->recent + play->limits->confirm_n;
    for (guint i = play->known; i > 0 && play->known - i < looked; i--) {
        if (play->passed[i - 1] == play->turn || !value_at(play, i - 1).is_open)
            continue;
        age = age < 0 ? age_to_look(play) : age;
        gint64 at = calendar_work_add(play->calendar, play->samples[i - 1].opened_at, age);
        if (at > play->at && at < next) {
            next = at;
            *ret_sample = i - 1;
        }
    }
    return next;
}

static int
by_instant(gconstpointer a, gconstpointer b)
{
    gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;
    return (left > right) - (left < right);
}

static GArray *
closings_of(const SlowdownSample *samples, guint n)
{
    GArray *closings = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; i < n; i++)
        if (samples[i].closed_at != 0)
            g_array_append_val(closings, samples[i].closed_at);
    g_array_sort(closings, by_instant);
    return closings;
}

/* Judged only when the sample changes, never by a timer: looking again and again would inflate false alarms. */
static void
run(Play *play, const GArray *closings, gint64 now)
{
    guint closed = 0, old = 0;
    while (TRUE) {
        gint64 closing = closed < closings->len ? g_array_index(closings, gint64, closed) : G_MAXINT64;
        gint64 opening = play->known < play->n ? play->samples[play->known].opened_at : G_MAXINT64;
        gint64 passing = next_passing(play, &old), next = MIN(MIN(closing, opening), passing);
        if (next > now)
            return;
        play->at = next;
        while (play->known < play->n && play->samples[play->known].opened_at <= next)
            play->known++;
        while (closed < closings->len && g_array_index(closings, gint64, closed) <= next)
            closed++;
        if (passing == next)
            play->passed[old] = play->turn;
        if (closing == next || passing == next)
            judge(play);
    }
}

Slowdown
measure_slowdown(const SlowdownSample *samples, guint n, const SlowdownLimits *limits, const Calendar *calendar, gint64 now)
{
    g_autoptr(GArray) frozen = g_array_new(FALSE, FALSE, sizeof(SlowdownValue)), closings = closings_of(samples, n);
    g_autofree guint8 *passed = g_new0(guint8, n + 1);
    Play play = {.passed = passed, .turn = 1, .samples = samples, .n = n, .limits = limits, .calendar = calendar, .frozen = frozen, .verdict = {.chance = 1}};
    run(&play, closings, now);
    play.at = now;
    g_autoptr(GArray) values = latest(&play, &play.verdict.base);
    return play.verdict;
}
