#!/bin/bash
# SPDX-License-Identifier: MIT
# The acceptance run of a mailbox (tests/lib/acceptance.sh) on a real Cyrus.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
CYRUS_LIB=$top_srcdir/tests/lib
. "$CYRUS_LIB/cyrus.sh"
need Cyrus openssl $(cyrus_missing)
SERVER=cyrus
. "$top_srcdir/tests/lib/acceptance.sh"
