/* SPDX-License-Identifier: MIT
 * BODYSTRUCTURE of the likely messages of a window, then only the parts that machines wrote for
 * machines. */
#include "collect/imap-part.h"
#include <string.h>
#include "collect/glance.h"
#include "collect/imap-series.h"
#include "collect/imap-set.h"
#include "collect/imap-structure.h"
#include "collect/part.h"

enum { PARTS_AT_ONCE = 50 };

typedef struct {      /* one message of the second look */
    Mail *mail;       /* borrowed */
    GPtrArray *parts; /* of ImapPart*, or NULL */
} Candidate;

typedef struct {
    GPtrArray *candidates; /* of Candidate*, ascending by UID */
    const char *section;   /* the one being fetched */
    gboolean is_glance;    /* text for people is wanted, not parts for machines */
} Look;

static void
candidate_free(gpointer data)
{
    Candidate *candidate = data;
    g_clear_pointer(&candidate->parts, g_ptr_array_unref);
    g_free(candidate);
}

gboolean
collect_imap_part_may_have(const Mail *mail)
{
    return mail->content_type && (g_str_has_prefix(mail->content_type, "multipart/") ||
                                  g_str_equal(mail->content_type, "text/calendar"));
}

static guint32
uid_of(const ImapNode *fetched)
{
    for (guint i = 0; collect_imap_node_child(fetched, i + 1); i += 2)
        if (!g_ascii_strcasecmp(collect_imap_node_text(collect_imap_node_child(fetched, i)), "UID"))
            return (guint32)g_ascii_strtoull(
                collect_imap_node_text(collect_imap_node_child(fetched, i + 1)), NULL, 10);
    return 0;
}

static Candidate *
find(const Look *look, const ImapNode *fetched)
{
    guint32 uid = uid_of(fetched);
    guint low = 0, high = look->candidates->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        Candidate *candidate = look->candidates->pdata[middle];
        if (candidate->mail->uid == uid)
            return candidate;
        if (candidate->mail->uid < uid)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* "* 12 FETCH (...)": the attributes as a list, or NULL. */
static ImapNode *
parse_fetch(const char *bytes, gsize length)
{
    const char *list = memchr(bytes, '(', length);
    return list ? collect_imap_node_parse(list, length - (gsize)(list - bytes)) : NULL;
}

static const ImapNode *
attribute(const ImapNode *fetched, const char *prefix)
{
    for (guint i = 0; collect_imap_node_child(fetched, i + 1); i += 2)
        if (!g_ascii_strncasecmp(collect_imap_node_text(collect_imap_node_child(fetched, i)),
                                 prefix, strlen(prefix)))
            return collect_imap_node_child(fetched, i + 1);
    return NULL;
}

static void
take_structure(const char *bytes, gsize length, gpointer data)
{
    g_autoptr(ImapNode) fetched = parse_fetch(bytes, length);
    const ImapNode *structure = attribute(fetched, "BODYSTRUCTURE");
    Candidate *candidate = structure ? find(data, fetched) : NULL;
    if (candidate && !candidate->parts)
        candidate->parts = ((const Look *)data)->is_glance ? collect_imap_structure_text(structure) : collect_imap_structure_read(structure);
}

static void
use_part(Mail *mail, const ImapPart *part, const ImapNode *body, gboolean is_glance)
{
    if (is_glance) {
        mail->text = collect_glance_part(body->text, body->length, part->encoding, part->charset, g_str_equal(part->type, "text/html"));
        return;
    }
    gsize length = 0;
    g_autofree char *text = collect_part_decode(body->text, body->length, part->encoding, &length);
    if (!g_str_equal(part->type, "text/calendar")) {
        collect_part_report(mail, part->type, text, length);
        return;
    }
    if (part->method && !mail->calendar_method)
        mail->calendar_method = g_strdup(part->method);
    collect_part_calendar(mail, text, length);
}

static ImapPart *
part_of(const Candidate *candidate, const char *section)
{
    for (guint i = 0; candidate->parts && i < candidate->parts->len; i++) {
        ImapPart *part = candidate->parts->pdata[i];
        if (g_str_equal(part->section, section))
            return part;
    }
    return NULL;
}

static void
take_part(const char *bytes, gsize length, gpointer data)
{
    Look *look = data;
    g_autoptr(ImapNode) fetched = parse_fetch(bytes, length);
    const ImapNode *body = attribute(fetched, "BODY[");
    Candidate *candidate = body && body->text ? find(look, fetched) : NULL;
    ImapPart *part = candidate ? part_of(candidate, look->section) : NULL;
    if (!part)
        return;
    use_part(candidate->mail, part, body, look->is_glance);
    g_ptr_array_remove(candidate->parts,
                       part); /* once is enough, also when the window has to be asked again */
}

typedef struct { /* the same question about many messages */
    ImapWork *work;
    GArray *uids; /* of guint32 */
    guint done;
    guint at_once; /* messages of one command */
    const char *items;
    ImapCommand command;
} Inquiry;

static char *
compose(gpointer data)
{
    Inquiry *inquiry = data;
    guint used, left = inquiry->uids->len - inquiry->done;
    if (left == 0)
        return NULL;
    g_autofree char *set =
        collect_imap_set_text(&g_array_index(inquiry->uids, guint32, inquiry->done), MIN(left, inquiry->at_once), NULL, &used);
    inquiry->done += used;
    return g_strdup_printf("UID FETCH %s (UID %s)", set, inquiry->items);
}

static ImapOutcome
ask(const char *text, const char *next, gpointer data, GError **error)
{
    Inquiry *inquiry = data;
    inquiry->command.text = text;
    inquiry->command.next = next;
    return collect_imap_session_run(inquiry->work->session, &inquiry->command, error);
}

/* Asks about the candidates [START, START + N) of what is the data of INQUIRY's command. */
static ImapOutcome
ask_all(Inquiry *inquiry, guint start, guint n, GError **error)
{
    const Look *look = inquiry->command.data;
    g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = start; i < start + n; i++)
        g_array_append_val(uids, ((Candidate *)look->candidates->pdata[i])->mail->uid);
    inquiry->uids = uids;
    return collect_imap_series(&(ImapSeries){compose, ask, inquiry, inquiry->work->is_one_by_one}, error);
}

static ImapOutcome
fetch_structures(ImapWork *work, guint start, guint n, gpointer data, GError **error)
{
    ImapCommand command = {.want = IMAP_WANT_STRUCTURE,
                           .seconds = 60 + (int)n / 10,
                           .reply = take_structure,
                           .data = data};
    Inquiry inquiry = {.work = work, .at_once = G_MAXUINT, .items = "BODYSTRUCTURE", .command = command};
    return ask_all(&inquiry, start, n, error);
}

static ImapOutcome
fetch_parts(ImapWork *work, guint start, guint n, gpointer data, GError **error)
{
    Look *look = data;
    g_autofree char *items =
        g_strdup_printf("BODY.PEEK[%s]<0.%d>", look->section, look->is_glance ? COLLECT_GLANCE_MAX : COLLECT_PART_MAX);
    ImapCommand command = {.want = IMAP_WANT_BODY,
                           .seconds = 60 + 5 * MIN((int)n, PARTS_AT_ONCE),
                           .reply = take_part,
                           .data = look};
    Inquiry inquiry = {.work = work, .at_once = PARTS_AT_ONCE, .items = items, .command = command};
    return ask_all(&inquiry, start, n, error);
}

static void
note_problem(guint item, const char *why G_GNUC_UNUSED, gpointer data)
{
    const Look *look = data;
    Candidate *candidate = look->candidates->pdata[item];
    g_ptr_array_add(candidate->mail->problems, g_strdup("the parts of the message cannot be read"));
}

static GPtrArray *
select_candidates(const GPtrArray *mails)
{
    GPtrArray *candidates = g_ptr_array_new_with_free_func(candidate_free);
    for (guint i = 0; i < mails->len; i++) {
        if (!collect_imap_part_may_have(mails->pdata[i]))
            continue;
        Candidate *candidate = g_new0(Candidate, 1);
        candidate->mail = mails->pdata[i];
        g_ptr_array_add(candidates, candidate);
    }
    return candidates;
}

static int
compare_sections(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(*(const char *const *)a, *(const char *const *)b);
}

/* The sections that some candidate wants, each once, outer before inner ones. */
static GPtrArray *
list_sections(const GPtrArray *candidates)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *sections = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *candidate = candidates->pdata[i];
        for (guint j = 0; candidate->parts && j < candidate->parts->len; j++) {
            const char *section = ((const ImapPart *)candidate->parts->pdata[j])->section;
            if (g_hash_table_contains(seen, section))
                continue;
            g_ptr_array_add(sections, g_strdup(section));
            g_hash_table_add(seen, g_ptr_array_index(sections, sections->len - 1));
        }
    }
    g_ptr_array_sort(sections, compare_sections);
    return sections;
}

static gboolean
read_section(ImapWork *work, const Look *all, const char *section, GError **error)
{
    g_autoptr(GPtrArray) some = g_ptr_array_new();
    for (guint i = 0; i < all->candidates->len; i++)
        if (part_of(all->candidates->pdata[i], section))
            g_ptr_array_add(some, all->candidates->pdata[i]);
    Look look = {some, section, all->is_glance};
    ImapBisection bisection = {fetch_parts, NULL, note_problem, &look, TRUE, NULL};
    return collect_imap_work_bisect(work, some->len, &bisection, error);
}

static gboolean
look_at(ImapWork *work, Look *look, GError **error)
{
    ImapBisection bisection = {fetch_structures, NULL, note_problem, look, TRUE, NULL};
    if (!collect_imap_work_bisect(work, look->candidates->len, &bisection, error))
        return FALSE;
    g_autoptr(GPtrArray) sections = list_sections(look->candidates);
    for (guint i = 0; i < sections->len; i++)
        if (!read_section(work, look, sections->pdata[i], error))
            return FALSE;
    return TRUE;
}

gboolean
collect_imap_part_read(ImapWork *work, GPtrArray *mails, GError **error)
{
    g_autoptr(GPtrArray) candidates = select_candidates(mails);
    Look look = {candidates, NULL, FALSE};
    return look_at(work, &look, error);
}

gboolean
collect_imap_part_glance(ImapWork *work, const SourceFolder *folder, GPtrArray *mails, GError **error)
{
    const SourceSink *sink = work->sink;
    if (!sink->glance || mails->len == 0)
        return TRUE;
    g_autofree gboolean *wanted = g_new0(gboolean, mails->len);
    g_autoptr(GPtrArray) candidates = g_ptr_array_new_with_free_func(candidate_free);
    if (!sink->glance(sink->data, folder, mails, wanted, error)) {
        work->is_stopped = TRUE;
        return FALSE;
    }
    for (guint i = 0; i < mails->len; i++) {
        if (!wanted[i])
            continue;
        Candidate *candidate = g_new0(Candidate, 1);
        candidate->mail = mails->pdata[i];
        g_ptr_array_add(candidates, candidate);
    }
    Look look = {candidates, NULL, TRUE};
    return candidates->len == 0 || look_at(work, &look, error);
}
