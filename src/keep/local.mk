# SPDX-License-Identifier: MIT
# keep: the one database.
noinst_LIBRARIES += libkeep.a
libkeep_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
libkeep_a_SOURCES = \
  %D%/absence.c %D%/absence.h \
  %D%/address.c %D%/address.h \
  %D%/again.c \
  %D%/attention.c %D%/attention.h \
  %D%/backup.c \
  %D%/calendar.c %D%/calendar.h \
  %D%/choice.h \
  %D%/churn.c \
  %D%/copy.c \
  %D%/dav.c %D%/dav.h \
  %D%/db.c %D%/db.h %D%/guard.c %D%/snapshot.c %D%/snapshot.h \
  %D%/difference.c %D%/difference.h \
  %D%/dump.c %D%/dump.h \
  %D%/erase.c %D%/erase.h \
  %D%/failure.c \
  %D%/find.c %D%/find.h \
  %D%/folder.c \
  %D%/guest.c %D%/guest.h \
  %D%/handle.h \
  %D%/hook.c %D%/hook.h \
  %D%/invite.c %D%/invite.h \
  %D%/intern.c %D%/intern.h \
  %D%/link.c %D%/link.h \
  %D%/mail.c %D%/mail.h \
  %D%/mail_settle.c \
  %D%/mailbox.c \
  %D%/mark.c \
  %D%/meeting.c %D%/meeting.h \
  %D%/merge.c %D%/merge.h \
  %D%/meeting_settle.c \
  %D%/move.c %D%/move.h \
  %D%/message.c %D%/message.h \
  %D%/message_parts.c \
  %D%/occurrence.c %D%/occurrence.h \
  %D%/poll.c \
  %D%/series.c \
  %D%/series.h \
  %D%/competitor.c %D%/competitor.h \
  %D%/person.c %D%/person.h \
  %D%/promise.c %D%/promise.h \
  %D%/proof.c %D%/proof.h \
  %D%/recompute.c \
  %D%/report.c %D%/report.h \
  %D%/rows.c \
  %D%/retention.c %D%/retention.h \
  %D%/schema.c %D%/schema.h \
  %D%/thread.c %D%/thread.h \
  %D%/thread_load.c \
  %D%/thread_split.c \
  %D%/tomb.c %D%/tomb.h \
  %D%/touchpoint.c %D%/touchpoint.h
nodist_libkeep_a_SOURCES = %D%/resource.c
keep_LIBS = libkeep.a $(SQLITE_LIBS) $(base_LIBS)

keep_SCHEMA = %D%/schema/001.sql %D%/schema/002.sql %D%/schema/003.sql %D%/schema/004.sql %D%/schema/005.sql %D%/schema/006.sql %D%/schema/007.sql %D%/schema/008.sql %D%/schema/009.sql %D%/schema/010.sql %D%/schema/011.sql %D%/schema/012.sql %D%/schema/013.sql %D%/schema/014.sql %D%/schema/015.sql %D%/schema/016.sql %D%/schema/017.sql %D%/schema/018.sql %D%/schema/019.sql %D%/schema/020.sql %D%/schema/021.sql %D%/schema/022.sql %D%/schema/023.sql %D%/schema/024.sql %D%/schema/025.sql %D%/schema/026.sql %D%/schema/027.sql %D%/schema/028.sql %D%/schema/029.sql %D%/schema/030.sql %D%/schema/031.sql %D%/schema/defaults.sql
EXTRA_DIST += %D%/keep.gresource.xml $(keep_SCHEMA)
BUILT_FILES += %D%/resource.c
%D%/resource.c: %D%/keep.gresource.xml $(keep_SCHEMA)
	$(AM_V_GEN)$(MKDIR_P) %D% && $(GLIB_COMPILE_RESOURCES) --generate-source --internal --c-name keep \
	  --sourcedir=$(top_srcdir)/%D% --target=$@ $(top_srcdir)/%D%/keep.gresource.xml
include src/keep/rows.mk
