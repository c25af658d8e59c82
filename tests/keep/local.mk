# SPDX-License-Identifier: MIT
# Tests of keep.
