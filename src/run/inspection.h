/* SPDX-License-Identifier: MIT
 * The nightly proof, beside the daemon's work: a thread works everything out anew on a copy, and what differs is noted and mended. */
#pragma once
#include "run/engine.h"

typedef struct Inspection Inspection;
/* DONE is called in the caller's thread when what was found has been mended, or could not be, which is said in the log; the inspection is to be freed
 * there. ENGINE must outlive it. */
Inspection *run_inspection_start(Engine *engine, void (*done)(gpointer data), gpointer data);
/* Asks it to end; of several things that end, before the first is waited for. May be NULL. */
void run_inspection_cancel(Inspection *inspection);
/* Waits for its end; DONE does not follow. May be NULL. */
void run_inspection_free(Inspection *inspection);
