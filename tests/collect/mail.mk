# SPDX-License-Identifier: MIT
# Tests of collect/mail.
mail_TESTS = tests/collect/folder-name tests/collect/header tests/collect/maildir tests/collect/mbox tests/collect/message
check_PROGRAMS += tests/bench/header $(mail_TESTS)
TESTS += $(mail_TESTS)
tests_bench_header_SOURCES = tests/bench/header.c
tests_bench_header_LDADD = $(collect_LIBS)
tests_collect_folder_name_SOURCES = tests/collect/folder-name.c
tests_collect_folder_name_LDADD = $(collect_LIBS)
tests_collect_header_SOURCES = tests/collect/header.c
tests_collect_header_LDADD = $(collect_LIBS)
tests_collect_maildir_SOURCES = tests/collect/maildir.c tests/lib/scratch.c tests/lib/scratch.h tests/lib/sink.c tests/lib/sink.h
tests_collect_maildir_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_collect_maildir_LDADD = $(collect_LIBS)
tests_collect_mbox_SOURCES = tests/collect/mbox.c tests/lib/scratch.c tests/lib/scratch.h tests/lib/sink.c tests/lib/sink.h
tests_collect_mbox_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_collect_mbox_LDADD = $(collect_LIBS)
tests_collect_message_SOURCES = tests/collect/message.c
tests_collect_message_LDADD = $(collect_LIBS)
check_PROGRAMS += tests/collect/glance
TESTS += tests/collect/glance
tests_collect_glance_SOURCES = tests/collect/glance.c
tests_collect_glance_LDADD = $(collect_LIBS)
