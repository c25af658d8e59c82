/* SPDX-License-Identifier: MIT
 * Money: integer öre, SEK, without VAT (spec 01 §1.2). */
#pragma once
#include <glib.h>

#define MONEY_MAX G_GINT64_CONSTANT(10000000000000) /* öre that one row may say: sums of a great many, times a hundred percent, still fit */
/* "1 234,50", "1234.5", "-50": SEK to öre, rounded half away from zero. Blanks, U+00A0 and U+202F group; comma or point is the decimal
 * mark. FALSE if it is none or does not fit. */
gboolean money_parse(const char *text, gint64 *ret_ore);
/* "1 234,50 kr" with U+202F groups (öre only when not zero) if SWEDISH, else "SEK 1,234.50". Caller frees. */
char *money_format(gint64 ore, gboolean swedish);
