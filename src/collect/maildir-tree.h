/* SPDX-License-Identifier: MIT
 * What lies in a maildir tree: its folders, and the messages of each. */
#pragma once
#include "collect/source.h"

typedef struct {
    char *path; /* the directory that holds cur and new */
    SourceFolder folder;
} MaildirFolder;
/* Every folder below ROOT, the root itself first, the others by name: Maildir++ (".Sub.Folder") and plain sub-folders. raw_name is the path
 * below ROOT, "." for the root itself. BAD_INPUT if there is none. (of MaildirFolder*) */
GPtrArray *collect_maildir_tree_folders(const char *root, GError **error);

typedef struct {
    char *key;         /* file name without flags */
    char *name;        /* "cur/..." or "new/..." as it was when the directory was read */
    gint64 arrived_at; /* leading epoch seconds of the file name (17-A1); 0 = none */
} MaildirEntry;
/* The messages of the folder PATH, each key once, by arrival and then by key. TRY_LATER if a directory cannot be read. (of MaildirEntry*) */
GPtrArray *collect_maildir_tree_entries(const char *path, GError **error);
/* Where the message KEY of the folder PATH is now, when it is no longer where it was: a program has moved it from new to cur or set a
 * flag. "cur/..." or NULL. Caller frees. */
char *collect_maildir_tree_find(const char *path, const char *key);
