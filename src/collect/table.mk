# SPDX-License-Identifier: MIT
# collect: CSV files.
libcollect_a_SOURCES +=
