# SPDX-License-Identifier: MIT
# Tests of measure/due.
due_TESTS = tests/measure/due-rule
check_PROGRAMS += $(due_TESTS)
TESTS += $(due_TESTS)
EXTRA_DIST += %D%/due-scene.h
tests_measure_due_rule_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/%D%
tests_measure_due_rule_LDADD = $(measure_LIBS)
