/* SPDX-License-Identifier: MIT
 * Windows names of time zones and the zones of the tz database that they mean. */
#pragma once

/* The tz name for "W. Europe Standard Time", or for the label behind the offset of "(UTC+01:00)
 * Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", whatever the case; NULL if it is neither.
 * Static. */
const char *collect_zone_windows(const char *name);
