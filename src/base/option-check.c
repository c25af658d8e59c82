/* SPDX-License-Identifier: MIT
 * What single keys accept beyond their type. */
#include "base/option-value.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include "base/alert.h"
#include "base/cadence.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/hours.h"
#include "base/holiday.h"
#include "base/text.h"

#define DAYS_MAX 36500

gboolean
option_check_zone(const char *text, GError **error)
{
    g_autoptr(GTimeZone) zone = clock_zone_new(text);
    return zone || fail(error, FAIL_BAD_INPUT,
                        "\"%s\" is no time zone of this machine; Europe/Stockholm is one", text);
}

gboolean
option_check_hours(const char *text, GError **error)
{
    Hours hours;
    return hours_parse(text, &hours, error);
}

gboolean
option_check_day_off(const char *text, GError **error)
{
    gint32 day;
    const char *name;
    if (day_parse(text, &day) || holiday_custom(text, CALENDAR_FIRST_YEAR, &day, &name))
        return TRUE;
    return fail(error, FAIL_BAD_INPUT,
                "\"%s\" is neither a date nor midsummer_eve, christmas_eve, new_year_eve", text);
}

gboolean
option_check_quiet(const char *text, GError **error)
{
    Quiet quiet;
    return quiet_parse(text, &quiet, error);
}

gboolean
option_check_address(const char *text, GError **error)
{
    g_autoptr(AddressSet) set = address_set_new();
    return address_set_add(set, text) ||
           fail(error, FAIL_BAD_INPUT, "\"%s\" is neither an address nor @domain", text);
}

/* "Everyone at gmail.com is us" would make every customer there a colleague. */
gboolean
option_check_identity(const char *text, GError **error)
{
    if (!option_check_address(text, error))
        return FALSE;
    if (text[0] != '@')
        return TRUE;
    g_autofree char *domain = domain_canonical(text + 1);
    if (domain_is_public_suffix(domain) || domain_is_freemail(domain))
        return fail(error, FAIL_BAD_INPUT, "\"%s\" is open to anybody; name the address itself",
                    text);
    return TRUE;
}

gboolean
option_check_host(const char *text, GError **error)
{
    g_autofree char *domain = domain_canonical(text);
    return domain || g_hostname_is_ip_address(text) ||
           fail(error, FAIL_BAD_INPUT, "\"%s\" is no host name (the port has a key of its own)",
                text);
}

gboolean
option_check_command(const char *text, GError **error)
{
    return g_shell_parse_argv(text, NULL, NULL, NULL) ||
           fail(error, FAIL_BAD_INPUT, "no command, or a quote in it does not end");
}

gboolean
option_check_attributes(const char *text, GError **error)
{
    int n = 0;
    return (g_shell_parse_argv(text, &n, NULL, NULL) && n % 2 == 0) ||
           fail(error, FAIL_BAD_INPUT,
                "not pairs of attribute and value, like: service imap user anna");
}

static gboolean
take_count(const char **p, gint64 max, gint64 *ret)
{
    char *end;
    if (!g_ascii_isdigit(**p))
        return FALSE;
    *ret =
        g_ascii_strtoll(*p, &end, 10); /* saturates, so the limit holds for any number of digits */
    *p = end;
    return *ret <= max;
}

gboolean
option_to_days(const char *text, int *ret)
{
    gint64 days;
    if (!take_count(&text, DAYS_MAX, &days) || strcmp(text, "d") != 0)
        return FALSE;
    *ret = (int)days;
    return TRUE;
}

gboolean
option_check_backfill(const char *text, GError **error)
{
    int days;
    gint32 day;
    return strcmp(text, "all") == 0 || option_to_days(text, &days) || day_parse(text, &day) ||
           fail(error, FAIL_BAD_INPUT, "\"%s\" is not like all, 365d or 2025-01-01", text);
}

gboolean
option_check_url(const char *text, GError **error)
{
    static const char *const schemes[] = {"file",    "http",   "https",   "webcal",
                                          "webcals", "caldav", "caldavs", NULL};
    g_autoptr(GUri) uri = g_uri_parse(text, G_URI_FLAGS_PARSE_RELAXED, NULL);
    if (!uri || !g_strv_contains(schemes, g_uri_get_scheme(uri)))
        return fail(error, FAIL_BAD_INPUT,
                    "not a URL that begins with https:, webcal:, caldavs: or file:///");
    gboolean is_file = strcmp(g_uri_get_scheme(uri), "file") == 0;
    const char *host = g_uri_get_host(uri);
    if (is_file &&
        ((host && *host && strcmp(host, "localhost") != 0) || *g_uri_get_path(uri) != '/'))
        return fail(error, FAIL_BAD_INPUT, "a file is named by its whole path: file:///...");
    if (!is_file && (!host || !*host))
        return fail(error, FAIL_BAD_INPUT, "the URL names no host");
    return TRUE;
}

gboolean
option_check_time(const char *text, GError **error)
{
    gboolean digits = strlen(text) == 5 && g_ascii_isdigit(text[0]) && g_ascii_isdigit(text[1]) &&
                      text[2] == ':' && g_ascii_isdigit(text[3]) && g_ascii_isdigit(text[4]);
    if (digits && atoi(text) < 24 && text[3] < '6')
        return TRUE;
    return fail(error, FAIL_BAD_INPUT, "\"%s\" is no time like 08:15", text);
}

gboolean
option_check_range(const char *text, GError **error)
{
    const char *p = text;
    gint64 low, high;
    if (take_count(&p, G_MAXINT32, &low) && *p++ == '-' && take_count(&p, G_MAXINT32, &high) &&
        *p == '\0' && low <= high)
        return TRUE;
    return fail(error, FAIL_BAD_INPUT, "\"%s\" is no range like 30-300", text);
}

gboolean
option_check_bound(const char *text, GError **error)
{
    const char *p = text + 1;
    gint64 bound;
    if ((text[0] == '<' || text[0] == '>') && take_count(&p, G_MAXINT32, &bound) && *p == '\0')
        return TRUE;
    return fail(error, FAIL_BAD_INPUT, "\"%s\" is not like <30 or >500", text);
}

gboolean
option_check_count(const char *text, GError **error)
{
    const char *p = text;
    gint64 count;
    if (take_count(&p, 1200, &count) && *p == '\0' && count > 0)
        return TRUE;
    return fail(error, FAIL_BAD_INPUT, "\"%s\" is no number from 1 to 1200", text);
}

gboolean
option_check_months(const char *text, GError **error)
{
    const char *p = text;
    gint64 months;
    if (take_count(&p, 1200, &months) && strcmp(p, "m") == 0 && months > 0)
        return TRUE;
    return fail(error, FAIL_BAD_INPUT, "\"%s\" is no number of months like 12m", text);
}

gboolean
option_check_rule(const char *text, GError **error)
{
    if (g_strv_contains(alert_rules(), text))
        return TRUE;
    const char *nearest = text_nearest(text, alert_rules());
    return nearest ? fail(error, FAIL_BAD_INPUT, "there is no rule \"%s\" (did you mean %s?)", text, nearest)
                   : fail(error, FAIL_BAD_INPUT, "there is no rule \"%s\"", text);
}

gboolean
option_check_tier(const char *text, GError **error)
{
    if (text[0] >= '1' && text[0] <= '3' && text[1] == '\0')
        return TRUE;
    return fail(error, FAIL_BAD_INPUT, "\"%s\" is no tier; they are 1, 2 and 3", text);
}

gboolean
option_check_review(const char *text, GError **error)
{
    static const char *const kinds[] = {"check_in", "qbr", "strategic", "annual", NULL};
    if (g_strv_contains(kinds, text))
        return TRUE;
    return fail(error, FAIL_BAD_INPUT, N_("\"%s\" is no review; they are check_in, qbr, strategic and annual"), text);
}

gboolean
option_check_report(const char *text, GError **error)
{
    if (cadence_find(text))
        return TRUE;
    return fail(error, FAIL_BAD_INPUT, N_("\"%s\" is no report; they are daily, weekly, monthly, quarterly and yearly"), text);
}

gboolean
option_check_format(const char *text, GError **error)
{
    static const char *const formats[] = {"html", "xlsx", "text", "json", "csv", NULL};
    if (g_strv_contains(formats, text))
        return TRUE;
    return fail(error, FAIL_BAD_INPUT, N_("\"%s\" is no form of a report; they are html, xlsx, text, json and csv"), text);
}
