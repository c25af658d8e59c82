/* SPDX-License-Identifier: MIT
 * Whom a text is about that names nobody as a guest. */
#include "identify/mention.h"
#include <string.h>
#include "base/purpose.h"
#include "base/text.h"

#define LETTERS_MIN 3

typedef struct {
    char *name; /* folded */
    gint64 account_id;
} Name;

struct IdentifyNames {
    GHashTable *by_word; /* first word -> GPtrArray of Name*, owned */
};

static void
name_free(gpointer data)
{
    Name *name = data;
    g_free(name->name);
    g_free(name);
}

static void
list_free(gpointer list)
{
    g_ptr_array_unref(list);
}

IdentifyNames *
identify_names_new(void)
{
    IdentifyNames *names = g_new0(IdentifyNames, 1);
    names->by_word = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, list_free);
    return names;
}

void
identify_names_free(IdentifyNames *names)
{
    if (names == NULL)
        return;
    g_hash_table_unref(names->by_word);
    g_free(names);
}

static gboolean
is_letter(const char *at)
{
    return g_unichar_isalnum(g_utf8_get_char(at));
}

/* The first word at or behind *AT, which moves behind it; NULL at the end. Caller frees. */
static char *
next_word(const char **at)
{
    while (**at != '\0' && !is_letter(*at))
        *at = g_utf8_next_char(*at);
    const char *from = *at;
    while (**at != '\0' && is_letter(*at))
        *at = g_utf8_next_char(*at);
    return *at > from ? g_strndup(from, (gsize)(*at - from)) : NULL;
}

/* NAME is folded and is cut in place. */
static void
cut_legal_form(char *name)
{
    static const char *const forms[] = { " ab", " (publ)", " aktiebolag", " hb", " kb", " as", " a/s", " oy", " aps", " gmbh", " ag", " ltd", " limited",
                                         " inc", " llc", " plc", " bv", " i sverige", " sverige", " group", " sweden" };
    g_strstrip(name);
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        gsize length = strlen(name), form = strlen(forms[i]);
        while (length > 0 && strchr(".,", name[length - 1]) != NULL)
            name[--length] = '\0';
        if (length <= form || strcmp(name + length - form, forms[i]) != 0)
            continue;
        name[length - form] = '\0';
        g_strchomp(name);
        i = (gsize)-1; /* "Acme Sverige AB" has two */
    }
}

static gboolean
is_too_common(const char *name)
{
    glong letters = 0;
    for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at))
        letters += g_unichar_isalpha(g_utf8_get_char(at));
    gboolean is_word = strchr(name, ' ') == NULL;
    return letters < LETTERS_MIN || (is_word && (purpose_of_title(name) != NULL || purpose_noise_of_title(name) != NULL));
}

void
identify_names_add(IdentifyNames *names, const char *text, gint64 account_id)
{
    g_autofree char *folded = text_fold(text);
    cut_legal_form(folded);
    const char *at = folded;
    char *word = is_too_common(folded) ? NULL : next_word(&at);
    if (word == NULL)
        return;
    GPtrArray *list = g_hash_table_lookup(names->by_word, word);
    if (list == NULL) {
        list = g_ptr_array_new_with_free_func(name_free);
        g_hash_table_insert(names->by_word, g_strdup(word), list);
    }
    g_free(word);
    Name *name = g_new(Name, 1);
    *name = (Name){ g_steal_pointer(&folded), account_id };
    g_ptr_array_add(list, name);
}

static GPtrArray *
names_in(const IdentifyNames *names, const char *folded)
{
    GPtrArray *found = g_ptr_array_new();
    const char *at = folded;
    for (char *word = next_word(&at); word != NULL; word = next_word(&at)) {
        const GPtrArray *list = g_hash_table_lookup(names->by_word, word);
        g_free(word);
        for (guint i = 0; list != NULL && i < list->len; i++) {
            Name *name = g_ptr_array_index(list, i);
            if (text_has_word(folded, name->name))
                g_ptr_array_add(found, name);
        }
    }
    return found;
}

static gboolean
is_within_longer(const GPtrArray *found, const Name *name)
{
    for (guint i = 0; i < found->len; i++) {
        const Name *other = g_ptr_array_index(found, i);
        if (strlen(other->name) > strlen(name->name) && text_has_word(other->name, name->name))
            return TRUE;
    }
    return FALSE;
}

void
identify_names_note(GArray *accounts, gint64 account_id)
{
    for (guint i = 0; i < accounts->len; i++)
        if (g_array_index(accounts, gint64, i) == account_id)
            return;
    g_array_append_val(accounts, account_id);
}

void
identify_names_find(const IdentifyNames *names, const char *text, GArray *accounts)
{
    g_autofree char *folded = text_fold(text);
    g_autoptr(GPtrArray) found = names_in(names, folded);
    for (guint i = 0; i < found->len; i++) {
        const Name *name = g_ptr_array_index(found, i);
        if (!is_within_longer(found, name))
            identify_names_note(accounts, name->account_id);
    }
}
