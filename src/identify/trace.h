/* SPDX-License-Identifier: MIT
 * What the rules looked at on their way to a verdict: noted by the code that decides, when somebody asks why. Pure. */
#pragma once
#include <glib.h>

typedef struct {
    char *addr;          /* canonical; NULL = about the message as a whole */
    const char *role;    /* "from", "to", ...; static; NULL outside of a message */
    const char *step;    /* static: "direction", "class", "never_log", "role", "own", "skip_person", "address", "rule", "domain", "rejected", "account",
                          * "manual", "text", "thread", "forgotten", "ingest", "contact", "lead" */
    const char *verdict; /* static: "yes" and "no"; of direction and class the verdict itself */
    const char *reason;  /* static, a word for machines; NULL = nothing to add */
    char *what;          /* what was looked up or found: an entry, a domain, a header; or NULL */
    gint64 account_id;   /* 0 = none */
} IdentifyStep;

typedef struct {
    GArray *steps;       /* of IdentifyStep, in the order of deciding */
    const char *addr, *role; /* whose steps follow; borrowed */
} IdentifyTrace;
IdentifyTrace *identify_trace_new(void);
void identify_trace_free(IdentifyTrace *trace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IdentifyTrace, identify_trace_free)
/* The next steps are about ADDR (NULL = about the message). TRACE may be NULL here and below: then nothing is noted. */
void identify_trace_about(IdentifyTrace *trace, const char *addr, const char *role);
void identify_trace_step(IdentifyTrace *trace, const char *step, const char *verdict, const char *reason, const char *what, gint64 account_id);
