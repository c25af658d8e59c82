# SPDX-License-Identifier: MIT
# Tests of run.
run_TESTS = tests/run/pages
check_PROGRAMS += $(run_TESTS)
TESTS += $(run_TESTS)
tests_run_pages_SOURCES = %D%/pages.c
tests_run_pages_LDADD = $(run_LIBS)
