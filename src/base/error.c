/* SPDX-License-Identifier: MIT
 * The one error domain and the one-line way to fail. */
#include "base/error.h"

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

gboolean
fail(GError **error, CadensError code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    GError *made = g_error_new_valist(CADENS_ERROR, (int)code, format, args);
    va_end(args);
    g_propagate_error(error, made);
    return FALSE;
}

gboolean
fail_wait(GError **error, gint64 seconds, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    GError *made = g_error_new_valist(CADENS_ERROR, CADENS_ERROR_TRY_LATER, format, args);
    va_end(args);
    cadens_error_get_private(made)->wait_seconds = seconds;
    g_propagate_error(error, made);
    return FALSE;
}

gint64
error_wait(const GError *error)
{
    return error && error->domain == CADENS_ERROR ? cadens_error_get_private(error)->wait_seconds : 0;
}
