# SPDX-License-Identifier: MIT
# collect: the world comes in. libcurl, libxml2 and libical are loaded when they are needed (base/library.h).
noinst_LIBRARIES += libcollect.a
libcollect_a_CPPFLAGS = $(AM_CPPFLAGS) $(GNUTLS_CFLAGS) $(ICAL_CFLAGS) $(CURL_CFLAGS) $(XML_CFLAGS)
libcollect_a_SOURCES =
collect_LIBS = libcollect.a $(ETPAN_LIBS) $(GNUTLS_LIBS) $(CSV_LIBS) $(base_LIBS)
include src/collect/mail.mk
include src/collect/imap.mk
include src/collect/calendar.mk
include src/collect/sheet.mk
