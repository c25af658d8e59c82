# SPDX-License-Identifier: MIT
# The user unit.
