/* SPDX-License-Identifier: MIT
 * The test for slower answers: worked example E7, and its rates of false and of right alarms on simulated accounts with a fixed seed (08 §8.7). */
#include "base/clock.h"
#include "measure/slowdown.h"
#include <math.h>
#include <string.h>

#define HOUR 3600.0

/* Values of working hours; a negative one is open, at least so long. */
static double
chance_of(const double *base, guint n_base, const double *recent, guint n_recent, double scale)
{
    SlowdownValue values[32];
    for (guint i = 0; i < n_base + n_recent; i++) {
        double hours = i < n_base ? base[i] : recent[i - n_base];
        values[i] = (SlowdownValue){fabs(hours) * scale * HOUR, hours < 0};
    }
    return measure_slowdown_chance(values, n_base + n_recent, n_recent);
}

static void
test_example(void) /* E7 */
{
    static const double base[] = {2, 3, 1, 4, 2, 6, 3, 5, 2, 4};
    static const struct {
        double recent[5], chance;
    } cases[] = {
        {{9, 7, 12, -30, 8}, 1.0 / 3003}, {{4, 6, 3, 5, 2}, 19.0 / 91},       {{8, 3, 9, 2, 10}, 67.0 / 1001},
        {{9, 7, -1.5, -3, 12}, 10.0 / 3003},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_cmpfloat_with_epsilon(chance_of(base, 10, cases[i].recent, 5, 1), cases[i].chance, 1e-12);
        g_assert_cmpfloat_with_epsilon(chance_of(base, 10, cases[i].recent, 5, 2), cases[i].chance, 1e-12);
    }
    static const double quick[] = {1, 2, 3}, slow[] = {4, 5, 6};
    g_assert_cmpfloat_with_epsilon(chance_of(quick, 3, slow, 3, 1), 0.05, 1e-12);
}

/* --- simulated accounts ---------------------------------------------------------------------------------------------- */

static const SlowdownLimits shipped = {5, 8, 20, 4, 2, 8 * HOUR, 4 * HOUR, 0.05, 0.10};

typedef struct {
    GRand *random;
    Calendar *calendar;
    gint64 first_at, turn_at, end_at; /* slower from TURN on */
    double times;                     /* how much */
    int per_year;
} World;

/* Log-normal, median 4 working hours, sigma 1. */
static double
draw_reply(GRand *random)
{
    double u = 1 - g_rand_double(random), v = g_rand_double(random);
    return 4 * HOUR * exp(sqrt(-2 * log(u)) * cos(2 * G_PI * v));
}

static GArray *
draw_account(const World *world)
{
    GArray *samples = g_array_new(FALSE, TRUE, sizeof(SlowdownSample));
    double year = 365.25 * 86400, at = (double)world->first_at;
    while ((at += -log(1 - g_rand_double(world->random)) * year / world->per_year) < (double)world->end_at) {
        gint64 opened = calendar_work_add(world->calendar, (gint64)at, 1);
        double reply = draw_reply(world->random) * (opened >= world->turn_at ? world->times : 1);
        SlowdownSample sample = {opened, calendar_work_add(world->calendar, opened, (gint64)reply), (gint64)reply};
        if (g_rand_double(world->random) < 0.15 || sample.closed_at > world->end_at) /* never answered, or not yet */
            sample.closed_at = sample.took = 0;
        g_array_append_val(samples, sample);
    }
    return samples;
}

static guint
alerts_until(const World *world, const GArray *samples, gint64 at)
{
    guint n = 0;
    while (n < samples->len && g_array_index(samples, SlowdownSample, n).opened_at <= at)
        n++;
    g_autofree SlowdownSample *seen = g_memdup2(samples->data, n * sizeof *seen);
    for (guint i = 0; i < n; i++)
        if (seen[i].closed_at > at)
            seen[i].closed_at = seen[i].took = 0;
    return measure_slowdown(seen, n, &shipped, world->calendar, at).alerts;
}

/* Alerts in the year after TURN per account; *RET_DETECTED the share of accounts with any. */
static double
simulate(double times, int per_year, guint accounts, double *ret_detected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GRand) random = g_rand_new_with_seed(20260331);
    g_autoptr(Calendar) calendar = calendar_new("Europe/Stockholm", "Mon-Fri 08:00-17:00", "none", NULL, NULL, &error);
    g_assert_no_error(error);
    gint32 first, turn, end;
    g_assert_true(day_parse("2023-01-01", &first) && day_parse("2025-01-01", &turn) && day_parse("2026-01-01", &end));
    World world = {random, calendar, calendar_day_start(calendar, first), calendar_day_start(calendar, turn), calendar_day_start(calendar, end), times, per_year};
    guint alerts = 0, detected = 0;
    for (guint i = 0; i < accounts; i++) {
        g_autoptr(GArray) samples = draw_account(&world);
        guint new = alerts_until(&world, samples, world.end_at) - alerts_until(&world, samples, world.turn_at);
        alerts += new;
        detected += new > 0;
    }
    *ret_detected = (double)detected / accounts;
    return (double)alerts / accounts;
}

static void
test_false_alarms(void)
{
    double share, often = simulate(1, 36, 1000, &share), seldom = simulate(1, 12, 1000, &share);
    g_test_message("false alerts a year: %.3f with 36 answers a year, %.3f with 12", often, seldom);
    g_assert_cmpfloat(often, <=, 0.10);
    g_assert_cmpfloat(seldom, <=, 0.04);
}

static void
test_power(void)
{
    double three, five;
    simulate(3, 36, 200, &three);
    simulate(5, 36, 200, &five);
    g_test_message("found within a year: %.2f of those three times slower, %.2f of those five times slower", three, five);
    g_assert_cmpfloat(three, >=, 0.45);
    g_assert_cmpfloat(five, >=, 0.70);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/slowdown/example", test_example);
    g_test_add_func("/slowdown/false-alarms", test_false_alarms);
    g_test_add_func("/slowdown/power", test_power);
    return g_test_run();
}
