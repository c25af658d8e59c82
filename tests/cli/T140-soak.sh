#!/bin/bash
# SPDX-License-Identifier: MIT
# The soak, small (tests/soak/soak.sh).
export SOAK_MESSAGES=1200 SOAK_KILLS=12 SOAK_DROPS=12 SOAK_PORTIONS=6
. "${top_srcdir:?}/tests/soak/soak.sh"
