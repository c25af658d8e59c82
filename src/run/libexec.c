/* SPDX-License-Identifier: MIT
 * Programs that belong to this one and are not for people. */
#include "run/libexec.h"

char *
run_libexec_path(const char *program)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = self != NULL ? g_path_get_dirname(self) : NULL;
    g_autofree char *beside = folder != NULL ? g_build_filename(folder, program, NULL) : NULL;
    if (beside != NULL && g_file_test(beside, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer(&beside);
    return g_build_filename(PKGLIBEXECDIR, program, NULL);
}
