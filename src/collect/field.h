/* SPDX-License-Identifier: MIT
 * A header block split into fields: unfolded, junk stepped over (RFC 5322 §2.2). Works for MIME part headers and the field groups of
 * delivery reports too. Pure. */
#pragma once
#include <glib.h>

/* Longer header blocks are cut, bytes: whoever writes behind so many is not heard. 20 such letters take 37 MB, for one is held at a time. */
#define COLLECT_HEADER_MAX (8 << 20)
#define COLLECT_FIELDS_MAX 100000    /* further fields are junk; these take 1.6 MB */

typedef struct {
    const char *name;  /* as written */
    const char *value; /* unfolded, surrounding blanks removed, NULs as spaces; raw bytes otherwise */
} CollectField;
typedef struct {
    char *text;          /* what the fields point into */
    GArray *items;       /* of CollectField, in order */
    gsize end;           /* bytes of the input up to and with the empty line; where a body begins */
    gboolean is_ended;   /* that empty line was there */
    gboolean has_junk;   /* lines that are no fields */
    gboolean is_cut;     /* by one of the limits */
} CollectFields;
CollectFields *collect_fields_split(const char *bytes, gsize length);
void collect_fields_free(CollectFields *fields);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CollectFields, collect_fields_free)
/* Value of the first field called NAME (any case), NULL if there is none. Borrowed. */
const char *collect_fields_get(const CollectFields *fields, const char *name);
