# SPDX-License-Identifier: MIT
# Tests of collect/imap.
EXTRA_DIST += tests/lib/certificates.sh tests/lib/die.c tests/lib/dovecot.sh tests/lib/mail-server.sh tests/lib/imapd.py tests/lib/imapd.sh
imap_TESTS = tests/collect/imap-dovecot tests/collect/imap-filter tests/collect/imap-login tests/collect/imap-sync \
  tests/collect/imap-watch tests/collect/imap-words tests/collect/sasl tests/collect/secret
check_PROGRAMS += $(imap_TESTS)
TESTS += $(imap_TESTS) tests/collect/cases.sh
EXTRA_DIST += tests/collect/cases.sh tests/collect/cases.tsv
tests/collect/cases.log: $(check_PROGRAMS)
imap_LIB = tests/lib/scratch.c tests/lib/scratch.h tests/lib/sink.c tests/lib/sink.h tests/lib/imapd.c tests/lib/imapd.h
imap_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
tests_collect_imap_dovecot_SOURCES = tests/collect/imap-dovecot.c $(imap_LIB)
tests_collect_imap_dovecot_CPPFLAGS = $(imap_CPPFLAGS)
tests_collect_imap_dovecot_LDADD = $(collect_LIBS)
tests_collect_imap_filter_SOURCES = tests/collect/imap-filter.c
tests_collect_imap_filter_LDADD = $(collect_LIBS)
tests_collect_imap_login_SOURCES = tests/collect/imap-login.c $(imap_LIB)
tests_collect_imap_login_CPPFLAGS = $(imap_CPPFLAGS)
tests_collect_imap_login_LDADD = $(collect_LIBS)
tests_collect_imap_sync_SOURCES = tests/collect/imap-sync.c $(imap_LIB)
tests_collect_imap_sync_CPPFLAGS = $(imap_CPPFLAGS)
tests_collect_imap_sync_LDADD = $(collect_LIBS)
tests_collect_imap_watch_SOURCES = tests/collect/imap-watch.c $(imap_LIB)
tests_collect_imap_watch_CPPFLAGS = $(imap_CPPFLAGS)
tests_collect_imap_watch_LDADD = $(collect_LIBS)
tests_collect_imap_words_SOURCES = tests/collect/imap-words.c
tests_collect_imap_words_LDADD = $(collect_LIBS)
tests_collect_secret_SOURCES = tests/collect/secret.c $(imap_LIB)
tests_collect_secret_CPPFLAGS = $(imap_CPPFLAGS)
tests_collect_secret_LDADD = $(collect_LIBS)
tests_collect_sasl_SOURCES = tests/collect/sasl.c
tests_collect_sasl_LDADD = $(collect_LIBS)
