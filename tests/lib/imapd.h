/* SPDX-License-Identifier: MIT
 * Scripted IMAP servers (imapd.py). */
#pragma once
#include "collect/source.h"

typedef struct Imapd Imapd;
/* A new server. CERTIFICATE names a pair in DIRECTORY (made by certificates.sh), NULL = no TLS. */
Imapd *imapd_start(const char *directory, const char *scenario, const char *certificate);
void imapd_free(Imapd *imapd); /* the server goes on until imapd_end() */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Imapd, imapd_free)
void imapd_end(void);          /* ends all servers */
/* How to reach it: user anna, password secret, no TLS. Borrowed from IMAPD. */
SourceConfig imapd_config(const Imapd *imapd);
/* The commands it has got so far, one a line. Caller frees. */
char *imapd_log(const Imapd *imapd);
/* How many of them contain TEXT. */
guint imapd_count(const Imapd *imapd, const char *text);
