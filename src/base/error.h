/* SPDX-License-Identifier: MIT
 * One error domain; a code names the reaction that the caller owes (spec 13, Errors). */
#pragma once
#include <glib.h>

#define CADENS_ERROR (cadens_error_quark())
GQuark cadens_error_quark(void);

typedef enum {
    CADENS_ERROR_TRY_LATER, /* unreachable, busy, disk full: the same call may succeed later (exit 75) */
    CADENS_ERROR_ASK_USER,  /* credentials refused or missing, certificate not trusted: a person must act (exit 77;
                               a certificate is 75, see run) */
    CADENS_ERROR_BAD_INPUT, /* FILE:LINE: what is wrong; nothing was written */
    CADENS_ERROR_REFUSED,   /* the request contradicts what is stored */
    CADENS_ERROR_NEWER,     /* the database is of a newer program (exit 78) */
    CADENS_ERROR_CORRUPT,   /* the database or a file is damaged */
    CADENS_ERROR_NOT_FOUND, /* no such row (exit 1) */
    CADENS_ERROR_BUG,       /* cannot happen; please report */
} CadensError;

/* Sets ERROR (printf style: "what: why", lower case, no full stop) and returns FALSE, so that
 * `return fail(error, CODE, N_("..."))` is one line. MSGID is translated here; one that is translated already stays so, but then it
 * cannot be stored in every language (base/wording.h). */
gboolean fail(GError **error, CadensError code, const char *msgid, ...) G_GNUC_PRINTF(3, 4);
/* TRY_LATER, and not before SECONDS have passed: somebody asked for peace. */
gboolean fail_wait(GError **error, gint64 seconds, const char *msgid, ...) G_GNUC_PRINTF(3, 4);
/* "WHERE: " in front of what ERROR says already. */
void fail_within(GError **error, const char *where);
gint64 error_wait(const GError *error); /* these SECONDS; 0 = nobody asked; ERROR may be NULL */
#define FAIL_TRY_LATER CADENS_ERROR_TRY_LATER
#define FAIL_ASK_USER CADENS_ERROR_ASK_USER
#define FAIL_BAD_INPUT CADENS_ERROR_BAD_INPUT
#define FAIL_REFUSED CADENS_ERROR_REFUSED
#define FAIL_NEWER CADENS_ERROR_NEWER
#define FAIL_CORRUPT CADENS_ERROR_CORRUPT
#define FAIL_NOT_FOUND CADENS_ERROR_NOT_FOUND
#define FAIL_BUG CADENS_ERROR_BUG
