# SPDX-License-Identifier: MIT
# Tests of cli.
