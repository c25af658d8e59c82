#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes ./configure from configure.ac.
set -e
cd "$(dirname "$0")"
exec autoreconf --force --install "$@"
