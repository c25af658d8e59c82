# SPDX-License-Identifier: MIT
# Tests of the programs from outside.
cli_TESTS = %D%/T010-config.sh
TESTS += $(cli_TESTS)
EXTRA_DIST += $(cli_TESTS) tests/lib/tap.sh
$(cli_TESTS:.sh=.log): cadens cadensd
