# SPDX-License-Identifier: MIT
# collect: iCalendar feeds and invitations.
libcollect_a_SOURCES +=
