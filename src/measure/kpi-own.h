/* SPDX-License-Identifier: MIT
 * Figures of the user's own: one .sql file each, with the same header as the shipped ones and a few lines that say what the catalogue says of
 * those (spec 00 §2). They are read once a program. */
#pragma once
#include "base/figure.h"
#include "measure/kpi.h"

/* Reads every FOLDER/ID.sql, sorted; a folder that is not there holds none. What is wrong with a file is appended to PROBLEMS (of char*), and
 * that file is left out. */
void measure_kpi_own_load(const char *folder, GPtrArray *problems);
guint measure_kpi_own_count(void);
const KpiDefinition *measure_kpi_own(guint i);
/* NULL if there is none of that name. Borrowed. */
const KpiDefinition *measure_kpi_own_find(const char *id);
const char *measure_kpi_own_sql(const char *id);
/* Its target into FIGURE, when it has one. */
void measure_kpi_own_target(Figure *figure);
