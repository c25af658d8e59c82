/* SPDX-License-Identifier: MIT
 * Text compiled into the program. */
#include "present/resource.h"
#include <gio/gio.h>

/* In the generated resource.c; naming it here is what makes the linker take that file from the
 * archive. */
GResource *present_get_resource(void);

char *
present_resource(const char *name)
{
    g_autofree char *path = g_strconcat("/cadens/present/", name, NULL);
    g_autoptr(GError) error = NULL;
    g_assert(present_get_resource() != NULL);
    /* The global look-up honours G_RESOURCE_OVERLAYS, with which a developer edits the page without
     * rebuilding. */
    g_autoptr(GBytes) bytes = g_resources_lookup_data(path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
    if (!bytes)
        g_error("%s", error->message);
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    return g_strndup(data, size);
}
