/* SPDX-License-Identifier: MIT
 * What the name of a folder tells (../notes mail 3.4): the Sent folder in the languages of mail programs, modified UTF-7. Pure. */
#pragma once
#include "base/mail.h"

/* The role by the last path component (after / or .) of a decoded name, case-folded and NFC: INBOX alone is FOLDER_INBOX,
 * "INBOX.Skickat" is FOLDER_SENT. */
FolderRole collect_folder_role(const char *utf8_name);
/* A mailbox name in modified UTF-7 (RFC 3501 §5.1.3) as clean UTF-8; raw UTF-8 passes, damage stays as it is written. Caller frees. */
char *collect_folder_name_decode(const char *raw);
