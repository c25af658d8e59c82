/* SPDX-License-Identifier: MIT
 * Text compiled into the program: the D-Bus interface, the dashboard's page and its style. */
#pragma once
#include <glib.h>

/* The text of the resource NAME. A missing one is a fault of the build: aborts. Caller frees. */
char *present_resource(const char *name);
