# SPDX-License-Identifier: MIT
# measure: what it means: episodes, figures, what is due.
noinst_LIBRARIES += libmeasure.a
libmeasure_a_CPPFLAGS = $(AM_CPPFLAGS)
libmeasure_a_SOURCES =
nodist_libmeasure_a_SOURCES =
measure_SQL =
measure_LIBS = libmeasure.a $(keep_LIBS)
include src/measure/kpi.mk
include src/measure/due.mk
