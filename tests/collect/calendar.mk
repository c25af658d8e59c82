# SPDX-License-Identifier: MIT
# Tests of collect/calendar.
calendar_TESTS = tests/collect/ics-vectors
check_PROGRAMS += $(calendar_TESTS)
TESTS += $(calendar_TESTS)
tests_collect_ics_vectors_SOURCES = tests/collect/ics-vectors.c
tests_collect_ics_vectors_LDADD = $(collect_LIBS)
EXTRA_DIST += tests/collect/vectors
