/* SPDX-License-Identifier: MIT
 * What vendors write as the name of a time zone, and the name in the tz database that they mean. */
#pragma once
#include <glib.h>

/* "europe/stockholm", "/mozilla.org/20050126_1/Europe/Stockholm", "W. Europe Standard Time",
 * "(UTC+01:00) Amsterdam, ..." become a name that the installed tz database lists; NULL if there is
 * none. Borrowed, for ever. */
const char *collect_zone_name(const char *name);
/* "GMT+05:30", "UTC-3", "+0100", "Z", "tzone://Microsoft/Utc": seconds east of UTC. */
gboolean collect_zone_name_offset(const char *name, gint32 *ret_seconds);
