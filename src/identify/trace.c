/* SPDX-License-Identifier: MIT
 * What the rules looked at on their way to a verdict. */
#include "identify/trace.h"

static void
step_clear(gpointer data)
{
    IdentifyStep *step = data;
    g_free(step->addr);
    g_free(step->what);
}

IdentifyTrace *
identify_trace_new(void)
{
    IdentifyTrace *trace = g_new0(IdentifyTrace, 1);
    trace->steps = g_array_new(FALSE, TRUE, sizeof(IdentifyStep));
    g_array_set_clear_func(trace->steps, step_clear);
    return trace;
}

void
identify_trace_free(IdentifyTrace *trace)
{
    if (!trace)
        return;
    g_array_unref(trace->steps);
    g_free(trace);
}

void
identify_trace_about(IdentifyTrace *trace, const char *addr, const char *role)
{
    if (!trace)
        return;
    trace->addr = addr;
    trace->role = role;
}

void
identify_trace_step(IdentifyTrace *trace, const char *step, const char *verdict, const char *reason, const char *what, gint64 account_id)
{
    if (!trace)
        return;
    const IdentifyStep made = { g_strdup(trace->addr), trace->role, step, verdict, reason, g_strdup(what), account_id };
    g_array_append_val(trace->steps, made);
}
