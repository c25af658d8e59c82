/* SPDX-License-Identifier: MIT
 * The D-Bus interface on a private bus, its rivals and its absence; and the supervisor's protocol
 * on a real socket. */
#include "present/bus.h"
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

typedef struct {
    GString *calls;
    guint lost;
} Record;

static gboolean
on_sync(const char *source, gpointer data)
{
    g_string_append_printf(((Record *)data)->calls, "sync(%s) ", source);
    return !g_str_equal(source, "nosuch");
}

static char *
on_status(gpointer data)
{
    g_string_append(((Record *)data)->calls, "status ");
    return g_strdup("{\"schema\": 1, \"sources\": [\"å\"]}\n");
}

static void
on_changed(gpointer data)
{
    g_string_append(((Record *)data)->calls, "changed ");
}

static void
on_lost(gpointer data)
{
    ((Record *)data)->lost++;
}

static BusHandlers
handlers_for(Record *record)
{
    return (BusHandlers){on_sync, on_status, on_changed, on_lost, record};
}

typedef struct {
    const char *method, *arg;
    char *text;
    gboolean answered;
} Call;

static gpointer
call_in_thread(gpointer data)
{
    Call *call = data;
    call->answered = present_bus_call(call->method, call->arg, &call->text);
    g_main_context_wakeup(NULL);
    return NULL;
}

/* As the command line does it from its own process, while the daemon's loop runs here. */
static gboolean
call(const char *method, const char *arg, char **ret_text)
{
    Call call = {method, arg, NULL, FALSE};
    GThread *thread = g_thread_new("caller", call_in_thread, &call);
    gint64 until = g_get_monotonic_time() + 500 * 1000;
    while (g_get_monotonic_time() < until && !call.answered) {
        g_main_context_iteration(NULL, FALSE);
        g_usleep(1000);
    }
    g_thread_join(thread);
    if (ret_text)
        *ret_text = call.text;
    return call.answered;
}

static void
spin_until_owned(void)
{
    g_autoptr(GDBusConnection) connection = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, NULL);
    for (int i = 0; i < 500; i++) {
        g_autoptr(GVariant) answer = g_dbus_connection_call_sync(
            connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
            "NameHasOwner", g_variant_new("(s)", PRESENT_BUS_NAME), NULL, G_DBUS_CALL_FLAGS_NONE,
            -1, NULL, NULL);
        gboolean has_owner;
        g_variant_get(answer, "(b)", &has_owner);
        if (has_owner)
            return;
        g_main_context_iteration(NULL, FALSE);
        g_usleep(2000);
    }
    g_assert_not_reached();
}

static void
test_methods(void)
{
    Record record = {g_string_new(NULL), 0};
    BusHandlers handlers = handlers_for(&record);
    g_autoptr(Bus) bus = present_bus_new(&handlers);
    spin_until_owned();
    g_autofree char *text = NULL;
    g_assert_true(call("Sync", "work", NULL));
    g_assert_true(call("Sync", "", NULL));
    g_assert_true(call("Changed", NULL, NULL));
    g_assert_true(call("Status", NULL, &text));
    g_assert_cmpstr(text, ==, "{\"schema\": 1, \"sources\": [\"å\"]}\n");
    g_assert_false(call("Sync", "nosuch", NULL));
    g_assert_cmpstr(record.calls->str, ==, "sync(work) sync() changed status sync(nosuch) ");
    g_assert_false(call("Nonsense", NULL, NULL));
    g_assert_false(call("Sync", NULL, NULL)); /* wrong signature */
    g_assert_cmpuint(record.lost, ==, 0);
    g_string_free(record.calls, TRUE);
}

static void
on_signal(GDBusConnection *connection G_GNUC_UNUSED, const char *sender G_GNUC_UNUSED,
          const char *path, const char *interface G_GNUC_UNUSED, const char *name,
          GVariant *arguments, gpointer data)
{
    g_autofree char *text = g_variant_print(arguments, FALSE);
    g_string_append_printf(data, "%s %s %s", path, name, text);
}

static void
test_signal_and_version(void)
{
    Record record = {g_string_new(NULL), 0};
    BusHandlers handlers = handlers_for(&record);
    g_autoptr(Bus) bus = present_bus_new(&handlers);
    spin_until_owned();
    g_autoptr(GDBusConnection) connection = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, NULL);
    g_autoptr(GString) heard = g_string_new(NULL);
    guint subscription =
        g_dbus_connection_signal_subscribe(connection, NULL, PRESENT_BUS_NAME, "BecameDue", NULL,
                                           NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_signal, heard, NULL);
    for (int i = 0; i < 20; i++) {
        g_main_context_iteration(NULL, FALSE);
        g_usleep(2000);
    }
    present_bus_due(bus, 3, "Ås: \xff stale");
    for (int i = 0; i < 500 && !heard->len; i++) {
        g_main_context_iteration(NULL, FALSE);
        g_usleep(2000);
    }
    g_assert_cmpstr(heard->str, ==, "/org/cadens/Cadens1 BecameDue (3, 'Ås: \xef\xbf\xbd stale')");
    g_dbus_connection_signal_unsubscribe(connection, subscription);
    g_string_free(record.calls, TRUE);
}

/* A second instance, on a connection of its own as a second process has it. */
static void
test_rival(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GDBusConnection) other =
        g_dbus_connection_new_for_address_sync(g_getenv("DBUS_SESSION_BUS_ADDRESS"),
                                               G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                   G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                               NULL, NULL, &error);
    g_assert_no_error(error);
    g_autoptr(GVariant) owned = g_dbus_connection_call_sync(
        other, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
        "RequestName", g_variant_new("(su)", PRESENT_BUS_NAME, 4u), NULL, G_DBUS_CALL_FLAGS_NONE,
        -1, NULL, &error);
    g_assert_no_error(error);
    Record record = {g_string_new(NULL), 0};
    BusHandlers handlers = handlers_for(&record);
    g_autoptr(Bus) bus = present_bus_new(&handlers);
    for (int i = 0; i < 500 && !record.lost; i++) {
        g_main_context_iteration(NULL, FALSE);
        g_usleep(2000);
    }
    g_assert_cmpuint(record.lost, ==, 1);
    g_string_free(record.calls, TRUE);
}

static void
test_no_daemon(void)
{
    g_assert_false(call("Changed", NULL, NULL));
}

static void
test_no_bus(void)
{
    g_autofree char *address = g_strdup(g_getenv("DBUS_SESSION_BUS_ADDRESS"));
    g_autofree char *folder = g_strdup(g_getenv("XDG_RUNTIME_DIR"));
    g_setenv("DBUS_SESSION_BUS_ADDRESS", "", TRUE);
    Record record = {g_string_new(NULL), 0};
    BusHandlers handlers = handlers_for(&record);
    if (!g_file_test(g_get_user_runtime_dir(), G_FILE_TEST_IS_DIR)) {
        g_autoptr(Bus) bus = present_bus_new(&handlers);
        present_bus_due(bus, 1, "x");
        g_main_context_iteration(NULL, FALSE);
        g_assert_false(present_bus_call("Changed", NULL, NULL));
        g_assert_cmpuint(record.lost, ==, 0);
    }
    g_setenv("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
    g_string_free(record.calls, TRUE);
}

static int
supervisor_socket(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    gsize length = strlen(path);
    memcpy(address.sun_path, path, length);
    if (path[0] == '@')
        address.sun_path[0] = '\0';
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    g_assert_cmpint(bind(fd, (struct sockaddr *)&address,
                         (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length)),
                    ==, 0);
    g_setenv("NOTIFY_SOCKET", path, TRUE);
    return fd;
}

static char *
received(int fd)
{
    char text[256];
    ssize_t n = recv(fd, text, sizeof text, 0);
    return n < 0 ? NULL : g_strndup(text, (gsize)n);
}

static void
assert_supervised(const char *path)
{
    int fd = supervisor_socket(path);
    present_supervisor_notify("READY=1\nSTATUS=Syncing å");
    g_autofree char *ready = received(fd);
    g_assert_cmpstr(ready, ==, "READY=1\nSTATUS=Syncing å");
    present_supervisor_notify("RELOADING=1");
    g_autofree char *reloading = received(fd);
    g_assert_true(g_str_has_prefix(reloading, "RELOADING=1\nMONOTONIC_USEC="));
    close(fd);
    present_supervisor_notify("WATCHDOG=1"); /* nobody listens any more */
}

static void
test_supervisor(void)
{
    g_autofree char *folder = g_dir_make_tmp("supervisor-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "socket", NULL);
    g_autofree char *abstract = g_strdup_printf("@cadens-test-%d", getpid());
    assert_supervised(path);
    assert_supervised(abstract);
    g_setenv("NOTIFY_SOCKET", "relative", TRUE);
    present_supervisor_notify("READY=1");
    g_autofree char *long_path = g_strnfill(500, '/');
    g_setenv("NOTIFY_SOCKET", long_path, TRUE);
    present_supervisor_notify("READY=1");
    g_unsetenv("NOTIFY_SOCKET");
    present_supervisor_notify("READY=1");
    unlink(path);
    rmdir(folder);
}

static void
test_watchdog(void)
{
    g_autofree char *own = g_strdup_printf("%d", getpid());
    const struct {
        const char *usec, *pid;
        guint ms;
    } cases[] = {
        {NULL, NULL, 0},
        {"180000000", NULL, 180000},
        {"180000000", own, 180000},
        {"180000000", "1", 0},
        {"180000000", "x", 0},
        {"soon", NULL, 0},
        {"0", NULL, 0},
        {"500", NULL, 1},
        {"18446744073709551615", NULL, G_MAXUINT},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_unsetenv("WATCHDOG_USEC");
        g_unsetenv("WATCHDOG_PID");
        if (cases[i].usec)
            g_setenv("WATCHDOG_USEC", cases[i].usec, TRUE);
        if (cases[i].pid)
            g_setenv("WATCHDOG_PID", cases[i].pid, TRUE);
        g_assert_cmpuint(present_supervisor_watchdog(), ==, cases[i].ms);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    GTestDBus *private_bus = g_test_dbus_new(G_TEST_DBUS_NONE);
    g_test_dbus_up(private_bus);
    g_setenv("XDG_RUNTIME_DIR", "/nonexistent", TRUE);
    g_test_add_func("/present/bus/methods", test_methods);
    g_test_add_func("/present/bus/signal", test_signal_and_version);
    g_test_add_func("/present/bus/no-daemon", test_no_daemon);
    g_test_add_func("/present/bus/rival", test_rival);
    g_test_add_func("/present/bus/no-bus", test_no_bus);
    g_test_add_func("/present/supervisor/socket", test_supervisor);
    g_test_add_func("/present/supervisor/watchdog", test_watchdog);
    int status = g_test_run();
    g_test_dbus_stop(private_bus);
    g_object_unref(private_bus);
    return status;
}
