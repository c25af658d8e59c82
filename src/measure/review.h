/* SPDX-License-Identifier: MIT
 * Reviews: when one is due, what state that is, and which kind of review a title means (spec 09 §9.4). */
#pragma once
#include "base/day.h"
#include "measure/kpi.h"

typedef enum { /* shorter cadence first; the longer inhibits the shorter (17-L6) and wins in titles */
    REVIEW_NONE = -1,
    REVIEW_CHECK_IN,
    REVIEW_QBR,
    REVIEW_STRATEGIC,
    REVIEW_ANNUAL,
    REVIEW_KINDS,
} ReviewKind;
const char *measure_review_code(ReviewKind kind);         /* "check_in", ...; static */
ReviewKind measure_review_kind(const char *code);         /* REVIEW_NONE if it is none (or NULL) */
const char *measure_review_name(ReviewKind kind);         /* for people, translated; static */
/* What a meeting's title says it is: a match within a longer one does not count, of the rest the longest cadence wins. */
ReviewKind measure_review_kind_of_title(const char *title);
/* The same of a meeting: a purpose given by a person decides, then the title, then the stored purpose. */
ReviewKind measure_review_kind_of_meeting(const char *purpose, const char *purpose_by, const char *title);

typedef struct {
    int interval_months, remind_days, grace_days;
} ReviewPolicy;
typedef enum {
    REVIEW_OK,
    REVIEW_SCHEDULED,
    REVIEW_SCHEDULED_LATE,
    REVIEW_DUE_SOON,
    REVIEW_OVERDUE,
} ReviewState;
/* An interval after HELD; never held (DAY_NONE): after the later of SINCE and START (17-L6), DAY_NONE if neither is known. BY_CALENDAR
 * at the end of the month, quarter, half or year instead (09 §9.4). */
gint32 measure_review_due(gint32 held, gint32 since, gint32 start, int interval_months, gboolean by_calendar);
/* BOOKED = day of the earliest meeting that matches, or DAY_NONE. */
ReviewState measure_review_state(const ReviewPolicy *policy, gint32 due, gint32 booked, gint32 today);

/* The kind of review that is due first of ACCOUNT (external id) as the live signals say; REVIEW_NONE if none is. */
gboolean measure_review_next(const MeasureContext *context, const char *account, ReviewKind *ret, GError **error);

/* Stores a review row, unconfirmed, for each held meeting with a customer that is a review by purpose or title and has none, and
 * confirms those that nobody has denied for three days (spec 09 §9.4). For after settling. */
gboolean measure_review_record(const MeasureContext *context, GError **error);
