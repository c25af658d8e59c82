/* SPDX-License-Identifier: MIT
 * Values of the configuration as the things they stand for. */
#include "base/config.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/option-value.h"

Calendar *
config_calendar(const Config *config, GError **error)
{
    return calendar_new(config_text(config, "business", "timezone"),
                        config_text(config, "business", "work_hours"),
                        config_text(config, "business", "holidays"),
                        config_list(config, "business", "extra_days_off"),
                        config_list(config, "business", "quiet"), error);
}

AddressSet *
config_addresses(const Config *config, const char *section, const char *key)
{
    AddressSet *set = address_set_new();
    for (const char *const *entry = config_list(config, section, key); *entry; entry++)
        address_set_add(set, *entry);
    return set;
}

/* The folder of the file that sets KEY; its origin ends in ":LINE". */
static char *
folder_of(const Config *config, const char *section, const char *key)
{
    const char *origin = config_origin(config, section, key);
    const char *colon = strrchr(origin, ':');
    g_autofree char *file = colon ? g_strndup(origin, (gsize)(colon - origin)) : g_strdup(origin);
    return g_path_get_dirname(file);
}

char *
config_path(const Config *config, const char *section, const char *key)
{
    const char *text = config_text(config, section, key);
    if (!text)
        return NULL;
    if (strcmp(text, "~") == 0 || g_str_has_prefix(text, "~/"))
        return g_build_filename(g_get_home_dir(), text + 1, NULL);
    if (g_path_is_absolute(text))
        return g_strdup(text);
    g_autofree char *folder = folder_of(config, section, key);
    return g_build_filename(folder, text, NULL);
}

gint32
config_backfill_day(const Config *config, const char *section, gint32 today)
{
    const char *text = config_text(config, section, "backfill");
    int days;
    gint32 day;
    if (option_to_days(text, &days))
        return today - days;
    return day_parse(text, &day) ? day : DAY_NONE;
}

char *
config_shown(const Config *config, const char *section, const char *key)
{
    const char *text = config_text(config, section, key);
    if (!text || strcmp(key, "url") != 0)
        return g_strdup(text);
    g_autoptr(GUri) uri =
        g_uri_parse(text, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_HAS_PASSWORD, NULL);
    return uri ? g_uri_to_string_partial(uri, G_URI_HIDE_PASSWORD) : g_strdup("...");
}

/* The number of option KEY in SECTION, with its unit if its name is all that says it. NULL if it is no option, or no number. */
static char *
number_shown(const Config *config, const char *section, const char *key)
{
    const char *text = option_find(section, key) ? config_text(config, section, key) : NULL;
    if (!text || !g_ascii_isdigit(*text))
        return NULL;
    gboolean is_days = g_str_equal(key, "days") || g_str_has_suffix(key, "_days");
    return is_days ? g_strdup_printf(ngettext("%s day", "%s days", (gulong)g_ascii_strtoull(text, NULL, 10)), text) : g_strdup(text);
}

/* Behind "[SECTION] KEY" at TEXT, whose number *RET becomes (caller frees); NULL if it is no such thing. */
static const char *
read_number(const Config *config, const char *text, char **ret)
{
    static const char NAME[] = "abcdefghijklmnopqrstuvwxyz_";
    gsize section = strspn(text + 1, NAME);
    if (section == 0 || strncmp(text + 1 + section, "] ", 2) != 0)
        return NULL;
    const char *key = text + section + 3, *end = key + strspn(key, NAME);
    g_autofree char *section_name = g_strndup(text + 1, section), *key_name = g_strndup(key, (gsize)(end - key));
    *ret = number_shown(config, section_name, key_name);
    return *ret ? end : NULL;
}

char *
config_fill(const Config *config, const char *text)
{
    GString *filled = g_string_new(NULL);
    for (const char *open; (open = strchr(text, '[')); ) {
        g_autofree char *number = NULL;
        const char *end = read_number(config, open, &number);
        g_string_append_len(filled, text, (end ? open : open + 1) - text);
        g_string_append(filled, end ? number : "");
        text = end ? end : open + 1;
    }
    g_string_append(filled, text);
    return g_string_free(filled, FALSE);
}
