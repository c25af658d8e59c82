/* SPDX-License-Identifier: MIT
 * CSV files of every kind become rows: whole or not at all (spec 00 §5, 15-B). */
#pragma once
#include "run/engine.h"

typedef struct {
    guint rows, created, updated;
    guint left_out;     /* rows that the map leaves out */
    GPtrArray *outside; /* of char*, owned: ids of accounts whose employees [import] employees does not include (17-K5); NULL without any */
    GPtrArray *missing; /* of char*, owned: columns that the map would make of what the file does not have; NULL without a map */
} ImportSummary;
void run_import_summary_clear(ImportSummary *summary);
/* NULL-terminated names of the kinds that can be imported. Static. */
const char *const *run_import_kinds(void);
/* Imports the file, as the map MAP_NAME makes it if that is not NULL (run/import-map.h); every problem is appended to PROBLEMS (of char*), and then nothing is written. FALSE with
 * ERROR only when the file or the store cannot be used; BAD_INPUT when there were problems. */
gboolean run_import(Engine *engine, const char *kind, const char *file, const char *map_name, GPtrArray *problems,
                    ImportSummary *ret, GError **error);
