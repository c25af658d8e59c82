# SPDX-License-Identifier: MIT
# Tests of collect/calendar.
calendar_TESTS = tests/collect/feed tests/collect/ics tests/collect/ics-vectors
check_PROGRAMS += $(calendar_TESTS)
TESTS += $(calendar_TESTS)
tests_collect_feed_SOURCES = tests/collect/feed.c
tests_collect_feed_LDADD = $(collect_LIBS)
tests_collect_ics_SOURCES = tests/collect/ics.c
tests_collect_ics_LDADD = $(collect_LIBS)
tests_collect_ics_vectors_SOURCES = tests/collect/ics-vectors.c
tests_collect_ics_vectors_LDADD = $(collect_LIBS)
EXTRA_DIST += tests/collect/feed-server.py tests/collect/feed-server.pem tests/collect/vectors
