/* SPDX-License-Identifier: MIT
 * Questions to a person at a terminal: asked on standard error, answered on standard input. Each fails with REFUSED when the person ends
 * the input or presses ^C. */
#pragma once
#include <glib.h>

/* TRUE if somebody sits there. */
gboolean run_ask_can(void);
/* One line without blanks around it; an empty one means STANDARD (may be NULL: then it is asked again). Caller frees. */
char *run_ask_text(const char *question, const char *standard, GError **error);
/* A line that is not shown while it is typed; never empty. Free with collect_secret_free. */
char *run_ask_secret(const char *question, GError **error);
gboolean run_ask_yes(const char *question, gboolean standard, gboolean *ret, GError **error);
/* The index of one of the CHOICES (NULL-terminated), numbered from 1 on the screen. */
gboolean run_ask_choice(const char *question, const char *const *choices, guint standard, guint *ret, GError **error);
