# SPDX-License-Identifier: MIT
# keep: the one database.
noinst_LIBRARIES += libkeep.a
libkeep_a_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS)
libkeep_a_SOURCES = %D%/backup.c %D%/db.c %D%/db.h %D%/failure.c %D%/handle.h %D%/intern.c %D%/intern.h \
  %D%/mail.h %D%/rows.c %D%/schema.c %D%/schema.h
nodist_libkeep_a_SOURCES = %D%/resource.c
keep_LIBS = libkeep.a $(SQLITE_LIBS) $(base_LIBS)

keep_SCHEMA = %D%/schema/001.sql
EXTRA_DIST += %D%/keep.gresource.xml $(keep_SCHEMA)
BUILT_FILES += %D%/resource.c
%D%/resource.c: %D%/keep.gresource.xml $(keep_SCHEMA)
	$(AM_V_GEN)$(MKDIR_P) %D% && $(GLIB_COMPILE_RESOURCES) --generate-source --internal --c-name keep \
	  --sourcedir=$(top_srcdir)/%D% --target=$@ $(top_srcdir)/%D%/keep.gresource.xml
