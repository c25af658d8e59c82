/* SPDX-License-Identifier: MIT
 * A small business in a database of its own, for the tests of what is due: 2026, Stockholm, Mon-Fri
 * 08-17. */
#pragma once
#include "base/clock.h"
#include "base/day.h"
#include "base/error.h"
#include "keep/defaults.h"
#include "measure/due.h"
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
    char *directory;
    KeepDb *db;
    Calendar *calendar;
    Config *config;
    MeasureContext context;
} Scene;

static inline gint32
day_of(const char *text)
{
    gint32 day;
    g_assert_true(day_parse(text, &day));
    return day;
}

/* "2026-03-31 12:00" in Stockholm, or the beginning of "2026-03-31". */
static inline gint64
instant_of(const Scene *scene, const char *text)
{
    gint64 at;
    gint32 day;
    if (day_parse(text, &day))
        return calendar_day_start(scene->calendar, day);
    g_assert_true(clock_parse_instant(text, calendar_zone(scene->calendar), &at, NULL));
    return at;
}

static inline void
scene_at(Scene *scene, const char *text)
{
    scene->context.now = instant_of(scene, text);
}

/* One statement; :at, :day take the instant and the local day of AT (may be NULL). */
static inline void
scene_run(Scene *scene, const char *at, const char *sql)
{
    g_autoptr(GError) error = NULL;
    gint64 instant = at ? instant_of(scene, at) : 0;
    KeepBind binds[3] = {0};
    int n = 0;
    if (strstr(sql, ":at"))
        binds[n++] = (KeepBind)KI("at", instant);
    if (strstr(sql, ":day"))
        binds[n++] = (KeepBind)KI("day", calendar_day_of(scene->calendar, instant));
    keep_db_run_text(scene->db, sql, binds, &error);
    g_assert_no_error(error);
}

static inline gint64
scene_int(Scene *scene, const char *sql)
{
    g_autoptr(GError) error = NULL;
    gint64 value = 0;
    keep_db_int(scene->db, g_intern_string(sql), NO_BIND, &value, NULL, &error);
    g_assert_no_error(error);
    return value;
}

/* Rules that would speak of the bare leads and accounts that the other tests are made of. */
#define SCENE_OFF                                                                                   \
    "[rules]\noff = active_leads_range; expansion_budget_window; lead_one_sided; meeting_prep_due; " \
    "lead_profile_incomplete; pipeline_amount_missing; probability_off_band; probability_review_due; probability_unsupported; " \
    "qualification_incomplete; source_missing; source_review_due; source_test_due\n"

static inline Config *
scene_config(const char *given)
{
    g_autofree char *text = g_strconcat(strstr(given, "[rules]") ? "" : SCENE_OFF, given, NULL);
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    ConfigLayer layer = {
        .file = "cadens.conf", .text = text, .length = strlen(text), .is_private = TRUE};
    Config *config = config_parse(&layer, 1, problems);
    for (guint i = 0; i < problems->len; i++)
        g_test_message("%s", (const char *)g_ptr_array_index(problems, i));
    g_assert_nonnull(config);
    return config;
}

static inline Scene *
scene_new(const char *config)
{
    g_autoptr(GError) error = NULL;
    Scene *scene = g_new0(Scene, 1);
    const char *const quiet[] = {"W28-W31", "12-22..01-06", NULL};
    const char *const off[] = {"midsummer_eve", "christmas_eve", "new_year_eve", NULL};
    scene->directory = g_dir_make_tmp("cadens-due-XXXXXX", &error);
    g_assert_no_error(error);
    g_autofree char *path = g_build_filename(scene->directory, "cadens.db", NULL);
    scene->db = keep_db_open(path, KEEP_READ_WRITE, &error);
    g_assert_no_error(error);
    scene->calendar =
        calendar_new("Europe/Stockholm", "Mon-Fri 08:00-17:00", "SE", off, quiet, &error);
    g_assert_no_error(error);
    scene->config = scene_config(config);
    scene->context = (MeasureContext){scene->db, scene->calendar, scene->config, 0, 0, NULL};
    g_assert_true(keep_db_begin(scene->db, &error));
    g_assert_true(
        keep_defaults_install(scene->db, scene->calendar, 0, &error)); /* policies since ever */
    g_assert_true(keep_calendar_fill(scene->db, scene->calendar, &error));
    g_assert_true(keep_db_commit(scene->db, &error));
    return scene;
}

static inline void
scene_free(Scene *scene)
{
    keep_db_free(scene->db);
    calendar_free(scene->calendar);
    config_free(scene->config);
    const char *const names[] = {"cadens.db", "cadens.db-wal", "cadens.db-shm"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(scene->directory, names[i], NULL);
        g_unlink(path);
    }
    g_assert_cmpint(g_rmdir(scene->directory), ==, 0);
    g_free(scene->directory);
    g_free(scene);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scene, scene_free)

/* A customer since SINCE (NULL = a prospect) with TIER (0 = none). */
static inline void
scene_account(Scene *scene, int id, int tier, const char *since)
{
    g_autofree char *tier_text = tier ? g_strdup_printf("%d", tier) : g_strdup("NULL");
    g_autofree char *sql = g_strdup_printf("INSERT INTO account (id, name, lifecycle, tier, "
                                           "customer_since_day, ext_id, created_at, updated_at) "
                                           "VALUES (%d, 'Account %d', '%s', %s, %s, 'A%d', 0, 0)",
                                           id, id, since ? "customer" : "prospect", tier_text,
                                           since ? ":day" : "NULL", id);
    scene_run(scene, since, sql);
}

/* A lead on ACCOUNT, created (and by that last active) at CREATED. */
static inline void
scene_lead(Scene *scene, int id, int account, const char *stage, const char *created)
{
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO lead (id, account_id, name, stage_id, created_at, created_day, ext_id, "
        "updated_at) "
        "SELECT %d, %d, 'Lead %d', id, :at, :day, 'L%d', 0 FROM stage WHERE code = '%s'",
        id, account, id, id, stage);
    scene_run(scene, created, sql);
    g_autofree char *history =
        g_strdup_printf("INSERT INTO lead_stage_history (lead_id, to_stage_id, at, local_day) "
                        "SELECT id, stage_id, created_at, created_day FROM lead WHERE id = %d", id);
    scene_run(scene, NULL, history);
}

/* LEAD, MEETING 0 = none; OUTCOME NULL = none. */
static inline void
scene_touch(Scene *scene, const char *kind, const char *direction, int account, int lead,
            const char *outcome, const char *at)
{
    static int next = 1;
    g_autofree char *lead_text = lead ? g_strdup_printf("%d", lead) : g_strdup("NULL");
    g_autofree char *outcome_text = outcome ? g_strdup_printf("'%s'", outcome) : g_strdup("NULL");
    g_autofree char *sql =
        g_strdup_printf("INSERT INTO touchpoint (kind, direction, account_id, lead_id, outcome, "
                        "occurred_at, local_day, logged_at, "
                        "src_key) VALUES ('%s', '%s', %d, %s, %s, :at, :day, :at, 'x:%d')",
                        kind, direction, account, lead_text, outcome_text, next++);
    scene_run(scene, at, sql);
}

/* A meeting of an hour with somebody of ACCOUNT. */
static inline void
scene_meeting(Scene *scene, int id, int account, const char *title, const char *start)
{
    g_autofree char *sql =
        g_strdup_printf("INSERT INTO meeting (id, uid, summary, start_at, end_at, local_day, "
                        "booked_at, booked_day, first_seen_at, "
                        "has_external) VALUES (%d, 'm%d', '%s', :at, :at + 3600, :day, 0, 0, 0, 1)",
                        id, id, title);
    scene_run(scene, start, sql);
    g_autofree char *who = g_strdup_printf("INSERT INTO guest (list_id, addr, "
                                           "account_id) VALUES (-%d, 'x@a%d.example', %d)",
                                           id, account, account);
    scene_run(scene, NULL, who);
}

static inline void
scene_review(Scene *scene, int account, const char *kind, const char *held)
{
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO review (account_id, kind, held_day, confirmed) VALUES (%d, '%s', :day, 1)",
        account, kind);
    scene_run(scene, held, sql);
}

/* A promise due at the end of DUE's day, made at CREATED. LEAD, CONTACT 0 = none. */
static inline void
scene_follow_up(Scene *scene, int id, int account, int lead, int contact, const char *created,
                const char *due)
{
    gint32 day = day_of(due);
    g_autofree char *lead_text = lead ? g_strdup_printf("%d", lead) : g_strdup("NULL");
    g_autofree char *contact_text = contact ? g_strdup_printf("%d", contact) : g_strdup("NULL");
    gint64 end = calendar_day_start(scene->calendar, day + 1);
    g_autofree char *sql =
        g_strdup_printf("INSERT INTO follow_up (id, ext_id, account_id, lead_id, contact_id, "
                        "promise, created_at, committed_due_day, "
                        "committed_due_at, due_day, due_at) VALUES (%d, 'F%d', %d, %s, %s, 'send "
                        "it', :at, %d, %" G_GINT64_FORMAT ", %d, %" G_GINT64_FORMAT ")",
                        id, id, account, lead_text, contact_text, day, end, day, end);
    scene_run(scene, created, sql);
}

/* An answer that we owe ACCOUNT since OPENED. */
static inline void
scene_owed(Scene *scene, int id, int account, int lead, const char *opened)
{
    g_autofree char *lead_text = lead ? g_strdup_printf("%d", lead) : g_strdup("NULL");
    g_autofree char *sql =
        g_strdup_printf("INSERT INTO response_episode (id, episode_key, owed_by, account_id, "
                        "lead_id, contact_addr, opened_at, "
                        "opened_day, last_attempt_at, state) VALUES (%d, 'e%d', 'us', %d, %s, "
                        "'anna@a.example', :at, :day, :at, 'open')",
                        id, id, account, lead_text);
    scene_run(scene, opened, sql);
}

static inline int
scene_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* For rules-complete.sh: which rules this test sees at this look. */
static inline void
scene_note(const GPtrArray *alerts)
{
    const char *file = g_getenv("CADENS_RULES_SEEN");
    FILE *seen = file ? g_fopen(file, "a") : NULL;
    if (!seen)
        return;
    fprintf(seen, "%s", g_test_get_path());
    for (guint i = 0; i < alerts->len; i++)
        fprintf(seen, " %s", ((const Alert *)g_ptr_array_index(alerts, i))->rule);
    fputc('\n', seen);
    fclose(seen);
}

#define NARROW_MAX 50 /* accounts: enough for every rule, and the large scenes stay quick */

static inline void
scene_words_of(const GPtrArray *alerts, gint64 account_id, GPtrArray *words)
{
    for (guint i = 0; i < alerts->len; i++) {
        const Alert *alert = g_ptr_array_index(alerts, i);
        if (alert->account_id == account_id)
            g_ptr_array_add(words, g_strdup_printf("%s=%d %d %s %s", alert->key, alert->severity, alert->due_day, alert->title, alert->evidence));
    }
    g_ptr_array_sort(words, scene_compare);
    g_ptr_array_add(words, NULL);
}

/* Everything that is stored of signals, in one text. Caller frees. */
static inline char *
scene_signals(Scene *scene)
{
    GError *error = NULL;
    char *text = keep_db_text(scene->db, "SELECT (SELECT COUNT(*) FROM signal_event) || ':' || GROUP_CONCAT(id || dedup_key || state || severity || last_seen_at || hits || "
        "COALESCE(account_id, 0), ' ') FROM signal", NO_BIND, &error);
    g_assert_no_error(error);
    return text;
}

/* Each account judged alone has what it has among ALERTS, those of everything; stored after them (IS_STORED), it changes no row. */
static inline void
scene_narrow(Scene *scene, const GPtrArray *alerts, gboolean is_stored)
{
    GError *error = NULL;
    g_autoptr(GArray) accounts = keep_db_ids(scene->db, "SELECT id FROM account ORDER BY id", NO_BIND, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < accounts->len && i < NARROW_MAX; i++) {
        MeasureContext narrow = scene->context;
        narrow.account_id = g_array_index(accounts, gint64, i);
        g_autoptr(GPtrArray) alone = measure_due_evaluate(&narrow, &error);
        g_assert_no_error(error);
        g_autoptr(GPtrArray) theirs = g_ptr_array_new_with_free_func(g_free), all = g_ptr_array_new_with_free_func(g_free);
        scene_words_of(alone, narrow.account_id, theirs);
        scene_words_of(alerts, narrow.account_id, all);
        g_autofree char *got = g_strjoinv("\n", (char **)theirs->pdata), *wanted = g_strjoinv("\n", (char **)all->pdata);
        g_assert_cmpstr(got, ==, wanted);
        g_assert_cmpuint(alone->len, ==, theirs->len - 1);
        if (!is_stored)
            continue;
        g_autofree char *before = scene_signals(scene);
        g_assert_true(measure_due_apply(&narrow, alone, NULL, &error));
        g_assert_no_error(error);
        g_autofree char *after = scene_signals(scene);
        g_assert_cmpstr(after, ==, before);
    }
}

/* What holds at NOW, as "rule:kind:id[:suffix]=severity" words in alphabetical order. Caller frees.
 */
static inline char *
scene_holds(Scene *scene, const char *now)
{
    g_autoptr(GError) error = NULL;
    scene_at(scene, now);
    g_autoptr(GPtrArray) alerts = measure_due_evaluate(&scene->context, &error);
    g_assert_no_error(error);
    scene_note(alerts);
    scene_narrow(scene, alerts, FALSE);
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < alerts->len; i++) {
        const Alert *alert = g_ptr_array_index(alerts, i);
        g_assert_nonnull(alert->title);
        g_ptr_array_add(words, g_strdup_printf("%s=%d", alert->key, alert->severity));
    }
    g_ptr_array_sort(words, scene_compare);
    g_ptr_array_add(words, NULL);
    return g_strjoinv(" ", (char **)words->pdata);
}

#define assert_holds(scene, now, expected)                     \
    do {                                                       \
        g_autofree char *holds_ = scene_holds((scene), (now)); \
        g_assert_cmpstr(holds_, ==, (expected));               \
    } while (0)

/* Evaluates and stores; what waits to be told as "id:cause:bubble" words. Caller frees. */
static inline char *
scene_apply(Scene *scene, const char *now)
{
    static const char *const causes[] = {"opened", "escalated", "woke", "repeat"};
    g_autoptr(GError) error = NULL;
    scene_at(scene, now);
    g_autoptr(GPtrArray) alerts = measure_due_evaluate(&scene->context, &error);
    g_assert_no_error(error);
    scene_note(alerts);
    gint64 left = 0;
    g_assert_true(keep_db_int(scene->db, "SELECT COUNT(*) FROM sqlite_temp_master WHERE name LIKE 'memo%'", NO_BIND, &left, NULL, NULL));
    g_assert_cmpint(left, ==, 0);
    scene_narrow(scene, alerts, FALSE);
    g_autoptr(GArray) notices = g_array_new(FALSE, FALSE, sizeof(DueNotice));
    measure_due_apply(&scene->context, alerts, notices, &error);
    g_assert_no_error(error);
    if (!config_bool(scene->config, "attempts", "auto_pause")) /* which ends what it stored */
        scene_narrow(scene, alerts, TRUE);
    GString *words = g_string_new(NULL);
    for (guint i = 0; i < notices->len; i++) {
        DueNotice notice = g_array_index(notices, DueNotice, i);
        g_string_append_printf(words, "%s%" G_GINT64_FORMAT ":%s%s", i ? " " : "", notice.signal_id,
                               causes[notice.cause], notice.bubble ? "" : ":digest");
    }
    return g_string_free(words, FALSE);
}

#define assert_waits(scene, now, expected)                     \
    do {                                                       \
        g_autofree char *waits_ = scene_apply((scene), (now)); \
        g_assert_cmpstr(waits_, ==, (expected));               \
    } while (0)

/* As scene_holds(), of one rule. */
static inline char *
scene_holds_of(Scene *scene, const char *rule, const char *now)
{
    g_autofree char *all = scene_holds(scene, now);
    g_auto(GStrv) words = g_strsplit(all, " ", -1);
    g_autofree char *head = g_strconcat(rule, ":", NULL);
    GString *kept = g_string_new(NULL);
    for (char **word = words; *word; word++)
        if (g_str_has_prefix(*word, head))
            g_string_append_printf(kept, "%s%s", kept->len ? " " : "", *word + strlen(head));
    return g_string_free(kept, FALSE);
}

#define assert_rule(scene, rule, now, expected)                             \
    do {                                                                    \
        g_autofree char *holds_ = scene_holds_of((scene), (rule), (now));   \
        g_assert_cmpstr(holds_, ==, (expected));                            \
    } while (0)
