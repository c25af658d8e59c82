# SPDX-License-Identifier: MIT
# collect: IMAP mailboxes, and which source is asked.
libcollect_a_SOURCES += %D%/source.c %D%/source.h %D%/refusal.c %D%/refusal.h %D%/secret.c %D%/secret.h %D%/secret-bus.c %D%/secret-bus.h %D%/keyring.c %D%/keyring.h \
  %D%/online-account.c %D%/online-account.h %D%/sasl.c %D%/sasl.h %D%/sasl-scram.c %D%/sasl-scram.h %D%/imap.c %D%/imap.h \
  %D%/imap-filter.c %D%/imap-filter.h %D%/imap-idle.c %D%/imap-idle.h %D%/imap-list.c %D%/imap-list.h \
  %D%/imap-login.c %D%/imap-login.h %D%/imap-node.c %D%/imap-node.h %D%/imap-part.c %D%/imap-part.h \
  %D%/imap-pass.c %D%/imap-pass.h %D%/imap-reply.c %D%/imap-reply.h %D%/imap-search.c %D%/imap-search.h \
  %D%/imap-series.c %D%/imap-series.h %D%/imap-session.c %D%/imap-session.h %D%/imap-set.c %D%/imap-set.h %D%/imap-stream.c %D%/imap-stream.h \
  %D%/imap-structure.c %D%/imap-structure.h %D%/imap-tls.c %D%/imap-tls.h %D%/imap-window.c %D%/imap-window.h \
  %D%/imap-work.c %D%/imap-work.h
