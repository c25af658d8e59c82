/* SPDX-License-Identifier: MIT
 * Content-Type and Content-Disposition values: the type and its parameters (RFC 2045 §5.1, RFC 2231). Pure. */
#pragma once
#include <glib.h>

/* "multipart/report", lower-case; NULL if VALUE is NULL or names no type/subtype. Caller frees. */
char *collect_content_type(const char *value);
/* The parameter NAME (lower-case), unquoted, comments dropped, RFC 2231 pieces joined and decoded, clean; NULL if absent. Caller frees. */
char *collect_content_parameter(const char *value, const char *name);
/* A structured value without its comments and without what follows a semicolon, lower-case, clean ("auto-replied"). Caller frees. */
char *collect_content_token(const char *value);
