# SPDX-License-Identifier: MIT
# make bench: speed and memory against what the machine could do at best. Nothing of it is part of `make check`.
bench_FILES = %D%/bench.py %D%/delay.py %D%/place.py %D%/sync.py %D%/live.py %D%/feed.py %D%/figures.py %D%/big.sql %D%/README.md
EXTRA_DIST += $(bench_FILES)

.PHONY: bench
bench: cadens cadensd tests/bench/header$(EXEEXT) tests/bench/keep_mail$(EXEEXT) tests/bench/ics$(EXEEXT)
	-@top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' PYTHONDONTWRITEBYTECODE=1 \
	  BENCH_N='$(BENCH_N)' BENCH_TOUCHPOINTS='$(BENCH_TOUCHPOINTS)' BENCH_IDLE='$(BENCH_IDLE)' BENCH_ROWS='$(BENCH_ROWS)' \
	  /usr/bin/python3 '$(top_srcdir)/tests/bench/bench.py'
