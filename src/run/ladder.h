/* SPDX-License-Identifier: MIT
 * What is stored and configured, as the rules of `identify` want it. */
#pragma once
#include "base/config.h"
#include "identify/message.h"
#include "keep/mail.h"

/* Everybody the store and the configuration know: own addresses, skip_person, never_log, contacts, rules, domains. Caller frees. */
IdentifyIndex *run_ladder_index(KeepDb *db, const Config *config, GError **error);
/* A digest of all accounts and their names: another one means that titles may speak of others. Caller frees. */
char *run_ladder_names(KeepDb *db, GError **error);
/* A message of a loaded thread; borrows from KEPT. */
void run_ladder_message(const KeepMessage *kept, IdentifyMessage *ret);
/* PATTERN (canonical: an address or @domain) is ours by [identity] addresses: an entry of it, or covered by one; a domain also when every address of
 * ours lies there. */
gboolean run_ladder_is_ours(const Config *config, const char *pattern);
