/* SPDX-License-Identifier: MIT
 * A file in the program that the user reads its kind with. */
#include "run/open.h"

/* What a sandboxed service starts inherits its sandbox, and a browser breaks in it: the user manager starts it instead (notes desktop §2.5). */
gboolean
run_open_file(const char *path, GError **error)
{
    const char *const outside[] = { "systemd-run", "--user", "--collect", "--quiet", "xdg-open", path, NULL };
    const char *const inside[] = { "xdg-open", path, NULL };
    const GSpawnFlags flags = G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL;
    gboolean is_service = g_getenv("INVOCATION_ID") != NULL;
    return g_spawn_async(NULL, (char **)(is_service ? outside : inside), NULL, flags, NULL, NULL, NULL, error);
}

gboolean
run_open_place(const char *path, const char *anchor, GError **error)
{
    g_autofree char *whole = g_canonicalize_filename(path, NULL);
    g_autofree char *page = g_filename_to_uri(whole, NULL, error);
    if (page == NULL)
        return FALSE;
    g_autofree char *place = g_strconcat(page, "#", anchor, NULL);
    return run_open_file(place, error);
}
