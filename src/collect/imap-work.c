/* SPDX-License-Identifier: MIT
 * Connections come and go, the work goes on; one unreadable message never stops the others. */
#include "collect/imap-work.h"
#include <glib/gi18n.h>
#include "base/error.h"
#include "collect/imap-reply.h"

enum { GIVEN_UP_IN_A_ROW = 5, OPTIONAL_RECONNECTS = 8, CHANCES = 8 };

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
    return collect_imap_session_examine(work->session, folder->raw_name, &work->mailbox, error) ==
           IMAP_DONE;
}

gboolean
collect_imap_work_recover(ImapWork *work, const GError *why, GError **error)
{
    guint32 uidvalidity = work->mailbox.uidvalidity;
    collect_imap_work_close(work);
    if (++work->reconnects > IMAP_RECONNECTS_MAX)
        return fail(error, FAIL_TRY_LATER, N_("%s, %u times: the rest is left for the next time"),
                    why->message, work->reconnects);
    if (!collect_imap_work_open(work, error) ||
        !collect_imap_work_examine(work, work->folder, error))
        return FALSE;
    return work->mailbox.uidvalidity == uidvalidity ||
           fail(error, FAIL_TRY_LATER, N_("%s: the folder %s has been renumbered meanwhile"),
                work->config->host, work->folder->name);
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

/* What of a failed slice has not come, from the first on. */
static Slice
rest_of(Slice slice, const ImapBisection *bisection)
{
    guint first = slice.start, end = slice.start + slice.n;
    while (first < end && bisection->lacks && !bisection->lacks(first, bisection->data))
        first++;
    return (Slice){first, end - first};
}

/* What is still to be asked of a slice that failed: the culprit is most likely the first that did
 * not come, so it gets a slice of its own. */
static void
split(GArray *slices, Slice slice, const ImapBisection *bisection)
{
    Slice lacking = rest_of(slice, bisection);
    guint first = lacking.start, rest = lacking.n;
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
    return outcome == IMAP_GARBLED || outcome == IMAP_CUT;
}

typedef struct { /* an item that the server refused, or went away over */
    guint item;
    char *why;
} Refusal;

static void
clear_refusal(gpointer refusal)
{
    g_free(((Refusal *)refusal)->why);
}

typedef struct {
    ImapWork *work;
    const ImapBisection *bisection;
    GArray *slices;   /* of Slice, still to be tried; the last is next */
    GArray *refusals; /* of Refusal, in a row: believed once something else succeeds, for a server
                         may be refusing everything */
    guint reconnects;
    gboolean has_succeeded;
    gboolean is_cut, is_hunting; /* the connection ended; it did so twice at one item: something in there does it */
    guint cut_at;                /* the item that had not come then */
    gboolean is_alone;           /* it was the only one asked for */
    guint chances;               /* how often it ended here and there since the last culprit was found */
} Search;

static void
believe_refusals(Search *search)
{
    if (search->refusals->len > 0)
        search->is_cut = search->is_hunting = FALSE, search->chances = 0;
    for (guint i = 0; i < search->refusals->len; i++) {
        const Refusal *refusal = &g_array_index(search->refusals, Refusal, i);
        search->bisection->give_up(refusal->item, refusal->why, search->bisection->data);
    }
    g_array_set_size(search->refusals, 0);
}

static void
give_up_rest(Search *search, const char *why)
{
    believe_refusals(search);
    for (guint i = 0; i < search->slices->len; i++) {
        Slice slice = g_array_index(search->slices, Slice, i);
        for (guint item = slice.start; item < slice.start + slice.n; item++)
            search->bisection->give_up(item, why, search->bisection->data);
    }
    g_array_set_size(search->slices, 0);
}

static void
give_up_one(Search *search, guint item, ImapOutcome outcome, const char *why)
{
    Refusal refusal = {item, NULL};
    if (outcome == IMAP_GARBLED || (outcome == IMAP_CUT && search->bisection->is_optional)) {
        search->bisection->give_up(item, why, search->bisection->data);
        return;
    }
    refusal.why = g_strdup(why);
    g_array_append_val(search->refusals, refusal);
}

/* A connection that ended: once is chance, and what did not come is asked for again; twice at the same item is not, and a message is
 * suspected only when it does so alone. FALSE if it ends here and there all the time. */
static gboolean
suspect(Search *search, Slice slice, gboolean *ret_again)
{
    Slice rest = rest_of(slice, search->bisection);
    gboolean is_same = search->is_cut && search->cut_at == rest.start;
    *ret_again = slice.n == 1 ? !(is_same && search->is_alone) : !is_same && !search->is_hunting;
    search->is_hunting |= is_same;
    search->is_cut = TRUE;
    search->cut_at = rest.start;
    search->is_alone = slice.n == 1;
    if (*ret_again)
        push(search->slices, rest.start, rest.n);
    return search->is_hunting || ++search->chances <= CHANCES;
}

/* What to do about a failed slice: smaller ones, or giving it up. FALSE if neither helps. */
static gboolean
react(Search *search, Slice slice, ImapOutcome outcome, const char *why)
{
    gboolean is_optional = search->bisection->is_optional, again = FALSE;
    if (!may_split(search->work, outcome) || (outcome == IMAP_CUT && !suspect(search, slice, &again)))
        return FALSE;
    search->reconnects += outcome != IMAP_REFUSED;
    if (again)
        return TRUE;
    if (slice.n == 1)
        give_up_one(search, slice.start, outcome, why);
    else
        split(search->slices, slice, search->bisection);
    if (search->refusals->len < GIVEN_UP_IN_A_ROW &&
        !(is_optional && search->reconnects > OPTIONAL_RECONNECTS))
        return TRUE;
    if (is_optional)
        give_up_rest(search, why);
    return is_optional;
}

static gboolean
try_one(Search *search, GError **error)
{
    g_autoptr(GError) why = NULL;
    Slice slice = g_array_index(search->slices, Slice, search->slices->len - 1);
    g_array_set_size(search->slices, search->slices->len - 1);
    search->work->is_one_by_one = search->is_cut;
    ImapOutcome outcome =
        search->bisection->try(search->work, slice.start, slice.n, search->bisection->data, &why);
    if (outcome == IMAP_DONE) {
        search->has_succeeded = TRUE;
        believe_refusals(search);
        return TRUE;
    }
    if (!react(search, slice, outcome, why->message)) {
        g_propagate_error(error, g_steal_pointer(&why));
        return FALSE;
    }
    return outcome == IMAP_REFUSED || collect_imap_work_recover(search->work, why, error);
}

/* Whether what was refused, or ended the connection, each time is to be believed where nothing has succeeded. */
static gboolean
is_proven(Search *search)
{
    const ImapBisection *bisection = search->bisection;
    return search->has_succeeded ||
           (bisection->control && bisection->control(search->work, bisection->data, NULL) == IMAP_DONE);
}

gboolean
collect_imap_work_bisect(ImapWork *work, guint n, const ImapBisection *bisection, GError **error)
{
    g_autoptr(GArray) slices = g_array_new(FALSE, FALSE, sizeof(Slice));
    g_autoptr(GArray) refusals = g_array_new(FALSE, FALSE, sizeof(Refusal));
    Search search = {.work = work, .bisection = bisection, .slices = slices, .refusals = refusals};
    g_array_set_clear_func(refusals, clear_refusal);
    push(slices, 0, n);
    while (slices->len > 0)
        if (!try_one(&search, error))
            return FALSE;
    if (refusals->len > 0 && !is_proven(&search))
        return fail(error, FAIL_TRY_LATER, "%s", g_array_index(refusals, Refusal, 0).why);
    believe_refusals(&search);
    return TRUE;
}
