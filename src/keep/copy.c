/* SPDX-License-Identifier: MIT
 * What a copy is called: two copies of one message get the same key in whatever folder and order they are seen. */
#include "keep/message.h"
#include "base/text.h"

#define HASH_LENGTH 24 /* 96 bits are enough within one second */

static char *
stable_id(const KeepCopy *copy)
{
    char *id = mail_stable_id(copy->mail);
    if (id)
        return id;
    return g_strdup_printf("%s/%s/%u/%u@missing", copy->folder->mailbox_name, copy->folder->raw_name,
                           copy->uidvalidity, copy->mail->uid);
}

void
keep_copy_name(KeepCopy *copy)
{
    const MailParty *from = mail_from(copy->mail);
    const char *date = copy->mail->raw_date ? copy->mail->raw_date : "";
    copy->id = stable_id(copy);
    g_autofree char *hash = text_sha256(copy->id, from ? from->addr : "", date, NULL);
    guint32 second = copy->mail->has_date ? (guint32)copy->mail->date_at : 0;
    /* the time first: neighbours in time are neighbours in the index, so a batch touches few of its pages */
    copy->copy_key = g_strdup_printf("%08x%.*s", second, HASH_LENGTH, hash);
}

void
keep_copy_clear(KeepCopy *copy)
{
    g_clear_pointer(&copy->id, g_free);
    g_clear_pointer(&copy->copy_key, g_free);
}
