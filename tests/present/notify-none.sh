#!/bin/sh
# SPDX-License-Identifier: MIT
# The notifier on a desktop with no server, then a late one, then no bus.
export MOCK_CAPABILITIES='body body-markup actions persistence'
exec "$top_srcdir/tests/lib/desktop.sh" run none "$top_builddir/tests/present/notify"
