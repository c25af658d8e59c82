/* SPDX-License-Identifier: MIT
 * Connections come and go, the work goes on; one unreadable message never stops the others. */
#include "collect/imap-work.h"
#include "base/error.h"
#include "collect/imap-reply.h"

enum { GIVEN_UP_IN_A_ROW = 5, OPTIONAL_RECONNECTS = 8 };

gboolean
collect_imap_work_open(ImapWork *work, GError **error)
{
    work->session = collect_imap_session_new(work->config, work->cancellable, error);
    return work->session != NULL;
}

void
collect_imap_work_close(ImapWork *work)
{
    g_clear_pointer(&work->session, collect_imap_session_free);
}

gboolean
collect_imap_work_examine(ImapWork *work, const SourceFolder *folder, GError **error)
{
    work->folder = folder;
    return collect_imap_session_examine(work->session, folder->raw_name, &work->mailbox, error) == IMAP_DONE;
}

gboolean
collect_imap_work_recover(ImapWork *work, const GError *why, GError **error)
{
    guint32 uidvalidity = work->mailbox.uidvalidity;
    collect_imap_work_close(work);
    if (++work->reconnects > IMAP_RECONNECTS_MAX)
        return fail(error, FAIL_TRY_LATER, "%s, %u times: the rest is left for the next time", why->message, work->reconnects);
    if (!collect_imap_work_open(work, error) || !collect_imap_work_examine(work, work->folder, error))
        return FALSE;
    return work->mailbox.uidvalidity == uidvalidity ||
           fail(error, FAIL_TRY_LATER, "%s: the folder %s has been renumbered meanwhile", work->config->host, work->folder->name);
}

typedef struct {
    guint start, n;
} Slice;

static void
push(GArray *slices, guint start, guint n)
{
    if (n > 0)
        g_array_append_val(slices, ((Slice){start, n}));
}

/* What is still to be asked of a slice that failed: the culprit is most likely the first that did not come, so it gets a slice of its own. */
static void
split(GArray *slices, Slice slice, const ImapBisection *bisection)
{
    guint first = slice.start;
    while (first < slice.start + slice.n && bisection->lacks && !bisection->lacks(first, bisection->data))
        first++;
    guint rest = slice.start + slice.n - first;
    if (rest <= 1) {
        push(slices, first, rest);
        return;
    }
    guint half = (rest - 1) / 2;
    push(slices, first + 1 + half, rest - 1 - half);
    push(slices, first + 1, half);
    push(slices, first, 1); /* taken first */
}

/* FALSE if asking for less would not help. */
static gboolean
may_split(ImapWork *work, ImapOutcome outcome)
{
    if (outcome == IMAP_REFUSED)
        return collect_imap_reply_is_local(collect_imap_session_status(work->session));
    return outcome == IMAP_GARBLED;
}

static void
give_up_all(const GArray *slices, const char *why, const ImapBisection *bisection)
{
    for (guint i = 0; i < slices->len; i++) {
        Slice slice = g_array_index(slices, Slice, i);
        for (guint item = slice.start; item < slice.start + slice.n; item++)
            bisection->give_up(item, why, bisection->data);
    }
}

typedef struct { /* how much has gone wrong */
    guint refused_in_a_row, reconnects;
} Damage;

/* What to do about a failed slice: smaller ones, or giving it up. FALSE if neither helps. */
static gboolean
react(ImapWork *work, GArray *slices, Slice slice, ImapOutcome outcome, const char *why, Damage *damage, const ImapBisection *bisection)
{
    damage->refused_in_a_row += outcome == IMAP_REFUSED && slice.n == 1;
    damage->reconnects += outcome == IMAP_GARBLED;
    gboolean enough = damage->refused_in_a_row >= GIVEN_UP_IN_A_ROW || (bisection->is_optional && damage->reconnects > OPTIONAL_RECONNECTS);
    if (!may_split(work, outcome) || (enough && !bisection->is_optional))
        return FALSE;
    if (enough) {
        push(slices, slice.start, slice.n);
        give_up_all(slices, why, bisection);
        g_array_set_size(slices, 0);
    } else if (slice.n == 1) {
        bisection->give_up(slice.start, why, bisection->data);
    } else {
        split(slices, slice, bisection);
    }
    return TRUE;
}

gboolean
collect_imap_work_bisect(ImapWork *work, guint n, const ImapBisection *bisection, GError **error)
{
    g_autoptr(GArray) slices = g_array_new(FALSE, FALSE, sizeof(Slice));
    Damage damage = {0};
    push(slices, 0, n);
    while (slices->len > 0) {
        g_autoptr(GError) why = NULL;
        Slice slice = g_array_index(slices, Slice, slices->len - 1);
        g_array_set_size(slices, slices->len - 1);
        ImapOutcome outcome = bisection->try(work, slice.start, slice.n, bisection->data, &why);
        if (outcome == IMAP_DONE) {
            damage.refused_in_a_row = 0;
            continue;
        }
        if (!react(work, slices, slice, outcome, why->message, &damage, bisection)) {
            g_propagate_error(error, g_steal_pointer(&why));
            return FALSE;
        }
        if (outcome == IMAP_GARBLED && !collect_imap_work_recover(work, why, error))
            return FALSE;
    }
    return TRUE;
}
