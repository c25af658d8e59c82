/* SPDX-License-Identifier: MIT
 * SCRAM (RFC 5802, RFC 7677) without channel binding: both sides prove that they know the password, and neither sends it. */
#pragma once
#include "collect/sasl.h"

typedef struct SaslScram SaslScram;
SaslScram *collect_sasl_scram_new(const SaslWords *words); /* SCRAM-SHA-1 or SCRAM-SHA-256 */
void collect_sasl_scram_free(SaslScram *scram);
/* The next message; MESSAGE is NULL at first. NULL with TRY_LATER as collect_sasl_respond. Caller wipes. */
char *collect_sasl_scram_answer(SaslScram *scram, const char *message, GError **error);
gboolean collect_sasl_scram_is_proven(const SaslScram *scram);
/* A name with = and , written as RFC 5802 §5.1 wants it. Caller frees. */
char *collect_sasl_scram_name(const char *name);
