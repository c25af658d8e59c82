/* SPDX-License-Identifier: MIT
 * CSV files of every kind become rows: whole or not at all (spec 00 §5, 15-B). */
#pragma once
#include "run/engine.h"

typedef struct {
    guint rows, created, updated;
} ImportSummary;
/* NULL-terminated names of the kinds that can be imported. Static. */
const char *const *run_import_kinds(void);
/* Imports the file; every problem is appended to PROBLEMS (of char*), and then nothing is written. FALSE with
 * ERROR only when the file or the store cannot be used; BAD_INPUT when there were problems. */
gboolean run_import(Engine *engine, const char *kind, const char *file, GPtrArray *problems, ImportSummary *ret,
                    GError **error);
