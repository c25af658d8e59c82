# SPDX-License-Identifier: MIT
# Example configuration and sample data.

# What the desktop knows us by: menu entry, icons, activation of the bus name.
applicationsdir = $(datadir)/applications
dist_applications_DATA = %D%/org.cadens.Cadens.desktop
metainfodir = $(datadir)/metainfo
dist_metainfo_DATA = %D%/org.cadens.Cadens.metainfo.xml
iconsdir = $(datadir)/icons/hicolor/scalable/apps
dist_icons_DATA = %D%/org.cadens.Cadens.svg
symboliciconsdir = $(datadir)/icons/hicolor/symbolic/apps
dist_symbolicicons_DATA = %D%/org.cadens.Cadens-symbolic.svg
dbusservicesdir = $(datadir)/dbus-1/services
nodist_dbusservices_DATA = %D%/org.cadens.Cadens1.service
EXTRA_DIST += %D%/org.cadens.Cadens1.service.in
CLEANFILES += %D%/org.cadens.Cadens1.service
%D%/org.cadens.Cadens1.service: %D%/org.cadens.Cadens1.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) $(@D) && sed 's|@bindir[@]|$(bindir)|' $(srcdir)/%D%/org.cadens.Cadens1.service.in > $@.tmp && mv $@.tmp $@

# Maps for the CSV of other programs.
mapsdir = $(pkgdatadir)/maps
dist_maps_DATA = %D%/maps/fortnox-invoices.map %D%/maps/hubspot-companies.map %D%/maps/hubspot-contacts.map %D%/maps/hubspot-deals.map \
  %D%/maps/invoice-lines.map %D%/maps/pipedrive-deals.map %D%/maps/pipedrive-organizations.map %D%/maps/pipedrive-people.map

dist_doc_DATA = %D%/cadens.conf.example

# Maildir names hold a colon, which no list of a makefile can; the folder is copied as it is.
dist-hook: dist-sample
.PHONY: dist-sample
dist-sample:
	$(MKDIR_P) $(distdir)/%D% && cp -R $(srcdir)/%D%/sample $(distdir)/%D%/ && chmod -R u+w $(distdir)/%D%/sample

completionsdir = $(datadir)/bash-completion/completions
dist_completions_DATA = %D%/completion/cadens.bash
zshcompletionsdir = $(datadir)/zsh/site-functions
dist_zshcompletions_DATA = %D%/completion/_cadens
fishcompletionsdir = $(datadir)/fish/vendor_completions.d
dist_fishcompletions_DATA = %D%/completion/cadens.fish
