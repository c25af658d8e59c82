/* SPDX-License-Identifier: MIT
 * Addresses that the database has numbered, remembered in the process so that a first sync asks for each of the
 * frequent ones once. */
#pragma once
#include <glib.h>

typedef struct KeepIntern KeepIntern;
typedef enum { KEEP_INTERN_ADDRESS, KEEP_INTERN_OWN, KEEP_INTERN_KINDS } KeepInternKind;
KeepIntern *keep_intern_new(void);
void keep_intern_free(KeepIntern *intern);
/* 0 when it is not remembered. */
gint64 keep_intern_get(KeepIntern *intern, KeepInternKind kind, const char *text);
void keep_intern_put(KeepIntern *intern, KeepInternKind kind, const char *text, gint64 id);
/* After a rollback or a foreign write what is remembered may be wrong. */
void keep_intern_forget(KeepIntern *intern);
