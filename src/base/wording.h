/* SPDX-License-Identifier: MIT
 * What is said to people and kept: stored as its msgid and values, worded in the reader's language when it is shown. */
#pragma once
#include <glib.h>

/* MSGID (a printf format, not yet translated) in the language of the moment. How it was made is remembered for a while, so that
 * wording_of can tell. Thread-safe. Caller frees. */
char *wording_new(const char *msgid, va_list values) G_GNUC_PRINTF(1, 0);
char *wording_format(const char *msgid, ...) G_GNUC_PRINTF(1, 2);
/* A text without values, likewise. Static. */
const char *wording_word(const char *msgid) G_GNUC_FORMAT(1);
/* A number (finite) as a value for a stored wording: its decimal mark is the reader's. Caller frees. */
char *wording_decimal(double number, int decimals);
/* For the store: "msgid TAB value TAB value" of a TEXT that wording_new made, values that were made so themselves and errors of the system
 * included; any other TEXT as it is. Caller frees. */
char *wording_of(const char *text);
/* STORED in the language of the moment. What is not stored so (an older version, another program's words) stays as it is. NULL gives NULL; caller
 * frees. */
char *wording_show(const char *stored);
/* TEXT (may be NULL) without "OWNER: " in front, in place: whoever shows it names the owner. Returns TEXT. */
char *wording_drop_owner(char *text, const char *owner);
