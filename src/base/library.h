/* SPDX-License-Identifier: MIT
 * Libraries that only some work needs are loaded when that work begins. With all of them, and the forty that they bring along, a program
 * takes three times as long to start, and a daemon that reads no feed holds their pages for nothing. */
#pragma once
#include <glib.h>

typedef struct {
    const char *name;
    gpointer place; /* of the pointer to it */
} LibraryFunction;

typedef struct {
    const char *file; /* as configure found it (LIBRARY_CURL, ...) */
    const LibraryFunction *functions;
    gsize n;
    gsize is_loaded;
} Library;

/* A list of its functions, `#define FUNCTIONS(X) X(f) X(g)`, makes `static struct { FUNCTIONS(LIBRARY_FIELD) } lib` with pointers of the right
 * types, and `static const LibraryFunction functions[] = { FUNCTIONS(LIBRARY_ENTRY) }`. A variable of the library may stand in it as well. */
#define LIBRARY_FIELD(name) __typeof__(name) *name;
#define LIBRARY_ENTRY(name) {#name, &lib.name},
#define LIBRARY_INIT(file, functions) {file, functions, G_N_ELEMENTS(functions), 0}

/* Loads it, once and for good, and fills the pointers. From any thread. Ends the program when it is not there, as the system does with a
 * library that a program is linked with. */
void library_need(Library *library);
