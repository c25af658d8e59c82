/* SPDX-License-Identifier: MIT
 * Messages of a file a person points at: .eml, or mbox by its From_ lines. */
#include "collect/inspect.h"
#include <string.h>
#include <unistd.h>
#include "collect/mbox-reader.h"
#include "collect/message.h"
#include "collect/quiet-file.h"

static void
free_mail(gpointer mail)
{
    mail_free(mail);
}

static gboolean
is_mbox(const char *path, gboolean *ret_is_mbox, GError **error)
{
    char start[5];
    int fd;
    if (!collect_quiet_file_open(path, &fd, error))
        return FALSE;
    *ret_is_mbox = read(fd, start, sizeof start) == sizeof start && memcmp(start, "From ", sizeof start) == 0;
    close(fd);
    return TRUE;
}

static gboolean
read_mbox(const char *path, GPtrArray *mails, GError **error)
{
    g_autoptr(MboxReader) reader = collect_mbox_reader_new(path, error);
    GError *problem = NULL;
    MboxMessage message;
    if (!reader)
        return FALSE;
    while (collect_mbox_reader_next(reader, &message, &problem)) {
        Mail *mail = collect_message_parse(message.bytes, message.length);
        mail->arrived_at = message.arrived_at;
        g_ptr_array_add(mails, mail);
    }
    if (!problem)
        return TRUE;
    g_propagate_error(error, problem);
    return FALSE;
}

static gboolean
read_single(const char *path, GPtrArray *mails, GError **error)
{
    Mail *mail = collect_message_read(path, error);
    if (mail)
        g_ptr_array_add(mails, mail);
    return mail != NULL;
}

GPtrArray *
collect_inspect_messages(const char *path, GError **error)
{
    g_autoptr(GPtrArray) mails = g_ptr_array_new_with_free_func(free_mail);
    gboolean many;
    if (!is_mbox(path, &many, error))
        return NULL;
    gboolean is_read = many ? read_mbox(path, mails, error) : read_single(path, mails, error);
    return is_read ? g_steal_pointer(&mails) : NULL;
}
