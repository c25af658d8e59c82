# SPDX-License-Identifier: MIT
# Tests of measure/kpi.
