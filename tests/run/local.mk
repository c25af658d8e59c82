# SPDX-License-Identifier: MIT
# Tests of run.
run_TESTS = tests/run/pages tests/run/patience
check_PROGRAMS += $(run_TESTS)
TESTS += $(run_TESTS) %D%/completion.sh
EXTRA_DIST += %D%/completion.sh
tests_run_pages_SOURCES = %D%/pages.c
tests_run_pages_LDADD = $(run_LIBS)
tests_run_patience_SOURCES = %D%/patience.c
tests_run_patience_LDADD = $(run_LIBS)
