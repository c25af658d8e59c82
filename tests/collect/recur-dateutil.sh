#!/bin/sh
# SPDX-License-Identifier: MIT
# The rule engine against python3-dateutil, 10,000 random rules, the same ones in every run; RULES and SEED try others.
if ! [ -x /usr/bin/python3 ]; then
    echo 1..1
    [ "${CI:-}" = true ] && echo "not ok 1 python3 is missing" || echo "ok 1 # SKIP python3 is missing"
    exit 0
fi
exec /usr/bin/python3 "${top_srcdir:-.}/tests/collect/recur-dateutil.py" "${top_builddir:-.}/tests/collect/recur-print" "${RULES:-10000}" "${SEED:-1}"
