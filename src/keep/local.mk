# SPDX-License-Identifier: MIT
# keep: the one database.
noinst_LIBRARIES += libkeep.a
libkeep_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
libkeep_a_SOURCES =
keep_LIBS = libkeep.a $(SQLITE_LIBS) $(base_LIBS)
