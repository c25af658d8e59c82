#!/bin/sh
# SPDX-License-Identifier: MIT
# The notifier on a desktop with a recording server that knows markup and actions.
export MOCK_CAPABILITIES='body body-markup actions persistence'
exec "$top_srcdir/tests/lib/desktop.sh" run mock "$top_builddir/tests/present/notify"
