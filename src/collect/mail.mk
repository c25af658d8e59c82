# SPDX-License-Identifier: MIT
# collect: message headers, maildir and mbox.
libcollect_a_SOURCES +=
