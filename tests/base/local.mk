# SPDX-License-Identifier: MIT
# Tests of base.
