/* SPDX-License-Identifier: MIT
 * Maps of columns by name: one's own before the shipped ones. */
#include "run/import-map.h"
#include <glib/gi18n.h>
#include "base/error.h"
#include "base/text.h"

#define SUFFIX ".map"

static void
add_names(GPtrArray *names, const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *entry = dir != NULL ? g_dir_read_name(dir) : NULL; entry != NULL; entry = g_dir_read_name(dir))
        if (g_str_has_suffix(entry, SUFFIX))
            g_ptr_array_add(names, g_strndup(entry, strlen(entry) - strlen(SUFFIX)));
}

static int
by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
tell_missing(const char *own, const char *name, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    add_names(names, own);
    add_names(names, MAPSDIR);
    g_ptr_array_sort(names, by_name);
    g_ptr_array_add(names, NULL);
    g_autofree char *list = g_strjoinv(", ", (char **)names->pdata);
    const char *near = text_nearest(name, (const char *const *)names->pdata);
    if (near != NULL)
        fail(error, FAIL_NOT_FOUND, N_("no map %s (did you mean %s?); maps are %s"), name, near, list);
    else if (*list != '\0')
        fail(error, FAIL_NOT_FOUND, N_("no map %s; maps are %s"), name, list);
    else
        fail(error, FAIL_NOT_FOUND, N_("no map %s; there are none in %s"), name, own);
}

char *
run_import_map_path(const Profile *profile, const char *name, GError **error)
{
    if (strchr(name, '/') != NULL || g_str_has_suffix(name, SUFFIX))
        return g_strdup(name);
    g_autofree char *entry = g_strconcat(name, SUFFIX, NULL);
    const char *const folders[] = { profile->map_path, MAPSDIR };
    for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *path = g_build_filename(folders[i], entry, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer(&path);
    }
    tell_missing(profile->map_path, name, error);
    return NULL;
}
