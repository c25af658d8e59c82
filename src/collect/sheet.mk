# SPDX-License-Identifier: MIT
# collect: CSV files.
libcollect_a_SOURCES += %D%/sheet.c %D%/sheet.h %D%/sheet-map.c %D%/sheet-map.h %D%/sheet-map-apply.c %D%/sheet-map-parts.h \
  %D%/sheet-reading.c %D%/sheet-reading.h
