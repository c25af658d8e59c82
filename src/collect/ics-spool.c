/* SPDX-License-Identifier: MIT
 * Readings wait on disk: a large calendar's occurrences would take ten times its own size of memory. */
#include "collect/ics-spool.h"
#include <errno.h>
#include <stdio.h>
#include "collect/ics-record.h"
#include "base/error.h"

struct IcsSpool {
    FILE *file;
    GByteArray *packed;
};

IcsSpool *
collect_ics_spool_new(GError **error)
{
    FILE *file = tmpfile();
    if (!file)
        return fail(error, FAIL_TRY_LATER, "%s", g_strerror(errno)), NULL;
    IcsSpool *spool = g_new0(IcsSpool, 1);
    spool->file = file;
    spool->packed = g_byte_array_new();
    return spool;
}

void
collect_ics_spool_free(IcsSpool *spool)
{
    if (!spool)
        return;
    fclose(spool->file);
    g_byte_array_unref(spool->packed);
    g_free(spool);
}

void
collect_ics_spool_add(IcsSpool *spool, const IcsReading *reading)
{
    collect_ics_record_pack(reading, spool->packed);
    guint length = spool->packed->len;
    fwrite(&length, sizeof length, 1, spool->file);
    fwrite(spool->packed->data, 1, length, spool->file);
}

gboolean
collect_ics_spool_rewind(IcsSpool *spool, GError **error)
{
    if (ferror(spool->file) || fseek(spool->file, 0, SEEK_SET) != 0)
        return fail(error, FAIL_TRY_LATER, "%s", g_strerror(errno));
    return TRUE;
}

gboolean
collect_ics_spool_next(IcsSpool *spool, IcsReading *ret, GError **error)
{
    guint length = 0;
    if (fread(&length, sizeof length, 1, spool->file) != 1 && !ferror(spool->file))
        return FALSE;
    g_byte_array_set_size(spool->packed, length);
    if (fread(spool->packed->data, 1, length, spool->file) == length && collect_ics_record_unpack(spool->packed->data, length, ret))
        return TRUE;
    collect_ics_reading_clear(ret);
    return fail(error, FAIL_TRY_LATER, "%s", g_strerror(EIO));
}
