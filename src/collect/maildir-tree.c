/* SPDX-License-Identifier: MIT
 * What lies in a maildir tree: its folders, and the messages of each. */
#include "collect/maildir-tree.h"
#include <glib/gi18n.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include "base/error.h"
#include "collect/folder-name.h"

#define DEPTH_MAX 10
#define DIRECTORIES_MAX 100000 /* somebody may name his home as a maildir */
#define SECONDS_DIGITS_MAX 11

static const char *const places[] = { "new", "cur" };

static void
folder_free(gpointer data)
{
    MaildirFolder *folder = data;
    g_free(folder->path);
    g_free(folder->folder.raw_name);
    g_free(folder->folder.name);
    g_free(folder);
}

static gboolean
is_maildir(const char *path)
{
    g_autofree char *cur = g_build_filename(path, "cur", NULL);
    return g_file_test(cur, G_FILE_TEST_IS_DIR);
}

/* ".Kunder.Acme" is Kunder/Acme in Maildir++; a plain path is the name as it stands. */
static char *
folder_name(const char *raw)
{
    if (g_str_equal(raw, "."))
        return g_strdup("INBOX");
    g_autofree char *dotless = g_strdup(raw[0] == '.' ? raw + 1 : raw);
    if (raw[0] == '.')
        g_strdelimit(dotless, ".", '/');
    return collect_folder_name_decode(dotless);
}

/* Programs that sync a tree of plain folders keep the inbox wherever its account lies: "work/Inbox". */
static FolderRole
role_of(const char *name)
{
    FolderRole role = collect_folder_role(name);
    g_autofree char *last = g_path_get_basename(name);
    return role == FOLDER_OTHER && g_ascii_strcasecmp(last, "INBOX") == 0 ? FOLDER_INBOX : role;
}

static MaildirFolder *
folder_new(const char *path, const char *raw)
{
    MaildirFolder *folder = g_new0(MaildirFolder, 1);
    folder->path = g_strdup(path);
    folder->folder.raw_name = g_filename_display_name(raw);
    folder->folder.name = folder_name(folder->folder.raw_name);
    folder->folder.role = role_of(folder->folder.name);
    return folder;
}

typedef struct {
    GPtrArray *folders;
    GHashTable *visited; /* set of "device:inode": links may lead in circles */
} Tree;

static gboolean
is_first_visit(Tree *tree, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISDIR(status.st_mode))
        return FALSE;
    return g_hash_table_add(tree->visited, g_strdup_printf("%ju:%ju", (uintmax_t)status.st_dev, (uintmax_t)status.st_ino));
}

static gboolean
is_maildir_part(const char *name)
{
    return g_str_equal(name, "cur") || g_str_equal(name, "new") || g_str_equal(name, "tmp");
}

/* PATH is the directory, RAW its path below the root. */
static void
walk(Tree *tree, const char *path, const char *raw, int depth)
{
    if (depth > DEPTH_MAX || g_hash_table_size(tree->visited) >= DIRECTORIES_MAX || !is_first_visit(tree, path))
        return;
    if (is_maildir(path))
        g_ptr_array_add(tree->folders, folder_new(path, raw));
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
        g_autofree char *below = g_build_filename(path, name, NULL);
        g_autofree char *raw_below = depth == 0 ? g_strdup(name) : g_build_filename(raw, name, NULL);
        if (!is_maildir_part(name))
            walk(tree, below, raw_below, depth + 1);
    }
}

static int
compare_folders(gconstpointer a, gconstpointer b)
{
    const MaildirFolder *one = *(MaildirFolder *const *)a, *two = *(MaildirFolder *const *)b;
    return strcmp(one->folder.raw_name, two->folder.raw_name); /* "." sorts before all */
}

GPtrArray *
collect_maildir_tree_folders(const char *root, GError **error)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(folder_free);
    g_autoptr(GHashTable) visited = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!g_file_test(root, G_FILE_TEST_IS_DIR)) {
        fail(error, FAIL_BAD_INPUT, N_("%s: no such directory"), root);
        return NULL;
    }
    walk(&(Tree){ folders, visited }, root, ".", 0);
    g_ptr_array_sort(folders, compare_folders);
    if (folders->len > 0)
        return g_steal_pointer(&folders);
    fail(error, FAIL_BAD_INPUT, N_("%s: no maildir: nothing in it has a directory cur"), root);
    return NULL;
}

static void
entry_free(gpointer data)
{
    MaildirEntry *entry = data;
    g_free(entry->key);
    g_free(entry->name);
    g_free(entry);
}

/* Flags stand behind ":2,"; file systems that cannot hold a colon use another mark. */
static gsize
key_length(const char *name)
{
    static const char *const marks[] = { ":", ";2,", "!2," };
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        const char *mark = strstr(name, marks[i]);
        if (mark && mark > name)
            return (gsize)(mark - name);
    }
    return strlen(name);
}

static gint64
leading_seconds(const char *name)
{
    gsize digits = strspn(name, "0123456789");
    return digits > 0 && digits <= SECONDS_DIGITS_MAX && name[digits] == '.' ? g_ascii_strtoll(name, NULL, 10) : 0;
}

static MaildirEntry *
entry_new(const char *place, const char *name)
{
    MaildirEntry *entry = g_new0(MaildirEntry, 1);
    entry->key = g_strndup(name, key_length(name));
    entry->name = g_build_filename(place, name, NULL);
    entry->arrived_at = leading_seconds(name);
    return entry;
}

static gboolean
read_place(const char *path, const char *place, GHashTable *seen, GPtrArray *entries, GError **error)
{
    g_autofree char *full = g_build_filename(path, place, NULL);
    g_autoptr(GError) problem = NULL;
    g_autoptr(GDir) dir = g_dir_open(full, 0, &problem);
    if (!dir) /* a folder without new is one that nobody delivers to */
        return g_error_matches(problem, G_FILE_ERROR, G_FILE_ERROR_NOENT) || fail(error, FAIL_TRY_LATER, "%s", problem->message);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir)) {
        MaildirEntry *entry = name[0] == '.' ? NULL : entry_new(place, name);
        if (entry && !g_hash_table_contains(seen, entry->key)) {
            g_hash_table_add(seen, entry->key);
            g_ptr_array_add(entries, entry);
        } else if (entry) {
            entry_free(entry);
        }
    }
    return TRUE;
}

static int
compare_entries(gconstpointer a, gconstpointer b)
{
    const MaildirEntry *one = *(MaildirEntry *const *)a, *two = *(MaildirEntry *const *)b;
    if (one->arrived_at != two->arrived_at)
        return one->arrived_at < two->arrived_at ? -1 : 1;
    return strcmp(one->key, two->key);
}

/* New is read before cur: what is moved between the two readings is seen twice rather than not at all. */
GPtrArray *
collect_maildir_tree_entries(const char *path, GError **error)
{
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(entry_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++)
        if (!read_place(path, places[i], seen, entries, error))
            return NULL;
    g_ptr_array_sort(entries, compare_entries);
    return g_steal_pointer(&entries);
}

static char *
find_in(const char *path, const char *place, const char *key)
{
    g_autofree char *full = g_build_filename(path, place, NULL);
    g_autoptr(GDir) dir = g_dir_open(full, 0, NULL);
    gsize length = strlen(key);
    for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir))
        if (strncmp(name, key, length) == 0 && key_length(name) == length)
            return g_build_filename(place, name, NULL);
    return NULL;
}

char *
collect_maildir_tree_find(const char *path, const char *key)
{
    for (gsize i = G_N_ELEMENTS(places); i > 0; i--) {
        char *name = find_in(path, places[i - 1], key);
        if (name)
            return name;
    }
    return NULL;
}
