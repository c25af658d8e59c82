/* SPDX-License-Identifier: MIT
 * What the episode machine is fed with: events, and who takes part in them. */
#include "measure/episode-machine.h"

EpisodeInput *
measure_episode_input_new(void)
{
    EpisodeInput *input = g_new0(EpisodeInput, 1);
    input->strings = g_string_chunk_new(4096);
    input->events = g_array_new(FALSE, TRUE, sizeof(EpisodeEvent));
    input->persons = g_array_new(FALSE, TRUE, sizeof(EpisodePerson));
    input->parties = g_array_new(FALSE, FALSE, sizeof(guint));
    input->occasions = g_array_new(FALSE, FALSE, sizeof(EpisodeOccasion));
    input->by_addr = g_hash_table_new(g_str_hash, g_str_equal);
    input->by_contact = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    return input;
}

void
measure_episode_input_free(EpisodeInput *input)
{
    g_string_chunk_free(input->strings);
    g_array_unref(input->events);
    g_array_unref(input->persons);
    g_array_unref(input->parties);
    g_array_unref(input->occasions);
    g_hash_table_unref(input->by_addr);
    g_hash_table_unref(input->by_contact);
    g_free(input);
}

const char *
measure_episode_input_text(EpisodeInput *input, const char *text)
{
    return text ? g_string_chunk_insert_const(input->strings, text) : NULL;
}

static guint
add_person(EpisodeInput *input, const char *addr, gint64 contact_id)
{
    EpisodePerson person = { measure_episode_input_text(input, addr), contact_id, input->persons->len };
    guint first = contact_id ? GPOINTER_TO_UINT(g_hash_table_lookup(input->by_contact, &contact_id)) : 0;
    if (first > 0)
        person.who = first - 1;
    else if (contact_id)
        g_hash_table_insert(input->by_contact, g_memdup2(&contact_id, sizeof contact_id),
                            GUINT_TO_POINTER(person.who + 1));
    g_array_append_val(input->persons, person);
    return input->persons->len - 1;
}

guint
measure_episode_input_person(EpisodeInput *input, const char *addr, gint64 contact_id)
{
    gpointer known = addr ? g_hash_table_lookup(input->by_addr, addr)
                          : g_hash_table_lookup(input->by_contact, &contact_id);
    if (known)
        return GPOINTER_TO_UINT(known) - 1;
    guint person = add_person(input, addr, contact_id);
    if (addr)
        g_hash_table_insert(input->by_addr, (gpointer)g_array_index(input->persons, EpisodePerson, person).addr,
                            GUINT_TO_POINTER(person + 1));
    return person;
}

EpisodeEvent *
measure_episode_input_event(EpisodeInput *input, EpisodeEventKind kind, gint64 at, gint64 id, const char *key)
{
    EpisodeEvent event = {
        .kind = kind, .at = at, .id = id, .key = measure_episode_input_text(input, key),
        .first_party = input->parties->len,
    };
    g_array_append_val(input->events, event);
    return &g_array_index(input->events, EpisodeEvent, input->events->len - 1);
}

void
measure_episode_input_party(EpisodeInput *input, guint person)
{
    g_array_append_val(input->parties, person);
    g_array_index(input->events, EpisodeEvent, input->events->len - 1).n_parties++;
}

void
measure_episode_input_occasion(EpisodeInput *input, gint64 end_at, gint32 day)
{
    EpisodeOccasion occasion = { end_at, day };
    g_array_append_val(input->occasions, occasion);
}
