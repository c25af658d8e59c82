/* SPDX-License-Identifier: MIT
 * The dump of a database as one text, for comparing. */
#pragma once
#include "keep/dump.h"

static inline gboolean
snapshot_line(gpointer data, const char *line, GError **error)
{
    (void)error;
    g_string_append(data, line);
    g_string_append_c(data, '\n');
    return TRUE;
}

static inline char *
snapshot_of(KeepDb *db)
{
    g_autoptr(GError) error = NULL;
    GString *text = g_string_new(NULL);
    keep_dump(db, snapshot_line, text, &error);
    g_assert_no_error(error);
    return g_string_free(text, FALSE);
}
