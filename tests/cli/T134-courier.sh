#!/bin/bash
# SPDX-License-Identifier: MIT
# The acceptance run of a mailbox (tests/lib/acceptance.sh) on a real Courier.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
COURIER_LIB=$top_srcdir/tests/lib
. "$COURIER_LIB/courier.sh"
need Courier openssl $(courier_missing)
SERVER=courier
. "$top_srcdir/tests/lib/acceptance.sh"
