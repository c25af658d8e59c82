/* SPDX-License-Identifier: MIT
 * Values of options: what each type and each key accepts. */
#pragma once
#include "base/option.h"

/* NULL if the table has no such key; SECTION is "business" or the kind "mailbox". */
const Option *option_find(const char *section, const char *key);
/* TRUE if TEXT, not empty, is a value of OPTION; BAD_INPUT says what is wrong with it, without the
 * key. */
gboolean option_accepts(const Option *option, const char *text, GError **error);
/* Items separated by ; without the blanks around them and without empty ones. Caller frees. */
char **option_split(const char *text);
gboolean option_to_bool(const char *text, gboolean *ret);
gboolean option_to_int(const char *text, gint64 *ret);
gboolean option_to_real(const char *text, double *ret);
/* "60" or "60 %" as 0.6. */
gboolean option_to_percent(const char *text, double *ret);

/* Checks of single keys; BAD_INPUT says what is wrong. */
gboolean option_check_zone(const char *text, GError **error);
gboolean option_check_hours(const char *text, GError **error);
gboolean option_check_day_off(const char *text, GError **error);
gboolean option_check_quiet(const char *text, GError **error);
gboolean option_check_address(const char *text, GError **error);
gboolean option_check_identity(const char *text, GError **error);
gboolean option_check_host(const char *text, GError **error);
gboolean option_check_command(const char *text, GError **error);
gboolean option_check_attributes(const char *text, GError **error);
gboolean option_check_backfill(const char *text, GError **error);
gboolean option_check_url(const char *text, GError **error);
gboolean option_check_time(const char *text, GError **error);
gboolean option_check_range(const char *text, GError **error);
gboolean option_check_bound(const char *text, GError **error);
gboolean option_check_count(const char *text, GError **error);
gboolean option_check_months(const char *text, GError **error);
gboolean option_check_rule(const char *text, GError **error);
gboolean option_check_tier(const char *text, GError **error);
gboolean option_check_review(const char *text, GError **error);
gboolean option_check_report(const char *text, GError **error);
gboolean option_check_format(const char *text, GError **error);
/* "365d" as 365. */
gboolean option_to_days(const char *text, int *ret);
