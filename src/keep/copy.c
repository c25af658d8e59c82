/* SPDX-License-Identifier: MIT
 * What a copy is called: two copies of one message get the same key in whatever folder and order they are seen. */
#include "keep/message.h"
#include "base/text.h"

#define KEY_LENGTH 32 /* 128 bits are enough and half the size of the index */

static char *
stable_id(const KeepCopy *copy)
{
    const Mail *mail = copy->mail;
    if (mail->message_id)
        return g_strdup(mail->message_id);
    if (mail->fingerprint)
        return g_strdup_printf("sha256:%s@missing", mail->fingerprint);
    return g_strdup_printf("%s/%s/%u/%u@missing", copy->folder->mailbox_name, copy->folder->raw_name,
                           copy->uidvalidity, mail->uid);
}

void
keep_copy_name(KeepCopy *copy)
{
    const MailParty *from = mail_from(copy->mail);
    const char *date = copy->mail->raw_date ? copy->mail->raw_date : "";
    copy->id = stable_id(copy);
    copy->copy_key = text_sha256(copy->id, from ? from->addr : "", date, NULL);
    copy->copy_key[KEY_LENGTH] = '\0';
}

void
keep_copy_clear(KeepCopy *copy)
{
    g_clear_pointer(&copy->id, g_free);
    g_clear_pointer(&copy->copy_key, g_free);
}
