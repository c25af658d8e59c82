/* SPDX-License-Identifier: MIT
 * Policies of the configuration as binds. The configuration has checked their form. */
#include "measure/policy.h"
#include <string.h>
#include "measure/sql.h"

typedef struct {
    gint64 from, to;
} Range;

static Range
read_range(const char *text)
{
    char *end;
    Range range = { g_ascii_strtoll(text, &end, 10), 0 };
    range.to = g_ascii_strtoll(end + 1, NULL, 10);
    return range;
}

/* "<30" and ">500" in any order; a side that is not there avoids nobody. */
static gint64
read_bound(const char *const *bounds, char sign, gint64 none)
{
    for (; *bounds != NULL; bounds++)
        if (**bounds == sign)
            return g_ascii_strtoll(*bounds + 1, NULL, 10);
    return none;
}

void
measure_policy_binds(const Config *config, KeepBind *binds)
{
    const char *const *bands = config_list(config, "pipeline", "bands"), *const *horizons = config_list(config, "pipeline", "horizons");
    const char *const *avoid = config_list(config, "icp", "avoid");
    Range early = read_range(bands[0]), active = read_range(bands[1]), talks = read_range(bands[2]);
    Range ideal = read_range(config_text(config, "icp", "employees"));
    const KeepBind policy[] = {
        KI("min_p", config_int(config, "pipeline", "min_probability")),
        KI("conservative", config_bool(config, "pipeline", "conservative_probability")),
        KI("early_from", early.from),
        KI("early_to", early.to),
        KI("active_from", active.from),
        KI("active_to", active.to),
        KI("talks_from", talks.from),
        KI("talks_to", talks.to),
        KI("near", g_ascii_strtoll(horizons[0], NULL, 10)),
        KI("middle", g_ascii_strtoll(horizons[1], NULL, 10)),
        KI("far", g_ascii_strtoll(horizons[2], NULL, 10)),
        KI("ideal_from", ideal.from),
        KI("ideal_to", ideal.to),
        KI("avoid_under", read_bound(avoid, '<', 0)),
        KI("avoid_over", read_bound(avoid, '>', G_MAXINT32)),
    };
    G_STATIC_ASSERT(G_N_ELEMENTS(policy) == POLICY_BINDS);
    memcpy(binds, policy, sizeof policy);
}

KeepRows *
measure_policy_rows(const MeasureContext *context, const char *sql, const KeepBind *own, GError **error)
{
    KeepBind binds[POLICY_BINDS + POLICY_OWN_MAX + 2];
    gsize n = POLICY_BINDS;
    measure_policy_binds(context->config, binds);
    for (; own->name != NULL && n < POLICY_BINDS + POLICY_OWN_MAX; own++)
        binds[n++] = *own;
    g_assert(own->name == NULL);
    binds[n++] = (KeepBind)KI("account", context->account_id);
    binds[n] = *own;
    if (context->account_id != 0) /* after every letter, and preparing takes longer than asking */
        return keep_db_query_lax(context->db, measure_sql_of_account(sql), binds, error);
    return measure_memo_rows(context->memo, context->db, sql, binds, error);
}
