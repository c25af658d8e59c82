# SPDX-License-Identifier: MIT
# collect: IMAP mailboxes.
libcollect_a_SOURCES +=
