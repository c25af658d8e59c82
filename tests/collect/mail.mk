# SPDX-License-Identifier: MIT
# Tests of collect/mail.
check_PROGRAMS += tests/bench/header tests/collect/folder-name tests/collect/header
TESTS += tests/collect/folder-name tests/collect/header
tests_bench_header_SOURCES = tests/bench/header.c
tests_bench_header_LDADD = $(collect_LIBS)
tests_collect_header_SOURCES = tests/collect/header.c
tests_collect_header_LDADD = $(collect_LIBS)
tests_collect_folder_name_SOURCES = tests/collect/folder-name.c
tests_collect_folder_name_LDADD = $(collect_LIBS)
