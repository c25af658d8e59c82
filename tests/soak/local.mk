# SPDX-License-Identifier: MIT
# make soak: 20,000 messages, 200 kills, 200 dropped connections and a full disk; the suite has a small one (tests/cli/T140-soak.sh).
EXTRA_DIST += %D%/soak.sh %D%/dropper.py
.PHONY: soak
soak: cadens cadensd
	@top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' bash '$(top_srcdir)/tests/soak/soak.sh'
