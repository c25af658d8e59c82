/* SPDX-License-Identifier: MIT
 * One value as a person reads it: local time, grouped money, decimal comma; and text from outside
 * made harmless to show. */
#pragma once
#include "base/table.h"

/* VALUE for people: "2026-03-31 12:00" in ZONE (NULL = UTC), "1 234 kr", "ja". Lists are
 * joined by comma and blank, the values of a map by blanks;
 * "" for null. One line, no control characters. Caller frees. */
char *present_cell(const Value *value, GTimeZone *zone, gboolean swedish);
/* A number with at most DECIMALS decimals, trailing zeros dropped unless EXACT, decimal comma if
 * SWEDISH. Caller frees. */
char *present_number(double number, int decimals, gboolean exact, gboolean swedish);
/* "45 min", "3 d": how long SECONDS are, roughly. Caller frees. */
char *present_duration(gint64 seconds);
/* TEXT as valid UTF-8 of at most MAX characters (0 = no limit, a cut ends in "…"), control
 * characters and bidi overrides turned into blanks; line feeds kept only if KEEP_LINES. Caller
 * frees. */
char *present_plain(const char *text, gsize max, gboolean keep_lines);
/* TRUE for the characters that may steer a terminal or reorder what stands beside them: C0, DEL,
 * C1, line and paragraph separators, bidi embeddings, overrides and isolates. */
gboolean present_is_control(gunichar c);
/* Columns that TEXT takes on a terminal. */
int present_width(const char *text);
/* TEXT in WIDTH columns, its last one "…" when something was cut. Takes TEXT; caller frees. */
char *present_cut(char *text, int width);
/* TEXT in lines of at most WIDTH columns, broken at blanks, inside of a word only where it is longer than that. Takes TEXT; caller frees. */
char *present_wrap(char *text, int width);
