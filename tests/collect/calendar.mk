# SPDX-License-Identifier: MIT
# Tests of collect/calendar.
calendar_TESTS = tests/collect/feed tests/collect/ics tests/collect/ics-apart tests/collect/ics-fuzz tests/collect/ics-vectors tests/collect/invite tests/collect/recur tests/collect/zone
check_PROGRAMS += $(calendar_TESTS) tests/collect/recur-print tests/bench/ics
TESTS += $(calendar_TESTS) tests/collect/recur-dateutil.sh
tests_bench_ics_SOURCES = tests/bench/ics.c
tests_bench_ics_CPPFLAGS = $(AM_CPPFLAGS) $(ICAL_CFLAGS)
tests_bench_ics_LDADD = $(collect_LIBS) $(ICAL_LIBS)
tests_collect_feed_SOURCES = tests/collect/feed.c
tests_collect_feed_LDADD = $(collect_LIBS)
tests_collect_ics_SOURCES = tests/collect/ics.c
tests_collect_ics_LDADD = $(collect_LIBS)
tests_collect_ics_apart_SOURCES = tests/collect/ics-apart.c
tests_collect_ics_apart_LDADD = $(collect_LIBS)
EXTRA_tests_collect_ics_apart_DEPENDENCIES = cadens-ics
tests_collect_ics_fuzz_SOURCES = tests/collect/ics-fuzz.c
tests_collect_ics_fuzz_LDADD = $(collect_LIBS)
tests_collect_ics_vectors_SOURCES = tests/collect/ics-vectors.c
tests_collect_ics_vectors_LDADD = $(collect_LIBS)
tests_collect_invite_SOURCES = tests/collect/invite.c
tests_collect_invite_LDADD = $(collect_LIBS)
tests_collect_recur_SOURCES = tests/collect/recur.c
tests_collect_recur_LDADD = $(collect_LIBS)
tests_collect_zone_SOURCES = tests/collect/zone.c
tests_collect_zone_LDADD = $(collect_LIBS)
tests_collect_recur_print_SOURCES = tests/collect/recur-print.c
tests_collect_recur_print_LDADD = $(collect_LIBS)
EXTRA_DIST += tests/collect/recur-dateutil.sh tests/collect/recur-dateutil.py tests/collect/feed-server.py tests/collect/feed-server.pem tests/collect/vectors
