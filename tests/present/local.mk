# SPDX-License-Identifier: MIT
# Tests of present.
check_PROGRAMS += %D%/print %D%/figures %D%/notify %D%/bus %D%/page %D%/dashboard
present_desktop_tests = %D%/notify-dunst.sh %D%/notify-mock.sh %D%/notify-plain.sh %D%/notify-none.sh \
  %D%/page.sh
TESTS += %D%/print %D%/figures %D%/bus %D%/dashboard %D%/notify $(present_desktop_tests)
EXTRA_DIST += $(present_desktop_tests) tests/lib/desktop.sh

tests_present_print_SOURCES = %D%/print.c
tests_present_print_CPPFLAGS = $(AM_CPPFLAGS) $(JSON_CFLAGS)
tests_present_print_LDADD = $(present_LIBS)
tests_present_figures_SOURCES = %D%/figures.c
tests_present_figures_LDADD = $(present_LIBS)
tests_present_notify_SOURCES = %D%/notify.c
tests_present_notify_LDADD = $(present_LIBS)
tests_present_bus_SOURCES = %D%/bus.c
tests_present_bus_LDADD = $(present_LIBS)
tests_present_page_SOURCES = %D%/page.c
tests_present_page_LDADD = $(present_LIBS)
tests_present_dashboard_SOURCES = %D%/dashboard.c
tests_present_dashboard_LDADD = $(present_LIBS)
