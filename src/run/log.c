/* SPDX-License-Identifier: MIT
 * What the programs say while they work. */
#include "run/log.h"
#include <glib.h>
#include <stdio.h>
#include <unistd.h>
#include "present/cell.h"

static const char *
message_of(const GLogField *fields, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (g_str_equal(fields[i].key, "MESSAGE") && fields[i].length < 0)
            return fields[i].value;
    return "";
}

static GLogWriterOutput
write_message(GLogLevelFlags level, const GLogField *fields, gsize n, gpointer program)
{
    if (g_log_writer_default_would_drop(level, "cadens"))
        return G_LOG_WRITER_HANDLED;
    if (g_log_writer_is_journald(STDERR_FILENO) && g_log_writer_journald(level, fields, n, NULL) == G_LOG_WRITER_HANDLED)
        return G_LOG_WRITER_HANDLED;
    g_autofree char *text = present_plain(message_of(fields, n), 0, FALSE);
    fprintf(stderr, "%s: %s\n", (const char *)program, text);
    return G_LOG_WRITER_HANDLED;
}

void
run_log_begin(const char *program)
{
    g_log_set_writer_func(write_message, (gpointer)program, NULL);
}
