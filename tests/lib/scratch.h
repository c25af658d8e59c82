/* SPDX-License-Identifier: MIT
 * A directory of a test's own, and other programs run in it. */
#pragma once
#include <glib.h>

char *scratch_new(void);                          /* a new empty directory; caller frees */
void scratch_remove(const char *directory);       /* with all below it */
char *scratch_path(const char *directory, const char *name); /* caller frees */
void scratch_write(const char *directory, const char *name, const char *text, int mode);
/* Runs argv to its end; asserts that it succeeds. The last argument is NULL. */
void scratch_run(const char *program, ...) G_GNUC_NULL_TERMINATED;
char *scratch_source(const char *name); /* a file of tests/; caller frees */
