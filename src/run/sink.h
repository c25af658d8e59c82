/* SPDX-License-Identifier: MIT
 * The bridge from a source's thread to the engine's: every call of the sink is carried out by the engine's main context. */
#pragma once
#include "collect/source.h"
#include "run/engine.h"

typedef struct Sink Sink;
/* CONTEXT is iterated by the thread that owns ENGINE. ON_STORED is called there after each stored batch (may be NULL). */
Sink *run_sink_new(Engine *engine, GMainContext *context, gint64 mailbox_id, gboolean is_first,
                   void (*on_stored)(guint new_messages, gpointer data), void (*on_progress)(const SourceFolder *folder, guint64 done, guint64 total, gpointer data),
                   gpointer data);
void run_sink_free(Sink *sink); /* after the source's thread has ended */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sink, run_sink_free)
const SourceSink *run_sink_calls(Sink *sink); /* borrowed */
/* Makes every call of the source fail from now on: the engine is about to go. Any thread. */
void run_sink_close(Sink *sink);
/* Carries out CALL in CONTEXT's thread and waits. FALSE if the sink was closed first. Any thread but CONTEXT's. */
gboolean run_sink_call(Sink *sink, void (*call)(gpointer data), gpointer data);
