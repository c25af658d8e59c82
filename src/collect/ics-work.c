/* SPDX-License-Identifier: MIT
 * The process that reads calendars for another: it limits itself first, and says each UID as soon as it is read. */
#include "collect/ics-entry.h"
#include "collect/ics-record.h"
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define EXIT_TOO_MUCH 3

/* Never more than is allowed already. */
static void
limit(int what, rlim_t most)
{
    struct rlimit value = {RLIM_INFINITY, RLIM_INFINITY};
    getrlimit(what, &value);
    value.rlim_cur = value.rlim_max = MIN(MIN(value.rlim_cur, value.rlim_max), most);
    setrlimit(what, &value);
}

/* No more than a calendar needs: nothing is written but the answer, no program is started, no privilege is gained. */
static void
limit_all(void)
{
    limit(RLIMIT_CPU, ICS_APART_CPU_SECONDS);
#ifndef __SANITIZE_ADDRESS__ /* which maps terabytes */
    limit(RLIMIT_AS, ICS_APART_BYTES);
#endif
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_PDEATHSIG, 9);
}

typedef struct {
    FILE *out;
    GTimeZone *zone;
    gint64 from, to;
    GHashTable *known;
    gsize body, occurrences;
    gint64 refresh;
    GPtrArray *problems;
    GByteArray *packed;
} Work;

static void
take_window(Work *work, const char *data, gsize length)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, length);
    g_autoptr(GVariant) value = g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE("(sxx)"), bytes, FALSE));
    const char *zone;
    g_variant_get(value, "(&sxx)", &zone, &work->from, &work->to);
    work->zone = g_time_zone_new_identifier(zone);
    if (!work->zone)
        work->zone = g_time_zone_new_utc();
}

static gboolean
say(Work *work, const IcsReading *reading)
{
    collect_ics_record_pack(reading, work->packed);
    return collect_ics_record_write(work->out, RECORD_READING, work->packed->data, work->packed->len);
}

static void
take_problems(Work *work, const GPtrArray *problems)
{
    for (guint i = 0; i < problems->len; i++)
        collect_ics_problem(work->problems, "%s", (const char *)problems->pdata[i]);
}

static gboolean
say_group(Work *work, const IcsFeed *feed, const IcsGroup *group)
{
    IcsReading reading = {.body = work->body, .uid = g_strdup(group->uid), .hash = g_strdup(group->hash)};
    const char *known = work->known ? g_hash_table_lookup(work->known, group->uid) : NULL;
    if (g_strcmp0(known, group->hash) != 0) {
        reading.raw = collect_ics_group_text(feed, group);
        g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
        reading.occurrences = collect_ics_expand(group, feed, work->zone, work->from, work->to, problems);
        reading.is_odd = problems->len > 0;
        take_problems(work, problems);
        if (!reading.occurrences)
            reading.occurrences = g_ptr_array_new();
        work->occurrences += reading.occurrences->len;
    }
    gboolean good = work->occurrences <= ICS_APART_OCCURRENCES_MAX &&
                    say(work, &reading);
    collect_ics_reading_clear(&reading);
    return good;
}

static gboolean
take_body(Work *work, const char *data, gsize length)
{
    g_autoptr(IcsFeed) feed = collect_ics_split(data, length, TRUE);
    gboolean good = TRUE;
    for (guint i = 0; good && i < feed->groups->len; i++)
        good = say_group(work, feed, g_ptr_array_index(feed->groups, i));
    take_problems(work, feed->problems);
    if (feed->refresh_seconds != 0)
        work->refresh = feed->refresh_seconds;
    work->body++;
    return good;
}

static gboolean
take_record(Work *work, const RecordHead *head, const char *data)
{
    if (head->tag == RECORD_WINDOW)
        take_window(work, data, head->length);
    else if (head->tag == RECORD_KNOWN)
        return !work->known && (work->known = collect_ics_record_unpack_known((const guint8 *)data, head->length)) != NULL;
    else
        return work->zone && head->tag == RECORD_BODY && take_body(work, data, head->length);
    return TRUE;
}

static gboolean
take_records(Work *work, const char *data, gsize length)
{
    while (length >= sizeof(RecordHead)) {
        RecordHead head;
        memcpy(&head, data, sizeof head);
        data += sizeof head;
        length -= sizeof head;
        if (head.length > length || !take_record(work, &head, data))
            return FALSE;
        data += head.length;
        length -= head.length;
    }
    return length == 0;
}

static gboolean
say_end(const Work *work)
{
    g_auto(GVariantBuilder) problems = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE("as"));
    for (guint i = 0; i < work->problems->len; i++)
        g_variant_builder_add(&problems, "s", (char *)g_ptr_array_index(work->problems, i));
    return collect_ics_record_write_variant(work->out, RECORD_END, g_variant_new("(xas)", work->refresh, &problems));
}

int
collect_ics_work(int in, FILE *out)
{
    struct stat info;
    limit_all();
    setvbuf(out, NULL, _IOFBF, RECORD_BUFFER);
    if (fstat(in, &info) != 0 || info.st_size <= 0)
        return EXIT_TOO_MUCH;
    char *data = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, in, 0);
    if (data == MAP_FAILED)
        return EXIT_TOO_MUCH;
    Work work = {.out = out, .problems = g_ptr_array_new_with_free_func(g_free), .packed = g_byte_array_new()};
    gboolean good = take_records(&work, data, (gsize)info.st_size) && say_end(&work) && fflush(out) == 0;
    g_ptr_array_unref(work.problems);
    g_byte_array_unref(work.packed);
    g_clear_pointer(&work.known, g_hash_table_unref);
    g_clear_pointer(&work.zone, g_time_zone_unref);
    munmap(data, (size_t)info.st_size);
    return good ? 0 : EXIT_TOO_MUCH;
}
