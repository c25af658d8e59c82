# SPDX-License-Identifier: MIT
# Tests of keep.
keep_TESTS = tests/keep/db tests/keep/mail tests/keep/meeting
check_PROGRAMS += $(keep_TESTS)
TESTS += $(keep_TESTS)
EXTRA_DIST += %D%/letter.h %D%/scratch.h %D%/snapshot.h
tests_keep_db_LDADD = $(keep_LIBS)
tests_keep_mail_LDADD = $(keep_LIBS)
tests_keep_meeting_LDADD = $(keep_LIBS)

check_PROGRAMS += tests/keep/heal
TESTS += tests/keep/heal
tests_keep_heal_LDADD = $(keep_LIBS)

check_PROGRAMS += tests/bench/keep_mail
tests_bench_keep_mail_SOURCES = tests/bench/keep_mail.c
tests_bench_keep_mail_LDADD = $(keep_LIBS)
