/* SPDX-License-Identifier: MIT
 * Whether the text of a message asks for an answer (spec 08 §8.4). Pure; what is read is not kept. */
#pragma once
#include "base/mail.h"

/* What the new text says, bits of MailCue; 0 = neither. */
guint identify_cue(const char *text);
/* TEXT without what it quotes and without signature. Caller frees. */
char *identify_cue_new_text(const char *text);
