/* SPDX-License-Identifier: MIT
 * What must hold between the keys of a section. */
#include "base/config.h"
#include <gio/gio.h>
#include <string.h>
#include <sys/stat.h>
#include "base/option-value.h"

typedef struct {
    const Section *section;
    const ConfigLayer *layers;
    GArray *problems;
} Check;

/* The value or the default, NULL when unset. */
static const char *
value(const Check *check, const char *key)
{
    const Setting *setting = config_setting_find(check->section, key);
    if (setting && setting->text)
        return setting->text;
    return option_find(check->section->kind, key)->standard;
}

static gboolean
is_set(const Check *check, const char *key)
{
    const char *text = value(check, key);
    return text && *text;
}

static gboolean
is(const Check *check, const char *key, const char *text)
{
    return g_strcmp0(value(check, key), text) == 0;
}

/* A problem of KEY stands at its line, or at the section's if no file sets it. */
static void
problem_at(const Check *check, const char *key, const char *what)
{
    const Setting *setting = config_setting_find(check->section, key);
    const Section *section = check->section;
    config_problem(check->problems, setting ? setting->layer : section->layer,
                   setting ? setting->line : section->line, "%s", what);
}

static void
need(const Check *check, const char *key, const char *because)
{
    if (is_set(check, key))
        return;
    g_autofree char *what =
        g_strdup_printf("[%s] needs a %s%s", check->section->name, key, because);
    problem_at(check, key, what);
}

static gboolean
is_loopback(const char *host)
{
    if (g_ascii_strcasecmp(host, "localhost") == 0)
        return TRUE;
    g_autoptr(GInetAddress) address = g_inet_address_new_from_string(host);
    return address && g_inet_address_get_is_loopback(address);
}

/* A file that is there must be its owner's alone; one that is not yet there may come with a volume that is not mounted. */
static void
check_password_file(const Check *check)
{
    const Setting *file = option_find(check->section->kind, "password_file") ? config_setting_find(check->section, "password_file") : NULL;
    struct stat facts;
    if (!file || !file->text || stat(file->text, &facts) != 0 || (facts.st_mode & 077) == 0)
        return;
    g_autofree char *what = g_strdup_printf("password_file: %s: others can read it: its mode is %04o, it must be 0600", file->text,
                                            (unsigned)(facts.st_mode & 07777));
    problem_at(check, "password_file", what);
}

static void
check_password(const Check *check)
{
    static const char *const keys[] = {"password_command", "password_file", "password_secret",
                                       "online_account"};
    const char *first = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (!option_find(check->section->kind, keys[i]) || !is_set(check, keys[i]))
            continue;
        g_autofree char *what =
            first ? g_strdup_printf("%s and %s exclude each other", first, keys[i]) : NULL;
        if (what)
            problem_at(check, keys[i], what);
        first = first ? first : keys[i];
    }
    check_password_file(check);
}

static void
check_imap(const Check *check)
{
    need(check, "host", " (type is imap)");
    need(check, "user", " (type is imap)");
    if (!is_set(check, "password_file") && !is_set(check, "password_secret") &&
        !is_set(check, "online_account"))
        need(check, "password_command", ", password_file, password_secret or online_account");
    if (is(check, "tls", "none") && is_set(check, "host") && !is_loopback(value(check, "host")))
        problem_at(check, "tls", "tls: none is allowed only for a server on this computer");
}

static void
check_mailbox(const Check *check)
{
    if (is(check, "type", "imap"))
        check_imap(check);
    else
        need(check, "path", " (type is maildir or mbox)");
    const Setting *folders = config_setting_find(check->section, "folders");
    if (folders && !folders->list[0])
        problem_at(check, "folders", "folders: name some, or write auto");
    check_password(check);
}

static gboolean
has_password(const char *url)
{
    g_autoptr(GUri) uri =
        g_uri_parse(url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_HAS_PASSWORD, NULL);
    return uri && g_uri_get_password(uri) && *g_uri_get_password(uri);
}

static void
check_calendar(const Check *check)
{
    need(check, "url", "");
    check_password(check);
    const Setting *url = config_setting_find(check->section, "url");
    if (!url || !url->text || !has_password(url->text) || check->layers[url->layer].is_private)
        return;
    problem_at(check, "url",
               "url: it holds a password, so nobody else may read this file (mode 0600)");
}

/* Beside the range of each key: the second number of a pair must not undercut the first. */
static void
check_order(const Check *check, const char *low, const char *high)
{
    double a, b;
    if (!option_to_real(value(check, low), &a) || !option_to_real(value(check, high), &b) || a <= b)
        return;
    g_autofree char *what = g_strdup_printf("%s: must not be below %s", high, low);
    problem_at(check, config_setting_find(check->section, high) ? high : low, what);
}

/* A list of exactly three, each beginning above the one before. What is wrong with one of them has been said already. */
static void
check_rising(const Check *check, const char *key, gboolean (*is_good)(const char *text, GError **error), const char *why)
{
    const Setting *setting = config_setting_find(check->section, key);
    guint n = setting && setting->list ? g_strv_length(setting->list) : 0;
    if (n == 0)
        return;
    gint64 before = 0;
    gboolean good = n == 3;
    for (guint i = 0; i < n; i++)
        if (!is_good(setting->list[i], NULL))
            return;
    for (guint i = 0; i < n && good; i++) {
        gint64 from = g_ascii_strtoll(setting->list[i], NULL, 10);
        good = i == 0 || from > before;
        before = from;
    }
    if (!good)
        problem_at(check, key, why);
}

void
config_check(const Config *config, const ConfigLayer *layers, GArray *problems)
{
    for (guint i = 0; i < config->sections->len; i++) {
        const Section *section = g_ptr_array_index(config->sections, i);
        Check check = {section, layers, problems};
        if (strcmp(section->kind, "mailbox") == 0)
            check_mailbox(&check);
        else if (strcmp(section->kind, "calendar") == 0)
            check_calendar(&check);
        else if (strcmp(section->kind, "coverage") == 0)
            check_order(&check, "amber", "green");
        else if (strcmp(section->kind, "pipeline") == 0) {
            check_rising(&check, "bands", option_check_range, "bands: three ranges, each above the one before: 10-30; 40-60; 70-90");
            check_rising(&check, "horizons", option_check_count, "horizons: three numbers of months, each above the one before: 3; 6; 12");
        }
        else if (strcmp(section->kind, "responsiveness") == 0)
            check_order(&check, "base_min", "base_max");
    }
}
