# SPDX-License-Identifier: MIT
# run: the programs; the only room where rooms meet.
run_LIBS = librun.a libpresent.a libmeasure.a libkeep.a libidentify.a libcollect.a libbase.a \
  $(present_LIBS) $(measure_LIBS) $(identify_LIBS) $(collect_LIBS)
noinst_LIBRARIES += librun.a
librun_a_CPPFLAGS = $(AM_CPPFLAGS)
librun_a_SOURCES =
