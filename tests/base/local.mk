# SPDX-License-Identifier: MIT
# Tests of base.
base_TESTS = tests/base/address tests/base/calendar tests/base/config
check_PROGRAMS += $(base_TESTS)
TESTS += $(base_TESTS)
tests_base_address_SOURCES = %D%/address.c
tests_base_address_LDADD = $(base_LIBS)
tests_base_calendar_SOURCES = %D%/calendar.c
tests_base_calendar_LDADD = $(base_LIBS)
tests_base_config_SOURCES = %D%/config.c
tests_base_config_LDADD = $(base_LIBS)
