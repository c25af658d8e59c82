#!/bin/sh
# SPDX-License-Identifier: MIT
# The notifier on a server that takes the body literally and has no buttons.
export MOCK_CAPABILITIES=body
exec "$top_srcdir/tests/lib/desktop.sh" run mock "$top_builddir/tests/present/notify" -p /present/notify/mock/call
