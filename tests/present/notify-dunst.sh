#!/bin/sh
# SPDX-License-Identifier: MIT
# The notifier on a desktop with a real server: dunst.
exec "$top_srcdir/tests/lib/desktop.sh" run dunst "$top_builddir/tests/present/notify"
