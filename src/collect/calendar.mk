# SPDX-License-Identifier: MIT
# collect: iCalendar feeds and invitations.
libcollect_a_SOURCES += \
  %D%/dav.c %D%/dav.h \
  %D%/dav-answer.c %D%/dav-answer.h \
  %D%/dav-ask.c %D%/dav-ask.h \
  %D%/feed.c %D%/feed.h %D%/http.c %D%/http.h \
  %D%/ics.c %D%/ics.h \
  %D%/ics-apart.c %D%/ics-apart.h %D%/ics-record.c %D%/ics-record.h %D%/ics-work.c \
  %D%/ics-entry.c %D%/ics-entry.h \
  %D%/ics-event.c %D%/ics-event.h \
  %D%/ics-expand.c \
  %D%/ics-invite.c \
  %D%/ics-line.c %D%/ics-line.h \
  %D%/ics-place.c \
  %D%/ics-scrub.c %D%/ics-scrub.h \
  %D%/ics-series.c %D%/ics-series.h \
  %D%/ics-split.c \
  %D%/ics-spool.c %D%/ics-spool.h \
  %D%/ics-text.c \
  %D%/ics-time.c %D%/ics-time.h \
  %D%/recur.c %D%/recur.h %D%/recur-walk.c \
  %D%/zone.c %D%/zone.h \
  %D%/zone-name.c %D%/zone-name.h \
  %D%/zone-set.c \
  %D%/zone-windows.c %D%/zone-windows.h
EXTRA_DIST += %D%/zone-windows.py
