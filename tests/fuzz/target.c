/* SPDX-License-Identifier: MIT
 * What must hold for every text that comes in. */
#include "target.h"

void
target_check_text(const char *text)
{
    if (!text)
        return;
    g_assert_true(g_utf8_validate(text, -1, NULL));
    for (const char *at = text; *at; at = g_utf8_next_char(at))
        g_assert_false(g_unichar_iscntrl(g_utf8_get_char(at)));
}
