# SPDX-License-Identifier: MIT
# present: the world is told.
noinst_LIBRARIES += libpresent.a
libpresent_a_CPPFLAGS = $(AM_CPPFLAGS) $(JSON_CFLAGS) $(TABLES_CFLAGS) $(NOTIFY_CFLAGS) $(XLSX_CFLAGS)
libpresent_a_SOURCES = \
  %D%/bars.c %D%/bars.h %D%/due-groups.c %D%/due-groups.h %D%/explain.c %D%/explain.h %D%/flow.c %D%/flow.h %D%/heat.c %D%/heat.h \
  %D%/movements.c %D%/movements.h %D%/svg.c %D%/svg.h %D%/today.c %D%/today.h \
  %D%/bubble.c %D%/bus.c %D%/cell.c %D%/chart.c %D%/csv.c %D%/dashboard.c %D%/field.c %D%/field.h %D%/xlsx.c %D%/xlsx.h %D%/write.h %D%/figure-words.c %D%/figures.c \
  %D%/html.c %D%/ical.c %D%/json.c %D%/notify.c %D%/notify-library.c %D%/page.c %D%/page-table.c %D%/print.c %D%/report.c %D%/resource-text.c \
  %D%/state.c %D%/supervisor.c %D%/text-table.c %D%/tile.c %D%/title.c %D%/write.c \
  %D%/bubble.h %D%/bus.h %D%/cell.h %D%/chart.h %D%/csv.h %D%/dashboard.h %D%/figure-words.h %D%/figures.h \
  %D%/html.h %D%/ical.h %D%/json.h %D%/notify.h %D%/notify-library.h %D%/page.h %D%/page-table.h %D%/print.h %D%/report.h %D%/resource.h %D%/state.h \
  %D%/text-table.h %D%/tile.h %D%/title.h
nodist_libpresent_a_SOURCES = %D%/resource.c
present_LIBS = libpresent.a $(JSON_LIBS) $(TABLES_LIBS) $(XLSX_LIBS) $(base_LIBS)

present_RESOURCES = %D%/dashboard.css %D%/dashboard.html %D%/dashboard.js %D%/org.cadens.Cadens1.xml
EXTRA_DIST += %D%/present.gresource.xml $(present_RESOURCES)
CLEANFILES += %D%/resource.c
%D%/resource.c: %D%/present.gresource.xml $(present_RESOURCES)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(GLIB_COMPILE_RESOURCES) --sourcedir=$(srcdir)/%D% --target=$@ \
	  --generate-source --internal --c-name present $(srcdir)/%D%/present.gresource.xml
