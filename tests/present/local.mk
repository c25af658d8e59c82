# SPDX-License-Identifier: MIT
# Tests of present.
check_PROGRAMS += %D%/notify %D%/bus
present_desktop_tests = %D%/notify-dunst.sh %D%/notify-mock.sh %D%/notify-plain.sh %D%/notify-none.sh
TESTS += %D%/bus %D%/notify $(present_desktop_tests)
EXTRA_DIST += $(present_desktop_tests) tests/lib/desktop.sh

tests_present_notify_SOURCES = %D%/notify.c
tests_present_notify_LDADD = $(present_LIBS)
tests_present_bus_SOURCES = %D%/bus.c
tests_present_bus_LDADD = $(present_LIBS)
