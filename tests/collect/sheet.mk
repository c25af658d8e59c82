# SPDX-License-Identifier: MIT
# Tests of collect/table.
