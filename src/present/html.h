/* SPDX-License-Identifier: MIT
 * Text made safe for HTML and SVG. Everything that reaches the page goes through here. */
#pragma once
#include <glib.h>

/* Appends TEXT (NULL = "") with < > & " ' escaped, control characters and bidi overrides as blanks:
 * fit for content and for quoted attributes. */
void present_html_text(GString *out, const char *text);
/* Appends a printf-like FORMAT of trusted markup in which every argument is a string that gets
 * escaped; "%s" only. */
void present_html_add(GString *out, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Appends TEXT, as a mailto: link when it is a bare mail address. */
void present_html_maybe_mail(GString *out, const char *text);
/* "account-A17": the id of a place on the page, percent-encoded where an id may not hold the
 * character. Caller frees. */
char *present_html_anchor(const char *kind, const char *key);
/* Appends a coordinate with at most two decimals, never in the locale's notation. */
void present_html_number(GString *out, double number);

typedef struct {
    const char *name, *markup; /* {{name}} becomes MARKUP as it is */
} HtmlSlot;
/* Appends TEMPLATE with its slots filled; an unknown slot is a fault of the build: aborts. */
void present_html_fill(GString *out, const char *template_text, const HtmlSlot *slots, gsize n);
