# SPDX-License-Identifier: MIT
# Tests of present.
