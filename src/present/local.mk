# SPDX-License-Identifier: MIT
# present: the world is told.
noinst_LIBRARIES += libpresent.a
libpresent_a_CPPFLAGS = $(AM_CPPFLAGS) $(JSON_CFLAGS) $(TABLES_CFLAGS) $(NOTIFY_CFLAGS)
libpresent_a_SOURCES =
present_LIBS = libpresent.a $(JSON_LIBS) $(TABLES_LIBS) $(NOTIFY_LIBS) $(base_LIBS)
