# SPDX-License-Identifier: MIT
# Tests of collect/imap.
EXTRA_DIST += tests/lib/certificates.sh tests/lib/dovecot.sh
check_PROGRAMS += tests/collect/imap-dovecot
TESTS += tests/collect/imap-dovecot
tests_collect_imap_dovecot_SOURCES = tests/collect/imap-dovecot.c tests/lib/scratch.c tests/lib/scratch.h tests/lib/sink.c tests/lib/sink.h
tests_collect_imap_dovecot_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_collect_imap_dovecot_LDADD = $(collect_LIBS)
