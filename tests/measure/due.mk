# SPDX-License-Identifier: MIT
# Tests of measure/due.
