# SPDX-License-Identifier: MIT
# keep: rows of the trade and what is shipped.
libkeep_a_SOURCES += %D%/account.c %D%/account.h %D%/contact.c %D%/contact.h %D%/defaults.c %D%/defaults.h %D%/follow-up.c \
  %D%/follow-up.h %D%/hand.c %D%/hand.h %D%/lead.c %D%/lead.h %D%/review.c %D%/review.h %D%/row.c %D%/row.h %D%/row-remove.c %D%/setting.c %D%/setting.h
