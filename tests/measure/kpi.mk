# SPDX-License-Identifier: MIT
# Tests of episodes, lists and KPIs. Each folder of tests/kpi holds the data and the expected figures of one KPI.
kpi_TESTS = tests/measure/episode tests/measure/episode-machine tests/measure/kpi tests/measure/kpi-page tests/measure/kpi-sql tests/measure/list
check_PROGRAMS += $(kpi_TESTS)
TESTS += $(kpi_TESTS)
EXTRA_DIST += %D%/mail-words.sql %D%/scratch.h tests/kpi
tests_measure_episode_machine_LDADD = $(measure_LIBS)
tests_measure_kpi_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) -I$(srcdir)/%D%
tests_measure_kpi_LDADD = $(measure_LIBS)
tests_measure_kpi_page_LDADD = $(measure_LIBS)
tests_measure_kpi_sql_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) -I$(srcdir)/%D%
tests_measure_kpi_sql_LDADD = $(measure_LIBS)
tests_measure_episode_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) -I$(srcdir)/%D%
tests_measure_episode_LDADD = $(measure_LIBS)
tests_measure_list_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) -I$(srcdir)/%D%
tests_measure_list_LDADD = $(measure_LIBS)
