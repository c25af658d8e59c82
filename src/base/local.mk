# SPDX-License-Identifier: MIT
# base: words of the trade and tools.
noinst_LIBRARIES += libbase.a
libbase_a_CPPFLAGS = $(AM_CPPFLAGS) $(PSL_CFLAGS) $(IDN_CFLAGS)
libbase_a_SOURCES =
base_LIBS = libbase.a $(PSL_LIBS) $(IDN_LIBS) $(GLIB_LIBS) -lm
