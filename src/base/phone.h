/* SPDX-License-Identifier: MIT
 * Telephone numbers as people write them, and where one ends and the next begins. */
#pragma once
#include <glib.h>

/* The numbers of a list (spec 00 §5: separated by blanks or '|'), as they are written but for single blanks in them, each once. Numbers have blanks
 * of their own, so a blank ends one only where what follows cannot belong to it: "+46 8 123 45 67 070-123 45 67" is two. NULL-terminated;
 * caller frees. */
char **phone_list(const char *text);
