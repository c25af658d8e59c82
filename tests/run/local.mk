# SPDX-License-Identifier: MIT
# Tests of run.
