# SPDX-License-Identifier: MIT
# collect: message headers, maildir and mbox.
libcollect_a_SOURCES += %D%/address-list.c %D%/address-list.h %D%/charset.c %D%/charset.h %D%/content.c %D%/content.h \
  %D%/date.c %D%/date.h %D%/field.c %D%/field.h %D%/folder-name.c %D%/folder-name.h %D%/glance.c %D%/glance.h %D%/header.c %D%/header.h \
  %D%/identifier.c %D%/identifier.h %D%/inspect.c %D%/inspect.h %D%/local.c %D%/local.h %D%/maildir.c %D%/maildir.h \
  %D%/maildir-tree.c %D%/maildir-tree.h %D%/mbox.c %D%/mbox.h %D%/mbox-mark.c %D%/mbox-mark.h %D%/mbox-reader.c %D%/mbox-reader.h %D%/message.c %D%/message.h \
  %D%/part.c %D%/part.h %D%/quiet-file.c %D%/quiet-file.h %D%/word.c %D%/word.h
