# SPDX-License-Identifier: MIT
# collect: CSV files.
libcollect_a_SOURCES += %D%/sheet.c %D%/sheet.h
