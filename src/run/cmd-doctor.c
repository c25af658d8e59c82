/* SPDX-License-Identifier: MIT
 * doctor: everything that Cadens depends on, tried once, with what helps where it fails. */
#include "run/cmd-collect.h"
#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/error.h"
#include "base/session.h"
#include "collect/dav.h"
#include "collect/feed.h"
#include "collect/imap.h"
#include "collect/keyring.h"
#include "keep/attention.h"
#include "keep/calendar.h"
#include "present/bus.h"
#include "present/cell.h"
#include "run/lock.h"
#include "run/source-config.h"

#define ROOM_MIN ((guint64)100 * 1024 * 1024) /* bytes; less and a first sync may not fit */

typedef struct {
    Cli *cli;
    Table *table;
    Profile *profile; /* NULL = the configuration is wrong */
    guint failing;
} Doctor;

/* WHAT is a msgid, which machines read as it is. STATE as sources have it: "ok", "waiting" (it works without), "failing", "needs_attention". */
static void
tell(Doctor *doctor, const char *what, const char *name, const char *state, const char *detail)
{
    table_row(doctor->table);
    table_cell(doctor->table, value_text(doctor->cli->print.format == PRINT_TEXT ? _(what) : what));
    table_cell(doctor->table, value_text(name));
    table_cell(doctor->table, value_text(state));
    table_cell(doctor->table, value_text(detail));
    doctor->failing += g_str_equal(state, "failing") || g_str_equal(state, "needs_attention");
}

static void
tell_error(Doctor *doctor, const char *what, const char *name, const GError *error)
{
    gboolean needs_person = g_error_matches(error, CADENS_ERROR, CADENS_ERROR_ASK_USER);
    tell(doctor, what, name, needs_person ? "needs_attention" : "failing", error->message);
}

/* --- configuration and database ------------------------------------------------------------------------------------------------ */

static void
look_at_config(Doctor *doctor)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    doctor->profile = run_profile_load(doctor->cli->config_file, doctor->cli->lang, problems);
    for (guint i = 0; i < problems->len; i++)
        tell(doctor, N_("configuration"), NULL, "needs_attention", problems->pdata[i]);
    if (doctor->profile == NULL)
        return;
    g_ptr_array_add(doctor->profile->files, NULL);
    g_autofree char *files = g_strjoinv(", ", (char **)doctor->profile->files->pdata);
    gboolean is_empty = *files == '\0';
    tell(doctor, N_("configuration"), NULL, is_empty ? "needs_attention" : "ok",
         is_empty ? _("there is none: `cadens setup` writes one") : files);
}

static void
look_at_store(Doctor *doctor)
{
    const char *path = doctor->profile->store_path;
    g_autoptr(GError) error = NULL;
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        tell(doctor, N_("database"), NULL, "waiting", _("there is none yet; the first sync makes it"));
        return;
    }
    g_autoptr(KeepDb) db = keep_db_open(path, KEEP_READ_ONLY, &error);
    if (g_error_matches(error, CADENS_ERROR, CADENS_ERROR_REFUSED))
        tell(doctor, N_("database"), NULL, "waiting", _("of an older version; the next command that writes brings it up to date"));
    else if (db == NULL || !keep_db_check(db, &error))
        tell_error(doctor, N_("database"), NULL, error);
    else
        tell(doctor, N_("database"), NULL, "ok", path);
}

static void
look_at_room(Doctor *doctor)
{
    g_autofree char *folder = g_path_get_dirname(doctor->profile->store_path);
    g_autoptr(GFile) file = g_file_new_for_path(folder);
    g_autoptr(GFileInfo) info = g_file_query_filesystem_info(file, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
    if (info == NULL)
        return;
    guint64 room = g_file_info_get_attribute_uint64(info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);
    g_autofree char *size = present_number((double)room / 1e9, 1, TRUE, doctor->cli->print.swedish);
    g_autofree char *text = g_strdup_printf("%s GB", size);
    tell(doctor, N_("free space"), NULL, room < ROOM_MIN ? "failing" : "ok", text);
}

/* --- sources -------------------------------------------------------------------------------------------------------------------- */

/* A password that was refused is not sent again for a look. */
static void
recall_refusal(const Doctor *doctor, const char *name, SourceRefusal *refusal)
{
    gint64 id = 0;
    gboolean found = FALSE;
    g_autoptr(KeepDb) db = keep_db_open(doctor->profile->store_path, KEEP_READ_ONLY, NULL);
    if (db == NULL || !keep_db_int(db, "SELECT id FROM mailbox WHERE name = :name", BIND(KT("name", name)), &id, &found, NULL) || !found)
        return;
    g_autofree char *mark = keep_refusal_get(db, id, clock_now() - KEEP_REFUSAL_SECONDS, NULL);
    g_strlcpy(refusal->mark, mark != NULL ? mark : "", sizeof refusal->mark);
}

static void
tell_folders(Doctor *doctor, const char *name, const GPtrArray *folders)
{
    gboolean has_sent = FALSE;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < folders->len; i++) {
        const SourceFolder *folder = folders->pdata[i];
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", folder->name);
        has_sent = has_sent || folder->role == FOLDER_SENT;
    }
    tell(doctor, N_("mailbox"), name, has_sent ? "ok" : "needs_attention",
         has_sent ? text->str : _("no folder of sent mail was found: name it with the option folders"));
}

static void
look_at_mailbox(Doctor *doctor, const char *name)
{
    SourceConfig config = run_source_mailbox(doctor->profile, name, clock_now());
    SourceRefusal refusal = { "", FALSE };
    g_autoptr(GPtrArray) folders = NULL;
    g_autoptr(GError) error = NULL;
    config.refusal = &refusal;
    if (!g_str_equal(config.type, "imap")) {
        gboolean is_there = access(config.path, R_OK) == 0;
        tell(doctor, N_("mailbox"), name, is_there ? "ok" : "failing", is_there ? config.path : g_strerror(errno));
    } else {
        recall_refusal(doctor, name, &refusal);
        if (collect_imap_probe(&config, &folders, NULL, &error))
            tell_folders(doctor, name, folders);
        else
            tell_error(doctor, N_("mailbox"), name, error);
    }
    run_source_mailbox_clear(&config);
}

/* That it answers is not all: what it says may be too little to be believed. */
static char *
recall_doubt(const Doctor *doctor, const char *name)
{
    g_autoptr(KeepDb) db = keep_db_open(doctor->profile->store_path, KEEP_READ_ONLY, NULL);
    char *doubt = db != NULL ? keep_calendar_doubt(db, name, NULL) : NULL;
    if (doubt == NULL && db != NULL && keep_calendar_is_busy_only(db, name))
        doubt = g_strdup(_("shows only when you are busy: no meeting can be told from another; publish it with titles or all details"));
    return doubt;
}

static void
look_at_calendar(Doctor *doctor, const char *name)
{
    FeedConfig config = run_source_calendar(doctor->profile, name);
    g_autofree char *detail = recall_doubt(doctor, name);
    gboolean is_doubted = detail != NULL;
    g_autoptr(GError) error = NULL;
    guint n = 0;
    if (!collect_feed_probe(&config, NULL, &n, &error)) {
        tell_error(doctor, N_("calendar"), name, error);
    } else {
        if (collect_dav_is_url(config.url) && !is_doubted)
            detail = g_strdup_printf(ngettext("%u calendar", "%u calendars", n), n);
        tell(doctor, N_("calendar"), name, is_doubted ? "needs_attention" : "ok", detail);
    }
    run_source_calendar_clear(&config);
}

static void
look_at_sources(Doctor *doctor)
{
    const char *const *mailboxes = config_sections(doctor->profile->config, "mailbox");
    const char *const *calendars = config_sections(doctor->profile->config, "calendar");
    for (; mailboxes != NULL && *mailboxes != NULL; mailboxes++)
        look_at_mailbox(doctor, *mailboxes);
    for (; calendars != NULL && *calendars != NULL; calendars++)
        look_at_calendar(doctor, *calendars);
}

/* --- the desktop -------------------------------------------------------------------------------------------------------------------- */

static gboolean
has_owner(GBusType type, const char *name)
{
    g_autoptr(GDBusConnection) bus = g_bus_get_sync(type, NULL, NULL);
    if (bus == NULL)
        return FALSE;
    g_dbus_connection_set_exit_on_close(bus, FALSE);
    g_autoptr(GVariant) answer =
        g_dbus_connection_call_sync(bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                                    g_variant_new("(s)", name), G_VARIANT_TYPE("(b)"), G_DBUS_CALL_FLAGS_NONE, 2000, NULL, NULL);
    gboolean has = FALSE;
    if (answer != NULL)
        g_variant_get(answer, "(b)", &has);
    return has;
}

static void
look_at_desktop(Doctor *doctor)
{
    gboolean has_session = session_bus_exists();
    gboolean has_server = has_session && has_owner(G_BUS_TYPE_SESSION, "org.freedesktop.Notifications");
    tell(doctor, N_("notifications"), NULL, has_server ? "ok" : "waiting",
         has_server ? NULL : has_session ? _("no notification server runs; what is due waits for one") : _("no desktop session"));
    gboolean has_keyring = collect_keyring_exists();
    tell(doctor, N_("keyring"), NULL, has_keyring ? "ok" : "waiting", has_keyring ? NULL : _("none answers; only password_secret needs one"));
    gboolean has_sleep = has_owner(G_BUS_TYPE_SYSTEM, "org.freedesktop.login1");
    tell(doctor, N_("sleep"), NULL, has_sleep ? "ok" : "waiting", has_sleep ? NULL : _("logind does not answer; a sleep is noticed by the clocks"));
}

static void
look_at_daemon(Doctor *doctor)
{
    g_autofree char *file = g_strconcat(doctor->profile->store_path, ".lock", NULL);
    gboolean was_running = g_file_test(file, G_FILE_TEST_EXISTS); /* ever */
    int lock = was_running ? run_lock_take(doctor->profile->store_path, NULL) : -1;
    gboolean is_running = was_running && lock < 0, answers = present_bus_call("Status", NULL, NULL);
    if (lock >= 0)
        close(lock);
    tell(doctor, N_("daemon"), NULL, is_running ? "ok" : "waiting",
         !is_running ? _("does not run: `systemctl --user enable --now cadensd` starts it")
         : answers   ? NULL
                     : _("runs, and does not answer on the session bus"));
}

int
run_collect_doctor(Cli *cli, GError **error)
{
    Doctor doctor = { .cli = cli, .table = table_new("checks") };
    table_column(doctor.table, "check", _("check"), COLUMN_SHOWN);
    table_column(doctor.table, "name", _("name"), COLUMN_SHOWN);
    table_column(doctor.table, "state", _("state"), COLUMN_SHOWN);
    table_column(doctor.table, "detail", _("detail"), COLUMN_SHOWN);
    look_at_config(&doctor);
    if (doctor.profile != NULL) {
        look_at_store(&doctor);
        look_at_room(&doctor);
        look_at_sources(&doctor);
        look_at_desktop(&doctor);
        look_at_daemon(&doctor);
    }
    int status = run_cli_print_table(cli, doctor.table, error);
    run_profile_free(doctor.profile);
    if (status != EXIT_DONE || doctor.failing == 0)
        return status;
    return EXIT_NOTHING;
}
