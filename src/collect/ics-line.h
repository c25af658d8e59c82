/* SPDX-License-Identifier: MIT
 * Content lines of iCalendar text (RFC 5545 3.1): unfolded, cut into name, parameters and value. */
#pragma once
#include <glib.h>

typedef struct { /* slices of the text, or of the reader's buffer until its next line */
    const char *name;
    gsize name_length;  /* 0 = the line is no content line */
    const char *params; /* what stands between name and value, with its leading ';' */
    gsize params_length;
    const char *value;
    gsize value_length;
    const char *start, *end; /* in the text, folds and line end included */
} IcsLine;

typedef struct {
    const char *at, *end;
    GString *unfolded;
} IcsReader;
void collect_ics_line_reader_init(IcsReader *reader, const char *text,
                                  gsize length); /* TEXT is borrowed */
void collect_ics_line_reader_clear(IcsReader *reader);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(IcsReader, collect_ics_line_reader_clear)
/* The next line that is not blank; FALSE at the end. Line ends may be CR LF, LF or CR. */
gboolean collect_ics_line_next(IcsReader *reader, IcsLine *ret);
/* As above, but leaves out what stands inside nested components (alarms). */
gboolean collect_ics_line_next_own(IcsReader *reader, IcsLine *ret);

gboolean collect_ics_line_is(const IcsLine *line, const char *name);
/* TRUE if the line is NAME:VALUE, blanks and case apart. */
gboolean collect_ics_line_says(const IcsLine *line, const char *name, const char *value);
/* TRUE if the line is a CLASS that hides the event: any but PUBLIC; one that nobody knows is PRIVATE (RFC 5545 §3.8.1.3). */
gboolean collect_ics_line_hides(const IcsLine *line);
/* The first value of a parameter, without quotes; NULL if it is missing. Caller frees. */
char *collect_ics_line_param(const IcsLine *line, const char *key);
/* The value as clean text: escapes undone, controls to spaces, at most MAX characters. Caller
 * frees. */
char *collect_ics_line_text(const IcsLine *line, gsize max);
