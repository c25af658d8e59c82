/* SPDX-License-Identifier: MIT
 * A document as text for people: facts as lines, then aligned tables. */
#pragma once
#include "present/print.h"

/* Appends DOCUMENT. Columns marked COLUMN_TRUNCATE are cut ("…") to fit OPTIONS->width, COLUMN_WRAP broken into lines; nothing
 * is when that is 0. */
void present_text_document(GString *out, const Document *document, const PrintOptions *options);
