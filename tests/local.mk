# SPDX-License-Identifier: MIT
# The test suite mirrors src/; each part links only what its room may use.
include tests/cli/local.mk
include tests/base/local.mk
include tests/collect/mail.mk
include tests/collect/imap.mk
include tests/collect/calendar.mk
include tests/collect/sheet.mk
include tests/identify/local.mk
include tests/keep/local.mk
include tests/measure/kpi.mk
include tests/measure/due.mk
include tests/present/local.mk
include tests/run/local.mk
include tests/fuzz/local.mk
include tests/soak/local.mk
include tests/bench/local.mk
