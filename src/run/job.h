/* SPDX-License-Identifier: MIT
 * One source at work: a thread that reads it, and the bridge to the engine. */
#pragma once
#include "run/sink.h"

#define LIGHT_FACTOR 6 /* where bytes cost money a source is looked at so much less often */

typedef struct Job Job;
typedef struct {
    /* All in the engine's thread. */
    void (*stored)(Job *job, guint new_messages, gpointer data); /* rows came in: settle soon; may be NULL */
    void (*synced)(Job *job, gpointer data);                     /* a complete pass; of a watch, again and again; may be NULL */
    void (*ended)(Job *job, const GError *error, gpointer data); /* the thread is through; free the job from an idle callback or later */
    /* In the source's thread; may be NULL. */
    void (*progress)(Job *job, const char *folder, guint64 done, guint64 total, gpointer data);
    gpointer data;
} JobCalls;
typedef enum { JOB_MAILBOX, JOB_CALENDAR } JobKind;
/* Starts reading the source NAME, once, or (WATCH, IMAP only) until it is cancelled or the connection breaks. ERROR if the store cannot
 * take it. */
Job *run_job_start(Engine *engine, GMainContext *context, JobKind kind, const char *name, gboolean watch, const JobCalls *calls,
                   GError **error);
const char *run_job_name(const Job *job);
JobKind run_job_kind(const Job *job);
guint run_job_new_messages(const Job *job);
/* Of an ended one: seconds for which the server does not want to be asked again; 0 = it did not say. */
gint64 run_job_patience(const Job *job);
gboolean run_job_has_ended(const Job *job);
/* Asks it to stop; `ended` follows. */
void run_job_cancel(Job *job);
/* Cancels, waits for the thread and frees; no call follows. */
void run_job_free(Job *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Job, run_job_free)
