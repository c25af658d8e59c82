# SPDX-License-Identifier: MIT
# Fuzz targets: their corpus is replayed by the suite; `make fuzz-targets` builds them for libFuzzer (configure --enable-fuzz, with clang;
# scripts/fuzz does it all).
fuzz_TESTS = %D%/replay-filter %D%/replay-header %D%/replay-address %D%/replay-split %D%/replay-expand %D%/replay-rule
fuzz_TARGETS = %D%/filter %D%/header %D%/address %D%/split %D%/expand %D%/rule
check_PROGRAMS += $(fuzz_TESTS)
TESTS += $(fuzz_TESTS)
EXTRA_PROGRAMS = $(fuzz_TARGETS)
EXTRA_DIST += %D%/corpus
dist_noinst_SCRIPTS += scripts/fuzz

tests_fuzz_replay_filter_SOURCES = %D%/filter.c %D%/replay.c %D%/target.c %D%/target.h
tests_fuzz_replay_filter_LDADD = $(collect_LIBS)
tests_fuzz_replay_header_SOURCES = %D%/header.c %D%/replay.c %D%/target.c %D%/target.h
tests_fuzz_replay_header_LDADD = $(collect_LIBS)
tests_fuzz_replay_address_SOURCES = %D%/address.c %D%/replay.c %D%/target.c %D%/target.h
tests_fuzz_replay_address_LDADD = $(collect_LIBS)
tests_fuzz_replay_split_SOURCES = %D%/split.c %D%/replay.c %D%/target.c %D%/target.h
tests_fuzz_replay_split_LDADD = $(collect_LIBS)
tests_fuzz_replay_expand_SOURCES = %D%/expand.c %D%/replay.c %D%/target.c %D%/target.h
tests_fuzz_replay_expand_LDADD = $(collect_LIBS)
tests_fuzz_replay_rule_SOURCES = %D%/rule.c %D%/replay.c %D%/target.c %D%/target.h
tests_fuzz_replay_rule_LDADD = $(collect_LIBS)

tests_fuzz_filter_SOURCES = %D%/filter.c %D%/target.c %D%/target.h
tests_fuzz_filter_LDADD = $(collect_LIBS)
tests_fuzz_filter_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_header_SOURCES = %D%/header.c %D%/target.c %D%/target.h
tests_fuzz_header_LDADD = $(collect_LIBS)
tests_fuzz_header_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_address_SOURCES = %D%/address.c %D%/target.c %D%/target.h
tests_fuzz_address_LDADD = $(collect_LIBS)
tests_fuzz_address_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_split_SOURCES = %D%/split.c %D%/target.c %D%/target.h
tests_fuzz_split_LDADD = $(collect_LIBS)
tests_fuzz_split_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_expand_SOURCES = %D%/expand.c %D%/target.c %D%/target.h
tests_fuzz_expand_LDADD = $(collect_LIBS)
tests_fuzz_expand_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_rule_SOURCES = %D%/rule.c %D%/target.c %D%/target.h
tests_fuzz_rule_LDADD = $(collect_LIBS)
tests_fuzz_rule_LDFLAGS = $(AM_LDFLAGS) -fsanitize=fuzzer
.PHONY: fuzz-targets
fuzz-targets: $(fuzz_TARGETS)
