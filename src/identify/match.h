/* SPDX-License-Identifier: MIT
 * The ladder: whose is an address, and by which rule (spec 16-B04, B13, B14). Pure; the index is filled by `run`. */
#pragma once
#include "identify/mention.h"
#include "identify/trace.h"

typedef struct IdentifyIndex IdentifyIndex;
IdentifyIndex *identify_index_new(void);
void identify_index_free(IdentifyIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IdentifyIndex, identify_index_free)
void identify_index_add_own(IdentifyIndex *index, const char *entry);     /* address or @domain; from the configuration or the user */
void identify_index_add_learned(IdentifyIndex *index, const char *addr);  /* own unless a contact or an account's domain claims it */
void identify_index_add_skip(IdentifyIndex *index, const char *entry);
void identify_index_add_never(IdentifyIndex *index, const char *entry);
void identify_index_add_address(IdentifyIndex *index, const char *addr, gint64 account_id, gint64 contact_id);
void identify_index_add_rule(IdentifyIndex *index, const char *pattern, gint64 account_id, gint64 contact_id); /* address or @domain */
void identify_index_add_domain(IdentifyIndex *index, const char *domain, gint64 account_id);
void identify_index_add_name(IdentifyIndex *index, const char *name, gint64 account_id);
/* Accounts that TEXT speaks of (of gint64, each once): by an address in it that is somebody's of theirs, else by their names. Caller unrefs. */
GArray *identify_mentioned(const IdentifyIndex *index, const char *text);
gboolean identify_index_is_own(const IdentifyIndex *index, const char *addr);
gboolean identify_index_is_skipped(const IdentifyIndex *index, const char *addr);
gboolean identify_index_is_never(const IdentifyIndex *index, const char *addr);

typedef struct {
    gint64 account_id, contact_id; /* 0 = none */
    const char *method;            /* "address", "rule", "domain"; NULL = unmatched */
    const char *rule;              /* what matched, e.g. the domain; borrowed from the index */
    int confidence;                /* address 100, rule 95, domain 80, thread 60 */
} IdentifyMatch;
/* TRUE if an account was found: exact address, rule, longest domain bounded by the public suffix list, never a freemail domain. */
gboolean identify_address(const IdentifyIndex *index, const char *addr, IdentifyMatch *ret);

typedef enum { IDENTIFY_NOBODY, IDENTIFY_OWN, IDENTIFY_SKIPPED, IDENTIFY_ACCOUNT } IdentifyWhose;
/* The whole ladder for one person: one of us, on skip_person, or of the account in RET, which is filled only then. Every step is noted in TRACE
 * (may be NULL). */
IdentifyWhose identify_whose(const IdentifyIndex *index, const char *addr, IdentifyMatch *ret, IdentifyTrace *trace);
/* identify_index_is_own with its step noted in TRACE (may be NULL). */
gboolean identify_own(const IdentifyIndex *index, const char *addr, IdentifyTrace *trace);
/* The entry of never_log that covers the address, NULL if none does; noted in TRACE (may be NULL). Borrowed. */
const char *identify_never_entry(const IdentifyIndex *index, const char *addr, IdentifyTrace *trace);
