# SPDX-License-Identifier: MIT
# measure: rules, signals and reviews.
libmeasure_a_SOURCES += %D%/advice.c %D%/advice.h %D%/checklist.c %D%/checklist.h %D%/slot.c %D%/slot.h %D%/digest.c %D%/digest.h %D%/due-action.c %D%/due-list.c %D%/due-notice.c \
  %D%/due-notice.h %D%/due-snooze.c %D%/due-wrong.c %D%/due-pause.c %D%/due-pause.h %D%/due-signal.c %D%/due-signal.h %D%/due-title.c \
  %D%/due-title.h %D%/due-why-fact.c %D%/due-why.c %D%/due-why.h %D%/due.c %D%/due.h %D%/evidence.c %D%/evidence.h %D%/follow-up.c %D%/follow-up.h %D%/review-record.c %D%/review.c \
  %D%/review.h %D%/rule-attempts.c %D%/rule-away.c %D%/rule-follow-up.c %D%/rule-inhibit.c %D%/rule-lead.c %D%/rule-plain.c %D%/rule-reply.c \
  %D%/rule-review.c %D%/rule-word.c %D%/rule-words.c %D%/rule.c %D%/rule.h %D%/policy.c %D%/policy.h
measure_SQL += %D%/sql/due-attempts.sql %D%/sql/due-promise.sql %D%/sql/due-away.sql %D%/sql/due-away-waits.sql %D%/sql/due-follow-up.sql %D%/sql/due-gap.sql %D%/sql/due-kept.sql \
  %D%/sql/due-lead.sql %D%/sql/due-live.sql %D%/sql/due-meeting.sql %D%/sql/due-paused.sql \
  %D%/sql/due-technical.sql %D%/sql/due-initiative.sql \
  %D%/sql/due-renewal.sql %D%/sql/due-reply.sql %D%/sql/due-review.sql %D%/sql/due-today.sql %D%/sql/due-unconfirmed.sql \
  %D%/sql/due-waiting.sql %D%/sql/due-word.sql \
  %D%/sql/due-active-range.sql %D%/sql/due-amount-missing.sql %D%/sql/due-budget-window.sql %D%/sql/due-close-passed.sql %D%/sql/due-contract.sql %D%/sql/due-detractor.sql %D%/sql/due-documentation.sql %D%/sql/due-one-sided.sql %D%/sql/due-people.sql %D%/sql/due-post-delivery.sql %D%/sql/due-prep.sql %D%/sql/due-probability-band.sql %D%/sql/due-probability-review.sql %D%/sql/due-probability-weak.sql %D%/sql/due-prompt.sql %D%/sql/due-qualification.sql %D%/sql/due-referral-feedback.sql %D%/sql/due-referral-request.sql %D%/sql/due-referral-thanks.sql %D%/sql/due-referral-through.sql %D%/sql/due-source-missing.sql %D%/sql/due-source-review.sql %D%/sql/due-source-test.sql
# reports by the calendar
libmeasure_a_SOURCES += %D%/rule-report.c %D%/schedule.c %D%/schedule.h
measure_SQL += %D%/sql/due-report.sql %D%/sql/list-reports.sql
# early warnings
libmeasure_a_SOURCES += %D%/playbook.c %D%/playbook.h %D%/rule-risk.c %D%/rule-slowdown.c %D%/slowdown.c %D%/slowdown.h
measure_SQL += %D%/sql/due-answers.sql %D%/sql/due-engagement.sql %D%/sql/due-profile.sql %D%/sql/due-risk.sql %D%/sql/due-risk-weight.sql \
  %D%/sql/due-silence.sql
