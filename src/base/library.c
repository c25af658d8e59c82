/* SPDX-License-Identifier: MIT
 * Libraries are loaded when they are first needed. */
#include "base/library.h"
#include <dlfcn.h>
#include <string.h>

static void
load(const Library *library)
{
    void *handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);
    for (gsize i = 0; handle && i < library->n; i++) {
        void *found = dlsym(handle, library->functions[i].name);
        if (!found)
            g_error("%s", dlerror());
        memcpy(library->functions[i].place, &found, sizeof found);
    }
    if (!handle)
        g_error("%s", dlerror());
}

void
library_need(Library *library)
{
    if (g_once_init_enter(&library->is_loaded)) {
        load(library);
        g_once_init_leave(&library->is_loaded, 1);
    }
}
