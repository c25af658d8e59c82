# SPDX-License-Identifier: MIT
# Tests of base, and the test of the house itself.
base_TESTS =  tests/base/address tests/base/calendar tests/base/clock tests/base/config tests/base/day \
  tests/base/mail tests/base/money tests/base/option-pages tests/base/period tests/base/phone tests/base/purpose tests/base/spoken tests/base/statistic tests/base/table \
  tests/base/text tests/base/wording
check_PROGRAMS += $(base_TESTS)
TESTS += $(base_TESTS) tests/floors.sh
EXTRA_DIST += tests/floors.sh
tests_base_address_SOURCES = %D%/address.c
tests_base_address_LDADD = $(base_LIBS)
tests_base_calendar_SOURCES = %D%/calendar.c
tests_base_calendar_LDADD = $(base_LIBS)
tests_base_clock_SOURCES = %D%/clock.c
tests_base_clock_LDADD = $(base_LIBS)
tests_base_config_SOURCES = %D%/config.c
tests_base_config_LDADD = $(base_LIBS)
tests_base_day_SOURCES = %D%/day.c
tests_base_day_LDADD = $(base_LIBS)
tests_base_mail_SOURCES = %D%/mail.c
tests_base_mail_LDADD = $(base_LIBS)
tests_base_money_SOURCES = %D%/money.c
tests_base_money_LDADD = $(base_LIBS)
tests_base_option_pages_SOURCES = %D%/option-pages.c
tests_base_option_pages_LDADD = $(base_LIBS)
tests_base_period_SOURCES = %D%/period.c
tests_base_period_LDADD = $(base_LIBS)
tests_base_phone_SOURCES = %D%/phone.c
tests_base_phone_LDADD = $(base_LIBS)
tests_base_purpose_SOURCES = %D%/purpose.c
tests_base_purpose_LDADD = $(base_LIBS)
tests_base_spoken_SOURCES = %D%/spoken.c
tests_base_spoken_LDADD = $(base_LIBS)
tests_base_statistic_SOURCES = %D%/statistic.c
tests_base_statistic_LDADD = $(base_LIBS)
tests_base_table_SOURCES = %D%/table.c
tests_base_table_LDADD = $(base_LIBS)
tests_base_text_SOURCES = %D%/text.c
tests_base_text_LDADD = $(base_LIBS)
tests_base_wording_SOURCES = %D%/wording.c
tests_base_wording_LDADD = $(base_LIBS)
