# SPDX-License-Identifier: MIT
# Tests of identify.
