/* SPDX-License-Identifier: MIT
 * Rules: each finds the conditions of one kind that hold now. Pure: they read the database and decide; nothing is written
 * (spec 09 §9.1). One .sql file has the candidates, a few lines of C judge them. */
#pragma once
#include "base/alert.h"
#include "measure/gap.h"
#include "measure/review.h"

typedef struct {
    const char *id;
    Reads reads;
    int repeat_days;      /* told again after so many local days while open; 0 = once */
    int critical_repeat;  /* the same at severity 3 (17-B4) */
    const char *label;    /* msgid: one of them */
    const char *group;    /* msgid: several of them, before ": 7" */
} Rule;
/* Static; NULL if there is no such rule. */
const Rule *measure_rule_find(const char *id);
gsize measure_rule_count(void);

typedef struct { /* a rule for people */
    const char *id;
    const char *what, *ends; /* msgids: when it holds, when it ends */
    const char *limits;      /* "stale.days business.quiet": the options it goes by; NULL = none */
} RuleWords;
/* Static; NULL if there is no such rule. */
const RuleWords *measure_rule_words(const char *id);

#define RULE_SILENT_DAYS 30 /* nobody is silent earlier, however often they wrote (08 §8.7); :silent of the SQL */

typedef struct { /* what every rule needs of this moment */
    const MeasureContext *context;
    gint32 today;
    gint32 first_day;     /* of the calendar */
    GArray *quiet_before; /* of int: quiet days before each of its days; owned */
} RuleScene;
void measure_rule_scene(RuleScene *scene, const MeasureContext *context);
void measure_rule_scene_clear(RuleScene *scene);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RuleScene, measure_rule_scene_clear)
/* Days in (FROM, TO] that are in no quiet period: quiet periods do not age (17-L5). */
int measure_rule_age(const RuleScene *scene, gint32 from, gint32 to);

typedef void (*RuleJudge)(const RuleScene *scene, KeepRows *row, gpointer data);
/* Hands each row of due-NAME.sql, as of the scene's moment, to JUDGE. */
gboolean measure_rule_each(const RuleScene *scene, const char *name, RuleJudge judge, gpointer data, GError **error);
/* "2026-03-31 12:00" on the business's clock, for people; the beginning of a day is "2026-03-31". Caller frees. */
char *measure_rule_moment(const RuleScene *scene, gint64 at);
/* An optional day: DAY_NONE if null. */
gint32 measure_rule_day(KeepRows *row, int column);

/* FALSE if [rules] off names it. */
gboolean measure_rule_is_on(const RuleScene *scene, const char *id);

/* Appends what they find to ALERTS (of Alert*). */
gboolean measure_rule_lead(const RuleScene *scene, GPtrArray *alerts, GError **error);
gboolean measure_rule_attempts(const RuleScene *scene, GPtrArray *alerts, GError **error);
gboolean measure_rule_attempts_today(const RuleScene *scene, GPtrArray *alerts, GError **error);
gboolean measure_rule_paused(const RuleScene *scene, GPtrArray *alerts, GError **error);
gboolean measure_rule_follow_up(const RuleScene *scene, GPtrArray *alerts, GError **error);
gboolean measure_rule_reply(const RuleScene *scene, GPtrArray *alerts, GError **error);
gboolean measure_rule_review(const RuleScene *scene, GPtrArray *alerts, GError **error);
typedef struct {
    ReviewKind kind;
    gint32 due;
} NextReview;
/* The review that each customer is due for next: row id of the account (gint64 *) -> NextReview. Caller unrefs. */
GHashTable *measure_rule_review_next(const RuleScene *scene, GError **error);
gboolean measure_rule_word(const RuleScene *scene, GPtrArray *alerts, GError **error);
gboolean measure_rule_plain(const RuleScene *scene, GPtrArray *alerts, GError **error);
gboolean measure_rule_slowdown(const RuleScene *scene, GPtrArray *alerts, GError **error);
gboolean measure_rule_engagement(const RuleScene *scene, GPtrArray *alerts, GError **error);
gboolean measure_rule_risk(const RuleScene *scene, GPtrArray *alerts, GError **error); /* reads ALERTS: last */
gboolean measure_rule_unconfirmed(const RuleScene *scene, GPtrArray *alerts, GError **error);

gboolean measure_rule_away(const RuleScene *scene, GPtrArray *alerts, GError **error);
gboolean measure_rule_report(const RuleScene *scene, GPtrArray *alerts, GError **error);

/* What waits until somebody is back. */
typedef struct RuleWaits RuleWaits;
typedef struct {
    gint32 until_day; /* the first day back */
    char *contact;    /* who is away */
} RuleWait;
RuleWaits *measure_rule_waits_load(const RuleScene *scene, GError **error);
void measure_rule_waits_free(RuleWaits *waits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleWaits, measure_rule_waits_free)
/* Why an alert or signal of RULE about SUBJECT_ID and LEAD_ID waits; NULL = it does not. Borrowed. */
const RuleWait *measure_rule_waits_for(const RuleWaits *waits, const char *rule, gint64 subject_id, gint64 lead_id);

/* Everything the rules find, about context->account_id if there is one, whatever inhibits it. (of Alert*, owned) */
GPtrArray *measure_rule_all(const RuleScene *scene, GError **error);
/* Which alerts hold others back (spec 09 §9.1, 17-L6). */
typedef struct RuleInhibition RuleInhibition;
RuleInhibition *measure_rule_inhibition_new(GPtrArray *alerts); /* borrows the alerts */
void measure_rule_inhibition_free(RuleInhibition *inhibition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleInhibition, measure_rule_inhibition_free)
/* TRUE if an alert or signal of RULE with KEY on this lead and account (0 = none) is held back. */
gboolean measure_rule_is_inhibited(const RuleInhibition *inhibition, const char *rule, const char *key,
                                   gint64 lead_id, gint64 account_id);
/* TRUE if an alert of RULE is one of the signs of a customer who is about to leave: they need no word each, but are kept, for they are what the risk
 * is made of. */
gboolean measure_rule_is_behind_risk(const RuleInhibition *inhibition, const char *rule, gint64 account_id);
