/* SPDX-License-Identifier: MIT
 * A directory of its own for each test, and a fresh database in it. */
#pragma once
#include "keep/db.h"
#include <glib/gstdio.h>

static inline char *
scratch_directory(void)
{
    g_autoptr(GError) error = NULL;
    char *directory = g_dir_make_tmp("cadens-keep-XXXXXX", &error);
    g_assert_no_error(error);
    return directory;
}

static inline KeepDb *
scratch_db(const char *directory)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(directory, "cadens.db", NULL);
    KeepDb *db = keep_db_open(path, KEEP_READ_WRITE, &error);
    g_assert_no_error(error);
    return db;
}

static inline void
scratch_remove(const char *path)
{
    GDir *directory = g_dir_open(path, 0, NULL);
    for (const char *name; directory && (name = g_dir_read_name(directory));) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        if (g_file_test(child, G_FILE_TEST_IS_DIR))
            scratch_remove(child);
        else
            g_unlink(child);
    }
    if (directory)
        g_dir_close(directory);
    g_rmdir(path);
}
