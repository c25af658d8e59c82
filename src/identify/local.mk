# SPDX-License-Identifier: MIT
# identify: whose is it, what kind is it, and why.
noinst_LIBRARIES += libidentify.a
libidentify_a_SOURCES =
identify_LIBS = libidentify.a $(base_LIBS)
