/* SPDX-License-Identifier: MIT
 * The one error domain and the one-line way to fail. */
#include "base/error.h"

G_DEFINE_QUARK(cadens - error - quark, cadens_error)

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
