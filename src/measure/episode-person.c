/* SPDX-License-Identifier: MIT
 * Whose an address is: exact contact, rule, then the longest domain. */
#include "measure/episode-person.h"
#include "base/address.h"
#include <string.h>

struct EpisodePeople {
    KeepDb *db;
    AddressSet *absent;
    GHashTable *known; /* address -> EpisodeWhose* */
};

static gboolean
load_own(EpisodePeople *people, GError **error)
{
    g_autoptr(KeepRows) rows = keep_db_query(people->db, "SELECT value FROM own_address", NO_BIND, error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem))
        address_set_add(people->absent, keep_rows_text(rows, 0));
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

EpisodePeople *
measure_episode_people_new(KeepDb *db, const Config *config, GError **error)
{
    g_autoptr(EpisodePeople) people = g_new0(EpisodePeople, 1);
    people->db = db;
    people->absent = address_set_new();
    people->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    const char *const *skip = config_list(config, "privacy", "skip_person");
    for (gsize i = 0; skip && skip[i]; i++)
        address_set_add(people->absent, skip[i]);
    if (!load_own(people, error))
        return NULL;
    return g_steal_pointer(&people);
}

void
measure_episode_people_free(EpisodePeople *people)
{
    if (!people)
        return;
    address_set_free(people->absent);
    g_hash_table_unref(people->known);
    g_free(people);
}

/* One row of (account, contact) or none. */
static gboolean
ask(EpisodePeople *people, const char *sql, const char *value, EpisodeWhose *whose, gboolean *found, GError **error)
{
    g_autoptr(KeepRows) rows = keep_db_query(people->db, sql, BIND(KT("value", value)), error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    *found = keep_rows_next(rows, &problem);
    if (*found) {
        whose->account_id = keep_rows_int(rows, 0);
        whose->contact_id = keep_rows_int(rows, 1);
    }
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

static const char CONTACT[] = "SELECT c.account_id, c.id FROM contact_address a JOIN contact c ON c.id = a.contact_id"
                              " WHERE a.kind = 'email' AND a.value = :value";
static const char RULE[] = "SELECT account_id, COALESCE(contact_id, 0) FROM match_rule WHERE pattern = :value";
static const char DOMAIN[] = "SELECT account_id, 0 FROM account_domain WHERE domain = :value";

/* From the whole domain up to its parents: PREFIX is "@" for rules, "" for domains. */
static gboolean
ask_domains(EpisodePeople *people, const char *sql, const char *prefix, const char *domain, EpisodeWhose *whose,
            gboolean *found, GError **error)
{
    for (const char *part = domain; part && !*found; part = strchr(part, '.') ? strchr(part, '.') + 1 : NULL) {
        g_autofree char *value = g_strconcat(prefix, part, NULL);
        if (!ask(people, sql, value, whose, found, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
look_up(EpisodePeople *people, const char *addr, EpisodeWhose *whose, GError **error)
{
    whose->is_absent = address_set_has(people->absent, addr);
    if (whose->is_absent)
        return TRUE;
    gboolean found = FALSE;
    if (!ask(people, CONTACT, addr, whose, &found, error))
        return FALSE;
    if (!found && !ask(people, RULE, addr, whose, &found, error))
        return FALSE;
    const char *domain = strrchr(addr, '@');
    if (found || !domain)
        return TRUE;
    return ask_domains(people, RULE, "@", domain + 1, whose, &found, error) &&
           (found || ask_domains(people, DOMAIN, "", domain + 1, whose, &found, error));
}

const EpisodeWhose *
measure_episode_whose(EpisodePeople *people, const char *addr, GError **error)
{
    EpisodeWhose *known = g_hash_table_lookup(people->known, addr);
    if (known)
        return known;
    EpisodeWhose whose = { 0 };
    if (!look_up(people, addr, &whose, error))
        return NULL;
    known = g_memdup2(&whose, sizeof whose);
    g_hash_table_insert(people->known, g_strdup(addr), known);
    return known;
}
