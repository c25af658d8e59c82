/* SPDX-License-Identifier: MIT
 * What the machine-readable parts of a message say: invitations (iMIP) and delivery or disposition reports (spec 16-B11, B12). Pure. */
#pragma once
#include "base/mail.h"

#define COLLECT_PART_MAX (1 << 20) /* more of one part is never read, bytes (17-E) */

/* Undoes a Content-Transfer-Encoding ("base64", "quoted-printable", any case; others and NULL = none), damage tolerated. The result
 * has *RET_LENGTH bytes and a NUL behind them. Caller frees. */
char *collect_part_decode(const char *bytes, gsize length, const char *encoding, gsize *ret_length);
/* TRUE if a part of this lower-case type ("text/calendar") is one that is read: text/calendar anywhere, and the machine parts of a
 * multipart/report (IN_REPORT). */
gboolean collect_part_is_wanted(const char *type, gboolean in_report);
/* A text/calendar body, transfer-decoded. Sets mail->calendar_method and mail->invite; the first part with a METHOD wins. Where the
 * part's own Content-Type has a method parameter, the caller puts it (upper-case) into mail->calendar_method before, and it wins over the
 * METHOD of the VCALENDAR. Without any METHOD nothing is set: an ordinary attachment. */
void collect_part_calendar(Mail *mail, const char *text, gsize length);
/* A machine part of a multipart/report, transfer-decoded: TYPE is message/delivery-status, message/disposition-notification,
 * message/rfc822, text/rfc822-headers or a message/global sibling of these. Makes mail->report and adds to it; other types are ignored. */
void collect_part_report(Mail *mail, const char *type, const char *text, gsize length);
