/* SPDX-License-Identifier: MIT
 * Directories of tests: made, filled and removed. */
#define _XOPEN_SOURCE 700
#include "lib/scratch.h"
#include <ftw.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

char *
scratch_new(void)
{
    g_autoptr(GError) error = NULL;
    char *directory = g_dir_make_tmp("cadens-XXXXXX", &error);
    g_assert_no_error(error);
    return directory;
}

static int
remove_one(const char *path, const struct stat *facts G_GNUC_UNUSED, int kind G_GNUC_UNUSED,
           struct FTW *place G_GNUC_UNUSED)
{
    return remove(path);
}

void
scratch_remove(const char *directory)
{
    nftw(directory, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

char *
scratch_path(const char *directory, const char *name)
{
    return g_build_filename(directory, name, NULL);
}

void
scratch_write(const char *directory, const char *name, const char *text, int mode)
{
    g_autofree char *path = scratch_path(directory, name);
    g_autoptr(GError) error = NULL;
    g_file_set_contents(path, text, -1, &error);
    g_assert_no_error(error);
    g_assert_cmpint(g_chmod(path, mode), ==, 0);
}

void
scratch_run(const char *program, ...)
{
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    int status = 0;
    va_list rest;
    va_start(rest, program);
    for (const char *word = program; word; word = va_arg(rest, const char *))
        g_ptr_array_add(argv, (char *)word);
    va_end(rest);
    g_ptr_array_add(argv, NULL);
    g_spawn_sync(NULL, (char **)argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                 &status, &error);
    g_assert_no_error(error);
    g_assert_true(g_spawn_check_wait_status(status, &error));
}

char *
scratch_source(const char *name)
{
    return g_test_build_filename(G_TEST_DIST, name, NULL);
}
