# SPDX-License-Identifier: MIT
# The user unit.
EXTRA_DIST += %D%/cadensd.service.in
systemduserunit_DATA = %D%/cadensd.service
CLEANFILES += %D%/cadensd.service
%D%/cadensd.service: %D%/cadensd.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) %D% && sed 's|@bindir[@]|$(bindir)|g' $< > $@.tmp && mv $@.tmp $@
