/* SPDX-License-Identifier: MIT
 * What is stored follows the configuration. */
#include "run/follow.h"
#include <string.h>
#include "base/address.h"
#include "base/text.h"
#include "keep/erase.h"
#include "keep/mail.h"
#include "keep/setting.h"

#define IN_FORCE "decisions.configuration" /* setting: what the verdicts were made under, one fact a line */

/* never_log stays in the configuration alone (17-I): here it is a digest, which tells whether it is the same and not who. */
static const struct { const char *section, *key, *prefix; } lists[] = {
    { "identity", "addresses", "own " }, { "privacy", "skip_person", "skip " }, { "privacy", "never_log", "never " } };

static char *
canonical(const char *item)
{
    g_autofree char *domain = *item == '@' ? domain_canonical(item + 1) : NULL;
    if (*item == '@')
        return domain != NULL ? g_strconcat("@", domain, NULL) : NULL;
    return address_canonical(item);
}

static char *
fact_of(const char *prefix, const char *pattern)
{
    g_autofree char *digest = g_str_equal(prefix, "never ") ? text_sha256(pattern, NULL) : NULL;
    return g_strconcat(prefix, digest != NULL ? digest : pattern, NULL);
}

/* Facts of the configuration as lines; those of never_log also to their pattern. */
static GHashTable *
facts_of(const Profile *profile)
{
    const Config *config = profile->config;
    GHashTable *facts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        for (const char *const *item = config_list(config, lists[i].section, lists[i].key); item && *item; item++) {
            char *pattern = canonical(*item);
            if (pattern != NULL)
                g_hash_table_replace(facts, fact_of(lists[i].prefix, pattern), pattern);
        }
    }
    g_hash_table_replace(facts, g_strconcat("calendar ", calendar_fingerprint(profile->calendar), NULL), NULL);
    g_hash_table_replace(facts, g_strdup_printf("bulk %" G_GINT64_FORMAT, config_int(config, "reply", "bulk_max_accounts")), NULL);
    return facts;
}

static int
by_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *
text_of(GHashTable *facts)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    g_autofree gpointer *keys = g_hash_table_get_keys_as_array(facts, NULL);
    for (gpointer *key = keys; *key != NULL; key++)
        g_ptr_array_add(lines, *key);
    g_ptr_array_sort(lines, by_text);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("\n", (char **)lines->pdata);
}

typedef struct {
    GPtrArray *addresses, *domains; /* of char*, owned: to be settled again */
    gboolean is_everything, is_again;
} Change;

static void
note_pattern(Change *change, const char *pattern)
{
    g_ptr_array_add(*pattern == '@' ? change->domains : change->addresses, g_strdup(*pattern == '@' ? pattern + 1 : pattern));
}

static void
note_fact(Change *change, const char *fact, gboolean is_gone)
{
    if (g_str_has_prefix(fact, "own "))
        note_pattern(change, fact + strlen("own "));
    else if (g_str_has_prefix(fact, "skip "))
        note_pattern(change, fact + strlen("skip "));
    else if (g_str_has_prefix(fact, "bulk ") || g_str_has_prefix(fact, "calendar "))
        change->is_everything = TRUE;
    else if (g_str_has_prefix(fact, "never ") && is_gone) /* only its digest is known: any meeting may be theirs */
        change->is_everything = change->is_again = TRUE;
}

static gboolean
has_line(char *const *lines, const char *fact)
{
    return g_strv_contains((const char *const *)lines, fact);
}

/* New facts; a new never_log entry takes effect on what is stored at once. */
static gboolean
follow_new(KeepDb *db, GHashTable *facts, char *const *before, Change *change, GError **error)
{
    GHashTableIter iter;
    gpointer fact, pattern;
    g_hash_table_iter_init(&iter, facts);
    while (g_hash_table_iter_next(&iter, &fact, &pattern)) {
        if (has_line(before, fact))
            continue;
        note_fact(change, fact, FALSE);
        if (!g_str_has_prefix(fact, "never "))
            continue;
        note_pattern(change, pattern); /* of meetings that they take part in */
        if (!keep_erase_never(db, pattern, NULL, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
mark(KeepDb *db, const Change *change, GError **error)
{
    static const char *const all[] = { "*", NULL };
    if (change->is_everything)
        return keep_thread_mark(db, all, NULL, error);
    g_ptr_array_add(change->addresses, NULL);
    g_ptr_array_add(change->domains, NULL);
    return keep_thread_mark(db, (const char *const *)change->addresses->pdata, (const char *const *)change->domains->pdata, error);
}

static gboolean
follow(KeepDb *db, GHashTable *facts, const char *stored, GError **error)
{
    g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(g_free), domains = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) before = g_strsplit(stored != NULL ? stored : "", "\n", -1);
    Change change = { addresses, domains, stored == NULL, FALSE };
    for (char **line = before; *line != NULL; line++)
        if (**line != '\0' && !g_hash_table_contains(facts, *line))
            note_fact(&change, *line, TRUE);
    return follow_new(db, facts, before, &change, error) && mark(db, &change, error) && (!change.is_again || keep_erase_again(db, error));
}

gboolean
run_follow(KeepDb *db, const Profile *profile, gint64 now, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autoptr(GHashTable) facts = facts_of(profile);
    g_autofree char *text = text_of(facts);
    g_autofree char *stored = keep_setting_get(db, IN_FORCE, &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (stored != NULL && g_str_equal(stored, text))
        return TRUE;
    return follow(db, facts, stored, error) && keep_setting_set(db, IN_FORCE, text, now, error);
}
