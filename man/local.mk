# SPDX-License-Identifier: MIT
# Manual pages, in mdoc.
