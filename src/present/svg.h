/* SPDX-License-Identifier: MIT
 * Drawing for charts. Coordinates are those of the picture's own box; nothing here knows what it draws. */
#pragma once
#include <glib.h>

/* Opens a picture of WIDTH x HEIGHT that says TITLE to a screen reader and goes on to its description; ID makes their ids unique. */
void present_svg_open(GString *out, const char *id, const char *class, int width, int height, const char *title);
/* Ends the description. */
void present_svg_draw(GString *out);
void present_svg_close(GString *out);
void present_svg_attribute(GString *out, const char *name, double number);
void present_svg_text(GString *out, const char *class, double x, double y, const char *text);
void present_svg_line(GString *out, const char *class, double x1, double y1, double x2, double y2);
/* HINT is shown beside the pointer; NULL = none. */
void present_svg_box(GString *out, const char *class, double x, double y, double width, double height, const char *hint);
void present_svg_dot(GString *out, const char *class, double x, double y, double radius, const char *hint);
/* The smallest of 1, 2, 4, 6, 8, 10 times a power of ten that is not below VALUE, so that half of it is a plain number too; 1 of what is not above 0. */
double present_svg_round_up(double value);
