/* SPDX-License-Identifier: MIT
 * A raw header block made into the facts of a Mail, whatever its shape (spec 16-B, 16-E05). Pure. */
#pragma once
#include "base/mail.h"
#include "collect/field.h"

/* BYTES is the header block of one message (or only some of its fields), with or without the empty line at its end; what follows
 * that line is not looked at. Never fails: what cannot be read is named in Mail.problems. Fills everything but uid, arrived_at,
 * local_key, invite and report. Caller frees. */
Mail *collect_header_parse(const char *bytes, gsize length);
/* The same from fields that are already split. */
Mail *collect_header_read(const CollectFields *fields);
