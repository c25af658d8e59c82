/* SPDX-License-Identifier: MIT
 * Review rules: due, overdue, booked late, to be confirmed; one item per account (spec 09 §9.4,
 * 17-B3, 17-L6). */
#include "measure/review.h"
#include "measure/rule.h"
#include "keep/setting.h"
#include <glib/gi18n.h>

#define LAST_WEEK 7 /* days before due in which a reminder becomes a warning */
#define CRITICAL_DAYS_FIRST_TIER 14
#define CRITICAL_DAYS 30

typedef struct {                 /* what the calendar and the contracts know of one account */
    gint32 held[REVIEW_KINDS];   /* last held day by kind; a check-in counts every meeting */
    gint32 booked[REVIEW_KINDS]; /* earliest day still to come */
    GArray *pulled; /* of gint32: days to which contracts pull the annual review, ascending */
} Course;

static void
course_free(gpointer data)
{
    Course *course = data;
    g_array_unref(course->pulled);
    g_free(course);
}

static Course *
course_of(GHashTable *courses, gint64 account_id)
{
    Course *course = g_hash_table_lookup(courses, &account_id);
    if (course)
        return course;
    course = g_new0(Course, 1);
    for (int kind = 0; kind < REVIEW_KINDS; kind++)
        course->held[kind] = course->booked[kind] = DAY_NONE;
    course->pulled = g_array_new(FALSE, FALSE, sizeof(gint32));
    g_hash_table_insert(courses, g_memdup2(&account_id, sizeof account_id), course);
    return course;
}

static void
note_meeting(Course *course, ReviewKind kind, gint32 day, gboolean is_over)
{
    if (is_over)
        course->held[kind] = MAX(course->held[kind], day);
    else if (course->booked[kind] == DAY_NONE)
        course->booked[kind] = day; /* rows come in the order of time */
}

static void
judge_meeting(const RuleScene *scene G_GNUC_UNUSED, KeepRows *row, gpointer data)
{
    enum { ACCOUNT_ID, MEETING_ID, LOCAL_DAY, IS_OVER, PURPOSE, PURPOSE_BY, SUMMARY };
    Course *course = course_of(data, keep_rows_int(row, ACCOUNT_ID));
    gint32 day = (gint32)keep_rows_int(row, LOCAL_DAY);
    gboolean is_over = keep_rows_int(row, IS_OVER) != 0;
    ReviewKind kind = measure_review_kind_of_meeting(keep_rows_text(row, PURPOSE),
                                                     keep_rows_text(row, PURPOSE_BY),
                                                     keep_rows_text(row, SUMMARY));
    note_meeting(course, REVIEW_CHECK_IN, day, is_over);
    if (kind > REVIEW_CHECK_IN)
        note_meeting(course, kind, day, is_over);
}

static void
judge_renewal(const RuleScene *scene G_GNUC_UNUSED, KeepRows *row, gpointer data)
{
    gint32 day = (gint32)keep_rows_int(row, 1);
    g_array_append_val(course_of(data, keep_rows_int(row, 0))->pulled, day);
}

typedef struct {
    GHashTable *courses; /* account id -> Course */
    gint32 policy_start;
    GPtrArray *alerts; /* NULL = nobody is told */
    GHashTable *next;  /* account id -> NextReview, or NULL */
} ReviewJudge;

/* A contract pulls the annual review forward, unless that day was already served (15-C81). */
static gint32
pull_forward(gint32 due, gint32 held, const GArray *pulled)
{
    for (guint i = 0; i < pulled->len; i++) {
        gint32 day = g_array_index(pulled, gint32, i);
        if (day > held)
            return due == DAY_NONE ? day : MIN(due, day);
    }
    return due;
}

typedef struct {
    gint64 account_id;
    const char *account;
    gint64 tier;
    ReviewKind kind;
    ReviewPolicy policy;
    gint32 due, booked;
} Review;

static int
overdue_severity(const RuleScene *scene, const Review *review)
{
    int late = measure_rule_age(scene, review->due + review->policy.grace_days, scene->today);
    return late > (review->tier == 1 ? CRITICAL_DAYS_FIRST_TIER : CRITICAL_DAYS) ? 3 : 2;
}

static Alert *
review_alert(const char *rule, const Review *review, int severity)
{
    Alert *alert = alert_new(rule, "account", review->account_id);
    g_free(alert->key);
    alert->key = g_strdup_printf("%s:account:%" G_GINT64_FORMAT ":%s", rule, review->account_id,
                                 measure_review_code(review->kind));
    alert->account_id = review->account_id;
    alert->severity = severity;
    alert->due_day = review->due;
    alert->may_bubble = severity > 0;
    return alert;
}

static void
add_late(const Review *review, const char *due, GPtrArray *alerts)
{
    Alert *alert = review_alert("review_scheduled_late", review, 0);
    g_autofree char *booked = day_format(review->booked);
    alert->title = g_strdup_printf(_("%s booked for %s, due %s: %s"),
                                   measure_review_name(review->kind), booked, due, review->account);
    g_ptr_array_add(alerts, alert);
}

static void
add_due(const RuleScene *scene, const Review *review, const char *due, GPtrArray *alerts)
{
    int severity = review->due - scene->today <= LAST_WEEK ? 2 : 1;
    Alert *alert = review_alert("review_due", review, severity);
    alert->title = g_strdup_printf(_("%s due %s: %s"), measure_review_name(review->kind), due,
                                   review->account);
    g_ptr_array_add(alerts, alert);
}

static void
add_overdue(const RuleScene *scene, const Review *review, const char *due, GPtrArray *alerts)
{
    Alert *alert = review_alert("review_overdue", review, overdue_severity(scene, review));
    alert->title = g_strdup_printf(_("%s overdue since %s: %s"), measure_review_name(review->kind),
                                   due, review->account);
    g_ptr_array_add(alerts, alert);
}

static void
judge_state(const RuleScene *scene, const Review *review, GPtrArray *alerts)
{
    g_autofree char *due = day_format(review->due);
    switch (measure_review_state(&review->policy, review->due, review->booked, scene->today)) {
    case REVIEW_OK:
    case REVIEW_SCHEDULED:
        return;
    case REVIEW_SCHEDULED_LATE:
        add_late(review, due, alerts);
        return;
    case REVIEW_DUE_SOON:
        add_due(scene, review, due, alerts);
        return;
    case REVIEW_OVERDUE:
        add_overdue(scene, review, due, alerts);
        return;
    }
}

/* The one that is due first; of those due on the same day, the one with the longer cadence. */
static void
note_next(GHashTable *next, const Review *review)
{
    const NextReview *known = g_hash_table_lookup(next, &review->account_id);
    if (known != NULL && (known->due < review->due || (known->due == review->due && known->kind > review->kind)))
        return;
    NextReview *fresh = g_new(NextReview, 1);
    *fresh = (NextReview){review->kind, review->due};
    g_hash_table_replace(next, g_memdup2(&review->account_id, sizeof review->account_id), fresh);
}

static gboolean
counts_mail(const RuleScene *scene, gint64 tier)
{
    const char digit[] = {(char)('0' + tier), '\0'};
    return g_strv_contains(config_list(scene->context->config, "review", "check_in_by_mail"),
                           digit);
}

static gboolean
goes_by_calendar(const RuleScene *scene, ReviewKind kind)
{
    return g_strv_contains(config_list(scene->context->config, "review", "by_calendar"), measure_review_code(kind));
}

static void
judge_review(const RuleScene *scene, KeepRows *row, gpointer data)
{
    enum { ACCOUNT_ID, ACCOUNT_NAME, TIER, KIND, INTERVAL, REMIND, GRACE, SINCE, HELD, MET, MAIL };
    ReviewJudge *judge = data;
    Course *course = course_of(judge->courses, keep_rows_int(row, ACCOUNT_ID));
    Review review = {
        .account_id = keep_rows_int(row, ACCOUNT_ID),
        .account = keep_rows_text(row, ACCOUNT_NAME),
        .tier = keep_rows_int(row, TIER),
        .kind = measure_review_kind(keep_rows_text(row, KIND)),
        .policy = {(int)keep_rows_int(row, INTERVAL), (int)keep_rows_int(row, REMIND),
                   (int)keep_rows_int(row, GRACE)},
    };
    gint32 held = MAX(measure_rule_day(row, HELD), measure_rule_day(row, MET));
    held = MAX(held, course->held[review.kind]);
    if (counts_mail(scene, review.tier))
        held = MAX(held, measure_rule_day(row, MAIL));
    review.booked = course->booked[review.kind];
    review.due = measure_review_due(held, measure_rule_day(row, SINCE), judge->policy_start,
                                    review.policy.interval_months, goes_by_calendar(scene, review.kind));
    if (review.kind == REVIEW_ANNUAL)
        review.due = pull_forward(review.due, held, course->pulled);
    if (review.due != DAY_NONE && judge->alerts != NULL)
        judge_state(scene, &review, judge->alerts);
    if (review.due != DAY_NONE && judge->next != NULL)
        note_next(judge->next, &review);
}

/* Written by the first start as a date. */
static gboolean
read_policy_start(const RuleScene *scene, gint32 *ret_day, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autofree char *text = keep_setting_get(scene->context->db, "policy_start_day", &problem);
    if (problem) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return FALSE;
    }
    gint64 number;
    *ret_day = DAY_NONE;
    if (text && !day_parse(text, ret_day) &&
        g_ascii_string_to_signed(text, 10, -1000000, 1000000, &number, NULL))
        *ret_day = (gint32)number;
    return TRUE;
}

static gboolean
judge_reviews(const RuleScene *scene, GPtrArray *alerts, GHashTable *next, GError **error)
{
    g_autoptr(GHashTable) courses =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, course_free);
    ReviewJudge judge = {courses, DAY_NONE, alerts, next};
    return read_policy_start(scene, &judge.policy_start, error) &&
           measure_rule_each(scene, "meeting", judge_meeting, courses, error) &&
           measure_rule_each(scene, "renewal", judge_renewal, courses, error) &&
           measure_rule_each(scene, "review", judge_review, &judge, error);
}

gboolean
measure_rule_review(const RuleScene *scene, GPtrArray *alerts, GError **error)
{
    return judge_reviews(scene, alerts, NULL, error);
}

GHashTable *
measure_rule_review_next(const RuleScene *scene, GError **error)
{
    g_autoptr(GHashTable) next = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    return judge_reviews(scene, NULL, next, error) ? g_steal_pointer(&next) : NULL;
}

static void
judge_unconfirmed(const RuleScene *scene G_GNUC_UNUSED, KeepRows *row, gpointer data)
{
    enum { REVIEW_ID, ACCOUNT_ID, ACCOUNT_NAME, KIND, HELD_DAY, SUMMARY };
    Alert *alert = alert_new("review_unconfirmed", "review", keep_rows_int(row, REVIEW_ID));
    alert->account_id = keep_rows_int(row, ACCOUNT_ID);
    alert->severity = 1;
    alert->due_day = (gint32)keep_rows_int(row, HELD_DAY);
    const char *name = measure_review_name(measure_review_kind(keep_rows_text(row, KIND)));
    const char *summary = keep_rows_text(row, SUMMARY);
    alert->title = summary && *summary ? g_strdup_printf(_("Was this a review (%s)? “%s” with %s"), name, summary, keep_rows_text(row, ACCOUNT_NAME))
                                       : g_strdup_printf(_("Was this a review (%s)? With %s"), name, keep_rows_text(row, ACCOUNT_NAME));
    g_ptr_array_add(data, alert);
}

gboolean
measure_rule_unconfirmed(const RuleScene *scene, GPtrArray *alerts, GError **error)
{
    return measure_rule_each(scene, "unconfirmed", judge_unconfirmed, alerts, error);
}
