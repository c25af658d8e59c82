/* SPDX-License-Identifier: MIT
 * Runs imapd.py once for all servers of a test program, and ends it by closing its standard input.
 */
#include "lib/imapd.h"
#include <string.h>
#include "lib/scratch.h"

struct Imapd {
    char *log;
    int port;
};

static GSubprocess *process;
static GDataInputStream *ports;
static guint started;

static void
start_process(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *script = scratch_source("lib/imapd.py");
    process = g_subprocess_new(G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error, "/usr/bin/python3", "-W", "ignore", script, NULL);
    g_assert_no_error(error);
    ports = g_data_input_stream_new(g_subprocess_get_stdout_pipe(process));
}

Imapd *
imapd_start(const char *directory, const char *scenario, const char *certificate)
{
    Imapd *imapd = g_new0(Imapd, 1);
    g_autofree char *name = g_strdup_printf("commands-%u", ++started);
    if (!process)
        start_process();
    imapd->log = scratch_path(directory, name);
    g_autofree char *pair = certificate ? g_strdup_printf(" %s/%s.pem %s/%s.key", directory,
                                                          certificate, directory, certificate)
                                        : NULL;
    g_autofree char *request = g_strdup_printf("%s %s%s\n", scenario, imapd->log, pair ? pair : "");
    g_assert_true(g_output_stream_write_all(g_subprocess_get_stdin_pipe(process), request,
                                            strlen(request), NULL, NULL, NULL));
    g_autofree char *line = g_data_input_stream_read_line(ports, NULL, NULL, NULL);
    g_assert_nonnull(line);
    imapd->port = (int)g_ascii_strtoll(line, NULL, 10);
    return imapd;
}

void
imapd_free(Imapd *imapd)
{
    if (!imapd)
        return;
    g_free(imapd->log);
    g_free(imapd);
}

void
imapd_end(void)
{
    if (!process)
        return;
    g_output_stream_close(g_subprocess_get_stdin_pipe(process), NULL, NULL);
    g_subprocess_wait(process, NULL, NULL);
    g_clear_object(&ports);
    g_clear_object(&process);
}

SourceConfig
imapd_config(const Imapd *imapd)
{
    return (SourceConfig){.name = "work",
                          .type = "imap",
                          .host = "localhost",
                          .port = imapd->port,
                          .tls = "none",
                          .user = "anna",
                          .auth = "password",
                          .password_command = "echo secret",
                          .idle_minutes = 9,
                          .poll_minutes = 5};
}

char *
imapd_log(const Imapd *imapd)
{
    char *text = NULL;
    g_assert_true(g_file_get_contents(imapd->log, &text, NULL, NULL));
    return text;
}

guint
imapd_count(const Imapd *imapd, const char *text)
{
    g_autofree char *log = imapd_log(imapd);
    guint n = 0;
    for (const char *at = strstr(log, text); at; at = strstr(at + strlen(text), text))
        n++;
    return n;
}
