# SPDX-License-Identifier: MIT
# measure: episodes and KPIs.
libmeasure_a_SOURCES +=
