# SPDX-License-Identifier: MIT
# Translations: built beside the programs, so that they speak before they are installed.
EXTRA_DIST += %D%/sv.po
sv_localedir = $(localedir)/sv/LC_MESSAGES
sv_locale_DATA = %D%/sv/LC_MESSAGES/cadens.mo
CLEANFILES += %D%/sv/LC_MESSAGES/cadens.mo
%D%/sv/LC_MESSAGES/cadens.mo: %D%/sv.po
	$(AM_V_GEN)$(MKDIR_P) %D%/sv/LC_MESSAGES && $(MSGFMT) --check -o $@.tmp $< && mv $@.tmp $@
