/* SPDX-License-Identifier: MIT
 * A source that is not read, or that holds what is not stored, makes the rules that read it silent, so that nobody hears "the customer is
 * silent" because the mail server was down; figures say since when they are incomplete. */
#include "measure/gap.h"
#include "measure/sql.h"

/* A shorter gap hides nothing that a rule with limits in days could miss. */
#define SHORT_SECONDS (4 * 3600)
/* One message that nobody can read would else silence everything for ever: by then a person has seen it in `status`. */
#define UNREADABLE_SECONDS (3 * 86400)

enum { KIND, NAME, CAUSE, SINCE, UNTIL };

/* Sources that have left the configuration keep their rows; nobody waits for them. */
static gboolean
is_configured(const MeasureContext *context, KeepRows *row)
{
    const char *const *names = config_sections(context->config, keep_rows_text(row, KIND));
    return names && g_strv_contains(names, keep_rows_text(row, NAME));
}

static gboolean
blinds(const char *cause, gint64 age)
{
    if (g_str_equal(cause, "failing"))
        return age > SHORT_SECONDS;
    return !g_str_equal(cause, "unreadable") || age < UNREADABLE_SECONDS;
}

static Gap
read_gap(const MeasureContext *context, KeepRows *row)
{
    const char *cause = keep_rows_text(row, CAUSE);
    gint64 since = keep_rows_int(row, SINCE);
    return (Gap){
        .kind = g_str_equal(keep_rows_text(row, KIND), "mailbox") ? READS_MAIL : READS_CALENDAR,
        .is_never = g_str_equal(cause, "never"),
        .blinds = blinds(cause, context->now - since),
        .since = since,
        .until = keep_rows_int(row, UNTIL),
    };
}

GArray *
measure_gap_list(const MeasureContext *context, GError **error)
{
    g_autoptr(KeepRows) rows = keep_db_query_text(context->db, measure_sql("due-gap"), NO_BIND, FALSE, error);
    g_autoptr(GArray) gaps = g_array_new(FALSE, FALSE, sizeof(Gap));
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem)) {
        Gap gap = read_gap(context, rows);
        if (is_configured(context, rows) && (gap.is_never || gap.since <= context->now))
            g_array_append_val(gaps, gap);
    }
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem ? g_steal_pointer(&gaps) : NULL;
}

Reads
measure_gap_blind(const GArray *gaps)
{
    Reads blind = READS_STORE;
    for (guint i = 0; i < gaps->len; i++)
        if (g_array_index(gaps, Gap, i).blinds)
            blind |= g_array_index(gaps, Gap, i).kind;
    return blind;
}

/* What has never been read whole is not covered yet, which figures tell in their own way. */
gint64
measure_gap_since(const GArray *gaps, Reads reads, gint64 from, gint64 to)
{
    gint64 since = 0;
    for (guint i = 0; i < gaps->len; i++) {
        const Gap *gap = &g_array_index(gaps, Gap, i);
        if (!(gap->kind & reads) || gap->is_never || gap->since == 0 || gap->since >= to || (gap->until != 0 && gap->until < from))
            continue;
        if (since == 0 || gap->since < since)
            since = gap->since;
    }
    return since;
}
