# SPDX-License-Identifier: MIT
# Tests of measure/due.
due_TESTS = tests/measure/due-digest tests/measure/due-kept tests/measure/due-life tests/measure/due-list \
  tests/measure/due-plain tests/measure/due-rule tests/measure/due-sql tests/measure/review
check_PROGRAMS += $(due_TESTS)
TESTS += $(due_TESTS)
EXTRA_DIST += %D%/due-scene.h %D%/rules-complete.sh
TESTS += tests/measure/rules-complete.sh
due_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/%D%
tests_measure_due_digest_CPPFLAGS = $(due_CPPFLAGS)
tests_measure_due_digest_LDADD = $(measure_LIBS)
tests_measure_due_kept_CPPFLAGS = $(due_CPPFLAGS)
tests_measure_due_kept_LDADD = $(measure_LIBS)
tests_measure_due_life_CPPFLAGS = $(due_CPPFLAGS)
tests_measure_due_life_LDADD = $(measure_LIBS)
tests_measure_due_list_CPPFLAGS = $(due_CPPFLAGS)
tests_measure_due_list_LDADD = $(measure_LIBS)
tests_measure_due_plain_CPPFLAGS = $(due_CPPFLAGS)
tests_measure_due_plain_LDADD = $(measure_LIBS)
tests_measure_due_rule_CPPFLAGS = $(due_CPPFLAGS)
tests_measure_due_rule_LDADD = $(measure_LIBS)
tests_measure_due_sql_CPPFLAGS = $(due_CPPFLAGS) $(SQLITE_CFLAGS)
tests_measure_due_sql_LDADD = $(measure_LIBS)
tests_measure_review_CPPFLAGS = $(due_CPPFLAGS)
tests_measure_review_LDADD = $(measure_LIBS)
# early warnings
warn_TESTS = tests/measure/due-warn tests/measure/slowdown
check_PROGRAMS += $(warn_TESTS)
TESTS += $(warn_TESTS)
tests_measure_due_warn_CPPFLAGS = $(due_CPPFLAGS)
tests_measure_due_warn_LDADD = $(measure_LIBS)
tests_measure_slowdown_LDADD = $(measure_LIBS)
