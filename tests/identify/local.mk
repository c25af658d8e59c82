# SPDX-License-Identifier: MIT
# Tests of identify.
check_PROGRAMS += tests/identify/departure tests/identify/promise tests/identify/absence tests/identify/cue tests/identify/keyword tests/identify/match tests/identify/mention tests/identify/message tests/identify/reading
TESTS += tests/identify/departure tests/identify/promise tests/identify/absence tests/identify/cue tests/identify/keyword tests/identify/match tests/identify/mention tests/identify/message tests/identify/reading
tests_identify_match_SOURCES = tests/identify/match.c
tests_identify_match_LDADD = $(identify_LIBS)
tests_identify_message_SOURCES = tests/identify/message.c
tests_identify_message_LDADD = $(identify_LIBS)
tests_identify_reading_SOURCES = tests/identify/reading.c
tests_identify_reading_LDADD = $(identify_LIBS)
tests_identify_cue_SOURCES = tests/identify/cue.c
tests_identify_cue_LDADD = $(identify_LIBS)
tests_identify_keyword_SOURCES = tests/identify/keyword.c
tests_identify_keyword_LDADD = $(identify_LIBS)
tests_identify_absence_SOURCES = tests/identify/absence.c
tests_identify_absence_LDADD = $(identify_LIBS)
tests_identify_promise_SOURCES = tests/identify/promise.c
tests_identify_promise_LDADD = $(identify_LIBS)
tests_identify_mention_SOURCES = tests/identify/mention.c
tests_identify_mention_LDADD = $(identify_LIBS)
tests_identify_departure_SOURCES = tests/identify/departure.c
tests_identify_departure_LDADD = $(identify_LIBS)
