/* SPDX-License-Identifier: MIT
 * Records between a program and the process that reads calendars for it. */
#include "collect/ics-record.h"
#include <errno.h>
#include <string.h>

gboolean
collect_ics_record_write(FILE *out, RecordTag tag, gconstpointer data, gsize length)
{
    const RecordHead head = {tag, (guint32)length};
    if (length > RECORD_BYTES_MAX)
        return errno = EMSGSIZE, FALSE;
    return fwrite(&head, sizeof head, 1, out) == 1 && fwrite(data, 1, length, out) == length;
}

gboolean
collect_ics_record_write_variant(FILE *out, RecordTag tag, GVariant *value)
{
    g_autoptr(GVariant) owned = g_variant_ref_sink(value);
    return collect_ics_record_write(out, tag, g_variant_get_data(owned), g_variant_get_size(owned));
}

/* --- packing ------------------------------------------------------------------------------------------------------------ */

#define NO_TEXT G_MAXUINT32

static void
pack_number(GByteArray *into, gint64 number)
{
    g_byte_array_append(into, (const guint8 *)&number, sizeof number);
}

static void
pack_text(GByteArray *into, const char *text)
{
    guint32 length = text ? (guint32)strlen(text) : NO_TEXT;
    g_byte_array_append(into, (const guint8 *)&length, sizeof length);
    if (text)
        g_byte_array_append(into, (const guint8 *)text, length);
}

static void
pack_attendees(GByteArray *into, const GPtrArray *attendees)
{
    pack_number(into, attendees->len);
    for (guint i = 0; i < attendees->len; i++) {
        const EventAttendee *one = g_ptr_array_index(attendees, i);
        pack_text(into, one->addr);
        pack_text(into, one->name);
        pack_text(into, one->role);
        pack_text(into, one->partstat);
        pack_number(into, one->is_organizer);
    }
}

#define AS_BEFORE (-1) /* the same people as the occurrence before, which most of a series have */

static void
pack_event(GByteArray *into, const Event *event, const Event *before)
{
    const gint64 numbers[] = {event->all_day, event->start_at, event->end_at, event->start_day, event->end_day, event->sequence,
                              event->dtstamp, event->created, event->is_private, event->is_transparent, event->zone_guessed};
    g_byte_array_append(into, (const guint8 *)numbers, sizeof numbers);
    pack_text(into, event->recurrence_id);
    pack_text(into, event->summary);
    pack_text(into, event->location);
    pack_text(into, event->categories);
    pack_text(into, event->status);
    pack_text(into, event->place);
    if (before && before->attendees == event->attendees)
        pack_number(into, AS_BEFORE);
    else
        pack_attendees(into, event->attendees);
}

void
collect_ics_record_pack(const IcsReading *reading, GByteArray *into)
{
    g_byte_array_set_size(into, 0);
    pack_number(into, (gint64)reading->body);
    pack_text(into, reading->uid);
    pack_text(into, reading->hash);
    pack_text(into, reading->raw);
    pack_number(into, reading->is_odd);
    pack_number(into, reading->occurrences ? (gint64)reading->occurrences->len : -1);
    for (guint i = 0; reading->occurrences && i < reading->occurrences->len; i++)
        pack_event(into, g_ptr_array_index(reading->occurrences, i), i > 0 ? g_ptr_array_index(reading->occurrences, i - 1) : NULL);
}

void
collect_ics_record_pack_known(GHashTable *known, GByteArray *into)
{
    GHashTableIter iter;
    gpointer uid, hash;
    g_hash_table_iter_init(&iter, known);
    g_byte_array_set_size(into, 0);
    while (g_hash_table_iter_next(&iter, &uid, &hash)) {
        pack_text(into, uid);
        pack_text(into, hash);
    }
}

/* --- unpacking: whoever wrote it may have been taken over by what it read --------------------------------------------------- */

typedef struct {
    const guint8 *at;
    gsize left;
    gboolean is_bad;
} Unpack;

static void
unpack(Unpack *from, gpointer into, gsize length)
{
    if (from->is_bad || length > from->left) {
        from->is_bad = TRUE;
        memset(into, 0, length);
        return;
    }
    memcpy(into, from->at, length);
    from->at += length;
    from->left -= length;
}

static gint64
unpack_number(Unpack *from)
{
    gint64 number;
    unpack(from, &number, sizeof number);
    return number;
}

static char *
unpack_text(Unpack *from)
{
    guint32 length;
    unpack(from, &length, sizeof length);
    if (length == NO_TEXT || from->is_bad)
        return NULL;
    if (length > from->left || !g_utf8_validate_len((const char *)from->at, length, NULL)) {
        from->is_bad = TRUE;
        return NULL;
    }
    char *text = g_strndup((const char *)from->at, length);
    from->at += length;
    from->left -= length;
    return text;
}

/* The event's words are static texts: one of those, or NULL. */
static const char *
word(const char *text)
{
    static const char *const words[] = {"confirmed", "tentative", "cancelled", "in_person", "video", "phone",
                                        "chair", "req", "opt", "non", "resource",
                                        "needs_action", "accepted", "declined", "delegated"};
    for (gsize i = 0; text && i < G_N_ELEMENTS(words); i++)
        if (g_str_equal(words[i], text))
            return words[i];
    return NULL;
}

static const char *
unpack_word(Unpack *from)
{
    g_autofree char *text = unpack_text(from);
    return word(text);
}

static void
unpack_attendee(Unpack *from, Event *event)
{
    EventAttendee *attendee = g_new0(EventAttendee, 1);
    g_ptr_array_add(event->attendees, attendee);
    attendee->addr = unpack_text(from);
    attendee->name = unpack_text(from);
    attendee->role = unpack_word(from);
    attendee->partstat = unpack_word(from);
    attendee->is_organizer = unpack_number(from) != 0;
    from->is_bad |= !attendee->addr || !attendee->role || !attendee->partstat;
}

static void
unpack_attendees(Unpack *from, Event *event, const Event *before)
{
    gint64 attendees = unpack_number(from);
    if (attendees == AS_BEFORE && before) {
        g_ptr_array_unref(event->attendees);
        event->attendees = g_ptr_array_ref(before->attendees);
        return;
    }
    from->is_bad |= attendees < 0 || attendees > ICS_ATTENDEES_MAX + 1;
    for (gint64 i = 0; !from->is_bad && i < attendees; i++)
        unpack_attendee(from, event);
}

static void
unpack_event(Unpack *from, Event *event, const Event *before)
{
    gint64 numbers[11];
    unpack(from, numbers, sizeof numbers);
    event->all_day = numbers[0] != 0;
    event->start_at = numbers[1];
    event->end_at = numbers[2];
    event->start_day = (gint32)numbers[3];
    event->end_day = (gint32)numbers[4];
    event->sequence = numbers[5];
    event->dtstamp = numbers[6];
    event->created = numbers[7];
    event->is_private = numbers[8] != 0;
    event->is_transparent = numbers[9] != 0;
    event->zone_guessed = numbers[10] != 0;
    event->recurrence_id = unpack_text(from);
    event->summary = unpack_text(from);
    event->location = unpack_text(from);
    event->categories = unpack_text(from);
    event->status = unpack_word(from);
    event->place = unpack_word(from);
    from->is_bad |= !event->status;
    unpack_attendees(from, event, before);
}

static void
free_event(gpointer event)
{
    event_free(event);
}

gboolean
collect_ics_record_unpack(const guint8 *data, gsize length, IcsReading *ret)
{
    Unpack from = {data, length, FALSE};
    ret->body = (gsize)unpack_number(&from);
    ret->uid = unpack_text(&from);
    ret->hash = unpack_text(&from);
    ret->raw = unpack_text(&from);
    ret->is_odd = unpack_number(&from) != 0;
    gint64 n = unpack_number(&from);
    if (n >= 0)
        ret->occurrences = g_ptr_array_new_with_free_func(free_event);
    for (gint64 i = 0; !from.is_bad && i < n; i++) {
        const Event *before = i > 0 ? g_ptr_array_index(ret->occurrences, (guint)i - 1) : NULL;
        Event *event = event_new();
        g_ptr_array_add(ret->occurrences, event);
        event->uid = g_strdup(ret->uid);
        unpack_event(&from, event, before);
    }
    return !from.is_bad && from.left == 0 && ret->uid && ret->hash;
}

GHashTable *
collect_ics_record_unpack_known(const guint8 *data, gsize length)
{
    Unpack from = {data, length, FALSE};
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    while (!from.is_bad && from.left > 0) {
        char *uid = unpack_text(&from), *hash = unpack_text(&from);
        from.is_bad |= !uid || !hash;
        if (uid)
            g_hash_table_replace(known, uid, hash);
        else
            g_free(hash);
    }
    return from.is_bad ? NULL : g_steal_pointer(&known);
}

void
collect_ics_reading_clear(IcsReading *reading)
{
    g_clear_pointer(&reading->uid, g_free);
    g_clear_pointer(&reading->hash, g_free);
    g_clear_pointer(&reading->raw, g_free);
    g_clear_pointer(&reading->occurrences, g_ptr_array_unref);
}
