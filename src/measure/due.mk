# SPDX-License-Identifier: MIT
# measure: rules, signals and reviews.
libmeasure_a_SOURCES +=
