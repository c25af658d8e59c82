/* SPDX-License-Identifier: MIT
 * The second look at messages that may carry an invitation or a report (16-B11, 17-E). */
#pragma once
#include "collect/imap-work.h"

/* TRUE if the Content-Type of MAIL allows for a part worth reading. */
gboolean collect_imap_part_may_have(const Mail *mail);
/* Reads, with PEEK and at most COLLECT_PART_MAX bytes each, the text/calendar and report parts of those MAILS (of Mail*, in the
 * open folder) whose Content-Type allows for some. What cannot be read is a problem of the mail, never an error. */
gboolean collect_imap_part_read(ImapWork *work, GPtrArray *mails, GError **error);
/* With bodies = glance: gives those MAILS that the sink names their text, with PEEK and at most COLLECT_GLANCE_MAX bytes of one part each. */
gboolean collect_imap_part_glance(ImapWork *work, const SourceFolder *folder, GPtrArray *mails, GError **error);
