/* SPDX-License-Identifier: MIT
 * Tests of collect/folder-name. */
#include "collect/folder-name.h"

static const struct {
    const char *name;
    FolderRole role;
} roles[] = {
    { "INBOX", FOLDER_INBOX },
    { "Inbox", FOLDER_INBOX },
    { "INBOX.Arkiv", FOLDER_OTHER },
    { "Arkiv/inbox", FOLDER_OTHER },
    { "Skickat", FOLDER_SENT },
    { "[Gmail]/Skickat", FOLDER_SENT },
    { "INBOX.Skickade objekt", FOLDER_SENT },
    { "SKICKAD E-POST", FOLDER_SENT },
    { "Sent", FOLDER_SENT },
    { "Sent Items", FOLDER_SENT },
    { "mail/Sent Messages", FOLDER_SENT },
    { "Gesendete Objekte", FOLDER_SENT },
    { "Lähetetyt", FOLDER_SENT },
    { "LA\xcc\x88HETETYT", FOLDER_SENT }, /* decomposed, as a Mac writes it */
    { "Éléments envoyés", FOLDER_SENT },
    { "Skickat till kund", FOLDER_OTHER },
    { "Unsent", FOLDER_OTHER },
    { "Sent/2025", FOLDER_OTHER },
    { "Utkast", FOLDER_OTHER },
    { "", FOLDER_OTHER },
    { "/", FOLDER_OTHER },
    { "\xff\xfe", FOLDER_OTHER },
};

static void
test_role(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(roles); i++) {
        g_test_message("%s", roles[i].name);
        g_assert_cmpint(collect_folder_role(roles[i].name), ==, roles[i].role);
    }
}

static const struct {
    const char *raw, *name;
} names[] = {
    { "Skr&AOQ-ppost", "Skräppost" },
    { "&AMQ-rende", "Ärende" },
    { "L&AOQ-hetetyt", "Lähetetyt" },
    { "Tom & Jerry", "Tom & Jerry" },
    { "Tom &- Jerry", "Tom & Jerry" },
    { "&2D3eAA-", "\xf0\x9f\x98\x80" },
    { "~peter/mail/&U,BTFw-/&ZeVnLIqe-", "~peter/mail/台北/日本語" },
    { "&AOQ", "&AOQ" },
    { "&2D0-", "&2D0-" }, /* half a surrogate pair */
    { "&A-", "&A-" },
    { "Skräppost", "Skräppost" },
    { "Skr\xe4ppost", "Skräppost" },
    { "&AAo-&ABs-x", "x" },
    { "", "" },
};

static void
test_decode(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *name = collect_folder_name_decode(names[i].raw);
        g_assert_cmpstr(name, ==, names[i].name);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collect/folder-name/role", test_role);
    g_test_add_func("/collect/folder-name/decode", test_decode);
    return g_test_run();
}
