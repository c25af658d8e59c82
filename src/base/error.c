/* SPDX-License-Identifier: MIT
 * The one error domain and the one-line way to fail. */
#include "base/error.h"
#include "base/wording.h"

typedef struct {
    gint64 wait_seconds;
} CadensErrorPrivate;

static void
cadens_error_private_init(CadensErrorPrivate *private)
{
    private->wait_seconds = 0;
}

static void
cadens_error_private_copy(const CadensErrorPrivate *from, CadensErrorPrivate *to)
{
    *to = *from;
}

static void
cadens_error_private_clear(CadensErrorPrivate *private)
{
    (void)private; /* owns nothing */
}

G_DEFINE_EXTENDED_ERROR(CadensError, cadens_error)

static GError *make(CadensError code, const char *msgid, va_list values) G_GNUC_PRINTF(2, 0);
static GError *
make(CadensError code, const char *msgid, va_list values)
{
    g_autofree char *text = wording_new(msgid, values);
    return g_error_new_literal(CADENS_ERROR, (int)code, text);
}

gboolean
fail(GError **error, CadensError code, const char *msgid, ...)
{
    va_list values;
    va_start(values, msgid);
    g_propagate_error(error, make(code, msgid, values));
    va_end(values);
    return FALSE;
}

gboolean
fail_wait(GError **error, gint64 seconds, const char *msgid, ...)
{
    va_list values;
    va_start(values, msgid);
    GError *made = make(CADENS_ERROR_TRY_LATER, msgid, values);
    va_end(values);
    cadens_error_get_private(made)->wait_seconds = seconds;
    g_propagate_error(error, made);
    return FALSE;
}

void
fail_within(GError **error, const char *where)
{
    if (!error || !*error)
        return;
    char *text = wording_format("%s: %s", where, (*error)->message);
    g_free((*error)->message);
    (*error)->message = text;
}

gint64
error_wait(const GError *error)
{
    return error && error->domain == CADENS_ERROR ? cadens_error_get_private(error)->wait_seconds : 0;
}
