#!/bin/bash
# SPDX-License-Identifier: MIT
# The acceptance run of a mailbox (tests/lib/acceptance.sh) on a real Dovecot.
. "${top_srcdir:?}/tests/lib/tap.sh" || exit 1
need Dovecot dovecot openssl
DOVECOT_LIB=$top_srcdir/tests/lib
. "$DOVECOT_LIB/dovecot.sh"
SERVER=dovecot
. "$top_srcdir/tests/lib/acceptance.sh"
