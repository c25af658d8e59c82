# SPDX-License-Identifier: MIT
# identify: whose is it, what kind is it, and why.
noinst_LIBRARIES += libidentify.a
libidentify_a_SOURCES = %D%/absence.c %D%/absence.h %D%/cue.c %D%/cue.h %D%/departure.c %D%/departure.h %D%/keyword.c %D%/keyword.h %D%/match.c %D%/match.h %D%/mention.c %D%/mention.h \
  %D%/message.c %D%/message.h %D%/promise.c %D%/promise.h %D%/reading.c %D%/said.c %D%/said.h \
  %D%/trace.c %D%/trace.h
identify_LIBS = libidentify.a $(base_LIBS)
