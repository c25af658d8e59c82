/* SPDX-License-Identifier: MIT
 * What vendors write as the name of a time zone, and the name in the tz database that they mean. */
#include "collect/zone-name.h"
#include <string.h>
#include "collect/zone-windows.h"

#define TZ_INDEX "/usr/share/zoneinfo/tzdata.zi"

/* A line "Z NAME ..." is a zone, "L TARGET NAME" another name of one. */
static void
add_name(GHashTable *names, const char *line)
{
    g_auto(GStrv) words = g_strsplit(line, " ", 4);
    guint n = g_strv_length(words);
    const char *name = n >= 2 && strcmp(words[0], "Z") == 0   ? words[1]
                       : n >= 3 && strcmp(words[0], "L") == 0 ? words[2]
                                                              : NULL;
    if (name)
        g_hash_table_replace(names, g_ascii_strdown(name, -1), g_strdup(name));
}

static gpointer
read_index(gpointer data)
{
    (void)data;
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(TZ_INDEX, &text, NULL, NULL))
        return names;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++)
        add_name(names, *line);
    return names;
}

static const char *
known(const char *name)
{
    static GOnce once = G_ONCE_INIT;
    GHashTable *names = g_once(&once, read_index, NULL);
    g_autofree char *key = g_ascii_strdown(name, -1);
    return g_hash_table_lookup(names, key);
}

/* "/vendor/version/Area/City": the longest end of the path that is a zone. */
static const char *
known_end(const char *name)
{
    for (const char *slash = strchr(name, '/'); slash; slash = strchr(slash + 1, '/')) {
        const char *found = known(slash + 1);
        if (found)
            return found;
    }
    return NULL;
}

static const char *
windows_label(const char *name)
{
    const char *close = *name == '(' ? strchr(name, ')') : NULL;
    if (!close)
        return NULL;
    g_autofree char *label = g_strstrip(g_strdup(close + 1));
    return collect_zone_windows(label);
}

const char *
collect_zone_name(const char *name)
{
    const char *found = known(name);
    if (!found && (found = collect_zone_windows(name)))
        found = known(found);
    if (!found && (found = windows_label(name)))
        found = known(found);
    return found ? found : known_end(name);
}

static const char *
skip_base(const char *name)
{
    static const char *const bases[] = {"GMT", "UTC", "Z", "tzone://Microsoft/Utc"};
    for (gsize i = G_N_ELEMENTS(bases); i-- > 0;)
        if (g_ascii_strncasecmp(name, bases[i], strlen(bases[i])) == 0)
            return name + strlen(bases[i]);
    return name;
}

gboolean
collect_zone_name_offset(const char *name, gint32 *ret_seconds)
{
    const char *at = skip_base(name);
    if (!*at && at > name) {
        *ret_seconds = 0;
        return TRUE;
    }
    int sign = *at == '-' ? -1 : *at == '+' ? 1 : 0;
    int digits[4] = {0}, n = 0;
    for (at += sign != 0; *at && n < 4; at++)
        if (g_ascii_isdigit(*at))
            digits[n++] = *at - '0';
        else if (*at != ':')
            return FALSE;
    if (sign == 0 || *at || n == 0 || n == 3)
        return FALSE;
    int hours = n == 1 ? digits[0] : digits[0] * 10 + digits[1],
        minutes = digits[2] * 10 + digits[3];
    *ret_seconds = sign * (hours * 3600 + minutes * 60);
    return hours <= 14 && minutes <= 59;
}
