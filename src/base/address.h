/* SPDX-License-Identifier: MIT
 * Mail addresses and domains: canonical forms and what a domain can prove (spec 16 B04, B19). */
#pragma once
#include <glib.h>

#define ADDRESS_MAX 320
/* Canonical form for comparing: local part lower-cased, +tag removed, unquoted, comments dropped; domain lower-cased,
 * as A-labels (UTS 46), trailing dot dropped. NULL if ADDR is no address (no @, empty parts, blanks or controls, > 320 bytes). A "mailto:"
 * prefix (any case, repeated) and surrounding <> are dropped first. Caller frees. */
char *address_canonical(const char *addr);
/* The part after the last @ of a canonical address. Borrowed. */
const char *address_domain(const char *canonical);
/* Lower-case A-label form of a domain, NULL if it is none. Caller frees. */
char *domain_canonical(const char *domain);
/* TRUE if DOMAIN equals PARENT or lies under it. Both canonical. */
gboolean domain_is_under(const char *domain, const char *parent);
/* TRUE if DOMAIN is itself a public suffix (Public Suffix List, private part included). */
gboolean domain_is_public_suffix(const char *domain);
/* TRUE if DOMAIN belongs to a mail provider anybody can join (gmail.com, telia.com, ...; sub-domains too). */
gboolean domain_is_freemail(const char *domain);

/* A set of addresses and "@domain" entries (sub-domains included): [identity] addresses, never_log, skip_person. */
typedef struct AddressSet AddressSet;
AddressSet *address_set_new(void);
void address_set_free(AddressSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AddressSet, address_set_free)
/* FALSE if ENTRY is neither an address nor @domain. */
gboolean address_set_add(AddressSet *set, const char *entry);
gboolean address_set_has(const AddressSet *set, const char *canonical);
/* The entry that covers the address: itself, or the nearest domain without its @. NULL if there is none; borrowed. */
const char *address_set_find(const AddressSet *set, const char *canonical);
