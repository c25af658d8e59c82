/* SPDX-License-Identifier: MIT
 * What a map is made of; nobody outside of collect/sheet-map*.c includes it. */
#pragma once
#include "collect/sheet-map.h"
#include "collect/sheet-reading.h"

/* A run of text, or a cell of theirs. */
typedef struct {
    char *text;   /* NULL for a cell */
    char *column; /* lower-case */
    SheetReading reading;
} Piece;
typedef struct {
    char *ours;
    GPtrArray *ways; /* of GPtrArray of Piece: the first that is not empty */
} Target;
typedef struct {
    char *column;      /* lower-case: ours of [values], else theirs */
    char *only;        /* the column of ours that depends on these */
    GHashTable *texts; /* folded; to ours in [values] */
} Values;
struct CollectSheetMap {
    char *kind;
    char *needs; /* a row that has nothing in this column of ours is left out; or NULL */
    GPtrArray *targets;  /* of Target */
    GPtrArray *values;   /* of Values */
    GPtrArray *left_out; /* of Values */
    GPtrArray *only;     /* of Values */
};
