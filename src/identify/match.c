/* SPDX-License-Identifier: MIT
 * The ladder: whose is an address, and by which rule. */
#include "identify/match.h"
#include <string.h>
#include "base/address.h"

enum { CONFIDENCE_ADDRESS = 100, CONFIDENCE_RULE = 95, CONFIDENCE_DOMAIN = 80 };

typedef struct {
    char *key;
    gint64 account_id, contact_id;
} Entry;

struct IdentifyIndex {
    AddressSet *own, *skip, *never;
    GHashTable *learned;       /* set of char* */
    GHashTable *addresses;     /* address -> Entry* */
    GHashTable *rule_addresses; /* address -> Entry* */
    GHashTable *rule_domains;  /* domain without @ -> Entry* */
    GHashTable *domains;       /* domain -> Entry* */
    IdentifyNames *names;
};

static void
entry_free(gpointer data)
{
    Entry *entry = data;
    g_free(entry->key);
    g_free(entry);
}

static GHashTable *
entries_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, NULL, entry_free); /* the key lives in the entry */
}

IdentifyIndex *
identify_index_new(void)
{
    IdentifyIndex *index = g_new0(IdentifyIndex, 1);
    index->own = address_set_new();
    index->skip = address_set_new();
    index->never = address_set_new();
    index->learned = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    index->addresses = entries_new();
    index->rule_addresses = entries_new();
    index->rule_domains = entries_new();
    index->domains = entries_new();
    index->names = identify_names_new();
    return index;
}

void
identify_index_free(IdentifyIndex *index)
{
    if (!index)
        return;
    address_set_free(index->own);
    address_set_free(index->skip);
    address_set_free(index->never);
    g_hash_table_unref(index->learned);
    g_hash_table_unref(index->addresses);
    g_hash_table_unref(index->rule_addresses);
    g_hash_table_unref(index->rule_domains);
    g_hash_table_unref(index->domains);
    identify_names_free(index->names);
    g_free(index);
}

void
identify_index_add_own(IdentifyIndex *index, const char *entry)
{
    address_set_add(index->own, entry);
}

void
identify_index_add_skip(IdentifyIndex *index, const char *entry)
{
    address_set_add(index->skip, entry);
}

void
identify_index_add_never(IdentifyIndex *index, const char *entry)
{
    address_set_add(index->never, entry);
}

void
identify_index_add_learned(IdentifyIndex *index, const char *addr)
{
    char *canonical = address_canonical(addr);
    if (canonical)
        g_hash_table_add(index->learned, canonical);
}

/* Takes KEY (NULL = nothing to add). The store keeps keys unique; should one come twice all the same, the smaller account has it, so that
 * the order of adding decides nothing. */
static void
add_entry(GHashTable *entries, char *key, gint64 account_id, gint64 contact_id)
{
    const Entry *old = key ? g_hash_table_lookup(entries, key) : NULL;
    if (!key || (old && old->account_id <= account_id)) {
        g_free(key);
        return;
    }
    Entry *entry = g_new(Entry, 1);
    *entry = (Entry){ key, account_id, contact_id };
    g_hash_table_replace(entries, key, entry);
}

/* The canonical form of a domain that can prove whose an address is; NULL for suffixes and providers that anybody can stand under. */
static char *
telling_domain(const char *domain)
{
    g_autofree char *canonical = domain_canonical(domain);
    if (!canonical || domain_is_public_suffix(canonical) || domain_is_freemail(canonical))
        return NULL;
    return g_steal_pointer(&canonical);
}

void
identify_index_add_address(IdentifyIndex *index, const char *addr, gint64 account_id, gint64 contact_id)
{
    add_entry(index->addresses, address_canonical(addr), account_id, contact_id);
}

void
identify_index_add_rule(IdentifyIndex *index, const char *pattern, gint64 account_id, gint64 contact_id)
{
    if (pattern[0] == '@')
        add_entry(index->rule_domains, telling_domain(pattern + 1), account_id, contact_id);
    else
        add_entry(index->rule_addresses, address_canonical(pattern), account_id, contact_id);
}

void
identify_index_add_domain(IdentifyIndex *index, const char *domain, gint64 account_id)
{
    add_entry(index->domains, telling_domain(domain), account_id, 0);
}

gboolean
identify_index_is_skipped(const IdentifyIndex *index, const char *addr)
{
    return address_set_has(index->skip, addr);
}

gboolean
identify_index_is_never(const IdentifyIndex *index, const char *addr)
{
    return identify_never_entry(index, addr, NULL) != NULL;
}

/* --- the ladder ------------------------------------------------------------------------------------------------------- */

static const char *
parent_domain(const char *domain)
{
    const char *dot = strchr(domain, '.');
    return dot ? dot + 1 : NULL;
}

/* TRUE if a public suffix stands between DOMAIN and its parent PARENT: whoever has the parent says nothing of those below the suffix. */
static gboolean
crosses_suffix(const char *domain, const char *parent)
{
    for (; domain && !g_str_equal(domain, parent); domain = parent_domain(domain))
        if (domain_is_public_suffix(domain))
            return TRUE;
    return FALSE;
}

/* Why nobody can have DOMAIN as his own; NULL if somebody can. */
static const char *
bar_of(const char *domain)
{
    return domain_is_public_suffix(domain) ? "public_suffix" : domain_is_freemail(domain) ? "freemail" : NULL;
}

/* The domains that were looked up, from the longest to the one found, or to the one where looking makes no sense any more. */
static void
trace_domains(IdentifyTrace *trace, const char *domain, const Entry *entry)
{
    const char *bar = NULL;
    for (; trace && domain && !bar; domain = parent_domain(domain)) {
        gboolean is_hit = entry && g_str_equal(domain, entry->key);
        bar = is_hit ? NULL : bar_of(domain);
        identify_trace_step(trace, "domain", is_hit ? "yes" : "no", bar, domain, is_hit ? entry->account_id : 0);
        if (is_hit)
            return;
    }
}

/* Rules for whole domains are few: one line says whether one of them covers the domain. */
static void
trace_domain_rule(IdentifyTrace *trace, const char *domain, const Entry *entry)
{
    g_autofree char *pattern = trace ? g_strconcat("@", entry ? entry->key : domain, NULL) : NULL;
    identify_trace_step(trace, "rule", entry ? "yes" : "no", NULL, pattern, entry ? entry->account_id : 0);
}

/* The entry of DOMAIN itself or of its nearest parent, up to the public suffix. */
static const Entry *
longest_domain(GHashTable *entries, const char *domain)
{
    const Entry *entry = NULL;
    for (const char *at = domain; at && !entry; at = parent_domain(at))
        entry = g_hash_table_lookup(entries, at);
    return entry && !crosses_suffix(domain, entry->key) ? entry : NULL;
}

static const Entry *
domain_rule(const IdentifyIndex *index, const char *domain, IdentifyTrace *trace)
{
    const Entry *entry = longest_domain(index->rule_domains, domain);
    trace_domain_rule(trace, domain, entry);
    return entry;
}

static const Entry *
account_domain(const IdentifyIndex *index, const char *domain, IdentifyTrace *trace)
{
    const Entry *entry = longest_domain(index->domains, domain);
    trace_domains(trace, domain, entry);
    return entry;
}

static const Entry *
exact(GHashTable *entries, const char *step, const char *addr, IdentifyTrace *trace)
{
    const Entry *entry = g_hash_table_lookup(entries, addr);
    identify_trace_step(trace, step, entry ? "yes" : "no", NULL, addr, entry ? entry->account_id : 0);
    return entry;
}

static gboolean
give(const Entry *entry, const char *method, int confidence, IdentifyMatch *ret)
{
    if (!entry)
        return FALSE;
    *ret = (IdentifyMatch){ entry->account_id, entry->contact_id, method, entry->key, confidence };
    return TRUE;
}

static gboolean
climb(const IdentifyIndex *index, const char *addr, IdentifyMatch *ret, IdentifyTrace *trace)
{
    const char *domain = address_domain(addr);
    return give(exact(index->addresses, "address", addr, trace), "address", CONFIDENCE_ADDRESS, ret) ||
           give(exact(index->rule_addresses, "rule", addr, trace), "rule", CONFIDENCE_RULE, ret) ||
           give(domain_rule(index, domain, trace), "rule", CONFIDENCE_RULE, ret) ||
           give(account_domain(index, domain, trace), "domain", CONFIDENCE_DOMAIN, ret);
}

gboolean
identify_address(const IdentifyIndex *index, const char *addr, IdentifyMatch *ret)
{
    return climb(index, addr, ret, NULL);
}

gboolean
identify_own(const IdentifyIndex *index, const char *addr, IdentifyTrace *trace)
{
    IdentifyMatch claim;
    const char *entry = address_set_find(index->own, addr);
    gboolean is_learned = !entry && g_hash_table_contains(index->learned, addr);
    gboolean is_claimed = is_learned && climb(index, addr, &claim, NULL);
    identify_trace_step(trace, "own", entry || (is_learned && !is_claimed) ? "yes" : "no",
                        is_claimed ? "claimed" : is_learned ? "learned" : NULL, entry ? entry : is_learned ? addr : NULL,
                        is_claimed ? claim.account_id : 0);
    return entry || (is_learned && !is_claimed);
}

gboolean
identify_index_is_own(const IdentifyIndex *index, const char *addr)
{
    return identify_own(index, addr, NULL);
}

const char *
identify_never_entry(const IdentifyIndex *index, const char *addr, IdentifyTrace *trace)
{
    const char *entry = address_set_find(index->never, addr);
    if (entry)
        identify_trace_step(trace, "never_log", "yes", NULL, entry, 0);
    return entry;
}

IdentifyWhose
identify_whose(const IdentifyIndex *index, const char *addr, IdentifyMatch *ret, IdentifyTrace *trace)
{
    if (identify_own(index, addr, trace))
        return IDENTIFY_OWN;
    const char *skip = address_set_find(index->skip, addr);
    if (skip) {
        identify_trace_step(trace, "skip_person", "yes", NULL, skip, 0);
        return IDENTIFY_SKIPPED;
    }
    if (identify_never_entry(index, addr, trace)) /* of letters nothing is kept: what is left are meetings */
        return IDENTIFY_SKIPPED;
    return climb(index, addr, ret, trace) ? IDENTIFY_ACCOUNT : IDENTIFY_NOBODY;
}

void
identify_index_add_name(IdentifyIndex *index, const char *name, gint64 account_id)
{
    identify_names_add(index->names, name, account_id);
}

static void
find_addresses(const IdentifyIndex *index, const char *text, GArray *accounts)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \t\r\n<>()[],;\"'/|!?", -1);
    for (char **word = words; *word != NULL; word++) {
        g_autofree char *addr = strchr(*word, '@') != NULL ? address_canonical(*word) : NULL;
        IdentifyMatch match;
        if (addr != NULL && identify_whose(index, addr, &match, NULL) == IDENTIFY_ACCOUNT)
            identify_names_note(accounts, match.account_id);
    }
}

GArray *
identify_mentioned(const IdentifyIndex *index, const char *text)
{
    GArray *accounts = g_array_new(FALSE, FALSE, sizeof(gint64));
    find_addresses(index, text, accounts);
    if (accounts->len == 0)
        identify_names_find(index->names, text, accounts);
    return accounts;
}
