/* SPDX-License-Identifier: MIT
 * What rooms hand to `present`: tables of typed cells, and one document of several tables and facts (spec 00 §6). */
#pragma once
#include <glib.h>

typedef enum {
    VALUE_NULL, VALUE_BOOL, VALUE_INT, VALUE_REAL, VALUE_TEXT,
    VALUE_INSTANT, /* Unix seconds; printed ISO 8601 with the business zone's offset */
    VALUE_UTC,     /* Unix seconds; printed "...Z" */
    VALUE_DAY,     /* local day number; printed YYYY-MM-DD */
    VALUE_ORE,     /* money; JSON integer, text "1 234 kr" */
    VALUE_LIST,    /* of Value */
    VALUE_MAP,     /* of (key, Value), in order */
} ValueKind;

typedef struct Value Value;
struct Value {
    ValueKind kind;
    gint64 i;          /* BOOL INT INSTANT UTC DAY ORE */
    double r;          /* REAL */
    char *t;           /* TEXT, valid UTF-8, owned */
    GPtrArray *items;  /* LIST, MAP: of Value*, owned */
    GPtrArray *keys;   /* MAP: of char*, owned, same length as items */
};
Value *value_null(void);
Value *value_bool(gboolean b);
Value *value_int(gint64 i);
Value *value_real(double r);
Value *value_text(const char *text); /* NULL text gives VALUE_NULL */
Value *value_instant(gint64 at);
Value *value_utc(gint64 at);
Value *value_day(gint32 day); /* DAY_NONE gives VALUE_NULL */
Value *value_ore(gint64 ore);
Value *value_list(void);
Value *value_map(void);
void value_free(Value *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Value, value_free)
void value_append(Value *list, Value *item);              /* takes ITEM */
void value_set(Value *map, const char *key, Value *item); /* takes ITEM; a key again replaces */
const Value *value_get(const Value *map, const char *key); /* NULL if absent */

typedef enum {
    COLUMN_SHOWN = 0,
    COLUMN_HIDDEN = 1 << 0, /* in JSON and CSV only */
    COLUMN_RIGHT = 1 << 1,
    COLUMN_TRUNCATE = 1 << 2, /* may be cut on a narrow terminal */
    COLUMN_WRAP = 1 << 4,     /* may go on in further lines on a narrow terminal: what must not be cut */
    COLUMN_DETAIL = 1 << 5, /* may be left out on a narrow terminal, the last ones first */
    COLUMN_PEOPLE = 1 << 3,   /* a name beside an id: for people, not in JSON and CSV */
} ColumnFlags;
typedef struct {
    const char *key;   /* JSON key and CSV header; static or interned */
    const char *title; /* for people, already translated, copied by table_column; NULL = key */
    ColumnFlags flags;
} Column;

typedef struct Table Table;
struct Table {
    char *name;       /* JSON key of the list, e.g. "touchpoints" */
    char *title;      /* heading for people, translated; NULL = that of the name */
    GArray *columns;  /* of Column */
    GPtrArray *rows;  /* of GPtrArray of Value*, owned */
};
Table *table_new(const char *name);
void table_free(Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)
void table_column(Table *table, const char *key, const char *title, ColumnFlags flags); /* KEY is interned */
void table_row(Table *table);                 /* begins a row */
void table_cell(Table *table, Value *value);  /* takes VALUE; the next column of the last row */
/* The cell of ROW under KEY, NULL if there is no such column. Borrowed. */
const Value *table_get(const Table *table, guint row, const char *key);

/* What one command answers: facts first, then its tables. JSON: {"schema": 1, facts..., table.name: [rows]}. */
typedef struct {
    Value *facts;      /* VALUE_MAP */
    GPtrArray *tables; /* of Table*, owned */
} Document;
Document *document_new(void);
void document_free(Document *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Document, document_free)
void document_fact(Document *document, const char *key, Value *value); /* takes VALUE */
void document_add(Document *document, Table *table);                   /* takes TABLE */
