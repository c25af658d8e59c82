# SPDX-License-Identifier: MIT
# base: words of the trade and tools.
EXTRA_DIST += src/README.md
noinst_LIBRARIES += libbase.a
libbase_a_CPPFLAGS = $(AM_CPPFLAGS) $(PSL_CFLAGS) $(IDN_CFLAGS)
libbase_a_SOURCES = %D%/address.c %D%/address.h %D%/alert.c %D%/alert.h %D%/calendar.c %D%/calendar.h \
  %D%/clock.c %D%/clock.h %D%/config-check.c %D%/config-scan.c %D%/config-use.c %D%/config.c %D%/config.h %D%/day.c %D%/day.h %D%/domain.c %D%/error.c %D%/error.h %D%/event.c \
  %D%/event.h %D%/figure.c %D%/figure.h %D%/holiday.c %D%/holiday.h %D%/hours.c %D%/hours.h %D%/library.c %D%/library.h \
  %D%/mail.c %D%/mail.h %D%/money.c %D%/money.h %D%/nearest.c %D%/option-check.c %D%/option-value.c %D%/option-value.h %D%/option.c %D%/option.h %D%/cadence.c %D%/cadence.h %D%/period.c %D%/period.h %D%/period-words.c %D%/phone.c %D%/phone.h %D%/purpose.c %D%/purpose.h %D%/session.c %D%/session.h %D%/spoken.c %D%/spoken.h \
  %D%/statistic.c %D%/statistic.h %D%/subject.c %D%/table.c %D%/table.h %D%/text.c %D%/text.h %D%/week-hours.h %D%/wording.c %D%/wording.h
base_LIBS = libbase.a $(PSL_LIBS) $(IDN_LIBS) $(GLIB_LIBS) -lm
