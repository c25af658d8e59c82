/* SPDX-License-Identifier: MIT
 * Desktop notifications against a real server (dunst), a recording one (dbusmock), a frozen one, a
 * late one, and none at all. Run by notify-*.sh on a private bus made by ../lib/desktop.sh; by
 * itself it tests the life without a bus. */
#include "present/notify.h"
#include <gio/gio.h>
#include <signal.h>
#include <string.h>

#define PATIENCE_MS 8000

typedef struct {
    Notifier *notifier;
    GString *actions; /* "tag/action " each */
    guint appeared, vanished;
    gboolean repost; /* as the daemon does */
} Desk;

static const NotifierBubble lead = {
    .tag = "signal:12",
    .summary = "Bygg & Ås: <b>stale</b>",
    .body = "\"Eva <eva@x.example>\" & 14 d\n<a href='http://evil.example'>x</a>",
    .category = "x-cadens.lead_stale",
    .with_actions = TRUE,
    .may_be_wrong = TRUE,
};

static void
on_action(const char *tag, const char *action, gpointer data)
{
    g_string_append_printf(((Desk *)data)->actions, "%s/%s ", tag, action);
}

static void
on_server(gboolean present, gpointer data)
{
    Desk *desk = data;
    desk->appeared += present;
    desk->vanished += !present;
    if (present && desk->repost)
        present_notifier_show(desk->notifier, &lead);
}

static gboolean
wake(gpointer woken)
{
    *(gboolean *)woken = TRUE;
    return G_SOURCE_REMOVE;
}

static void
spin(guint ms)
{
    gboolean woken = FALSE;
    g_timeout_add(ms, wake, &woken);
    while (!woken)
        g_main_context_iteration(NULL, TRUE);
}

#define until(condition)                                                         \
    G_STMT_START                                                                 \
    {                                                                            \
        for (int waited = 0; !(condition) && waited < PATIENCE_MS; waited += 20) \
            spin(20);                                                            \
        g_assert_true(condition);                                                \
    }                                                                            \
    G_STMT_END

static Desk *
desk_new(void)
{
    Desk *desk = g_new0(Desk, 1);
    desk->actions = g_string_new(NULL);
    desk->notifier = present_notifier_new(on_action, on_server, desk);
    return desk;
}

static void
desk_free(Desk *desk)
{
    present_notifier_free(desk->notifier);
    g_string_free(desk->actions, TRUE);
    g_free(desk);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Desk, desk_free)

static Desk *
desk_with_server(void)
{
    Desk *desk = desk_new();
    until(present_notifier_has_server(desk->notifier) && desk->appeared == 1);
    return desk;
}

static char *
output_of(const char *command)
{
    g_autoptr(GError) error = NULL;
    char *out = NULL;
    g_spawn_command_line_sync(command, &out, NULL, NULL, &error);
    g_assert_no_error(error);
    return out;
}

static void
run(const char *command)
{
    g_free(output_of(command));
}

static void
server(const char *verb)
{
    g_autofree char *script = g_test_build_filename(G_TEST_DIST, "lib", "desktop.sh", NULL);
    g_autofree char *command = g_strdup_printf("%s %s", script, verb);
    run(command);
}

static char *
desktop_file(const char *name)
{
    g_autofree char *path = g_build_filename(g_getenv("DESKTOP_DIR"), name, NULL);
    char *text = NULL;
    return g_file_get_contents(path, &text, NULL, NULL) ? text : g_strdup("");
}

static void
signal_server(int number)
{
    g_autofree char *pid = desktop_file("server.pid");
    g_assert_cmpint(kill((pid_t)g_ascii_strtoll(pid, NULL, 10), number), ==, 0);
}

static guint
logged(const char *text)
{
    g_autofree char *log = desktop_file("server.log");
    guint n = 0;
    for (const char *p = log; (p = strstr(p, text)); p++)
        n++;
    return n;
}

/* --- dunst --- */

static guint
displayed(void)
{
    g_autofree char *count = output_of("dunstctl count displayed");
    return (guint)g_ascii_strtoull(count, NULL, 10);
}

/* What another program on the desktop does. */
static void
foreign_bubble(const char *summary)
{
    g_autoptr(GDBusConnection) bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, NULL);
    g_autoptr(GVariant) answer = g_dbus_connection_call_sync(
        bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
        "org.freedesktop.Notifications", "Notify",
        g_variant_new_parsed("('other', uint32 0, '', %s, '', @as [], @a{sv} {}, 0)", summary),
        NULL, G_DBUS_CALL_FLAGS_NONE, 5000, NULL, NULL);
    g_assert_nonnull(answer);
}

static void
test_dunst_show(void)
{
    g_autoptr(Desk) desk = desk_with_server();
    present_notifier_show(desk->notifier, &lead);
    until(displayed() == 1);
    NotifierBubble again = lead;
    again.summary = "Second text";
    present_notifier_show(desk->notifier, &again);
    until(logged("Second text"));
    g_assert_cmpuint(displayed(), ==, 1);
    present_notifier_withdraw(desk->notifier, "signal:12");
    until(displayed() == 0);
    spin(100);
    g_assert_cmpstr(desk->actions->str, ==, ""); /* withdrawn by us: nobody's answer */
}

static void
test_dunst_action(void)
{
    g_autoptr(Desk) desk = desk_with_server();
    present_notifier_show(desk->notifier, &lead);
    until(displayed() == 1);
    run("dunstctl action 0");
    until(desk->actions->len);
    until(displayed() == 0);
    spin(100);
    g_assert_cmpstr(desk->actions->str, ==, "signal:12/default "); /* and no "closed" after it */
    present_notifier_show(desk->notifier, &lead);
    until(displayed() == 1);
    run("dunstctl close");
    until(strstr(desk->actions->str, "signal:12/closed "));
}

static void
test_dunst_free_closes(void)
{
    Desk *desk = desk_with_server();
    present_notifier_show(desk->notifier, &lead);
    until(displayed() == 1);
    desk_free(desk);
    until(displayed() == 0);
}

static void
test_dunst_restart(void)
{
    g_autoptr(Desk) desk = desk_with_server();
    present_notifier_show(desk->notifier, &lead);
    until(displayed() == 1);
    server("stop");
    until(desk->vanished == 1);
    g_assert_false(present_notifier_has_server(desk->notifier));
    present_notifier_show(desk->notifier,
                          &lead); /* nobody there: must neither block nor start anything */
    server("start");
    until(desk->appeared == 2);
    g_assert_cmpuint(displayed(), ==, 0);
    foreign_bubble("one"), foreign_bubble("two"),
        foreign_bubble("three"); /* one has the id that ours had */
    until(displayed() == 3);
    present_notifier_show(desk->notifier, &lead);
    until(displayed() == 4); /* nothing of the other program was replaced */
    present_notifier_show(desk->notifier, &lead);
    spin(200);
    g_assert_cmpuint(displayed(), ==, 4);
    run("dunstctl close-all");
    until(displayed() == 0);
}

/* --- dbusmock --- */

static guint32
last_id(void)
{
    g_autoptr(GDBusConnection) bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, NULL);
    g_autoptr(GVariant) calls = g_dbus_connection_call_sync(
        bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
        "org.freedesktop.DBus.Mock", "GetMethodCalls", g_variant_new("(s)", "Notify"), NULL,
        G_DBUS_CALL_FLAGS_NONE, 5000, NULL, NULL);
    g_autoptr(GVariant) list = g_variant_get_child_value(calls, 0);
    return (guint32)g_variant_n_children(
        list); /* the mock counts up from 1; no test here replaces */
}

static void
emit(const char *name, GVariant *arguments)
{
    g_autoptr(GDBusConnection) bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, NULL);
    const char *signature = g_str_equal(name, "ActionInvoked") ? "us" : "uu";
    g_autoptr(GVariant) answer = g_dbus_connection_call_sync(
        bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
        "org.freedesktop.DBus.Mock", "EmitSignal",
        g_variant_new("(sss@av)", "org.freedesktop.Notifications", name, signature, arguments),
        NULL, G_DBUS_CALL_FLAGS_NONE, 5000, NULL, NULL);
    g_assert_nonnull(answer);
}

static GVariant *
two(GVariant *first, GVariant *second)
{
    GVariant *items[] = {g_variant_new_variant(first), g_variant_new_variant(second)};
    return g_variant_new_array(G_VARIANT_TYPE_VARIANT, items, 2);
}

static void
test_mock_call(void)
{
    g_autoptr(Desk) desk = desk_with_server();
    present_notifier_show(desk->notifier, &lead);
    until(logged(" Notify "));
    g_assert_cmpuint(logged("\"Bygg & Ås: <b>stale</b>\""), ==,
                     1); /* the summary is never markup */
    gboolean has_markup = strstr(g_getenv("MOCK_CAPABILITIES"), "body-markup") != NULL;
    const char *body = has_markup ? "&quot;Eva &lt;eva@x.example&gt;&quot; &amp; 14 d"
                                  : "\"Eva <eva@x.example>\" & 14 d";
    g_assert_cmpuint(logged(body), ==, 1);
    g_assert_cmpuint(logged("<a href"), ==, has_markup ? 0 : 1);
    g_assert_cmpuint(logged("\"Cadens\" 0 \"org.cadens.Cadens\""), ==, 1);
    g_assert_cmpuint(logged("\"urgency\": 1"), ==, 1);
    g_assert_cmpuint(logged("\"desktop-entry\": \"org.cadens.Cadens\""), ==, 1);
    g_assert_cmpuint(logged("\"category\": \"x-cadens.lead_stale\""), ==, 1);
    g_assert_cmpuint(logged("\"x-dunst-stack-tag\": \"cadens-signal:12\""), ==, 1);
    g_assert_cmpuint(logged("\"x-canonical-private-synchronous\": \"cadens-signal:12\""), ==, 1);
    gboolean has_actions = strstr(g_getenv("MOCK_CAPABILITIES"), "actions") != NULL;
    g_assert_cmpuint(logged("[\"default\", \"Open\", \"done\", \"Done\", \"morning\", \"Next morning\", "
                            "\"wrong\", \"Wrong account\", \"snooze\", \"Snooze 3 d\", \"open\", \"Open\"]"),
                     ==, has_actions);
}

static void
test_mock_answers(void)
{
    g_autoptr(Desk) desk = desk_with_server();
    guint before = logged(" Notify ");
    present_notifier_show(desk->notifier, &lead);
    until(logged(" Notify ") == before + 1);
    guint32 id = last_id();
    emit("ActionInvoked", two(g_variant_new_uint32(id + 1000), g_variant_new_string("done")));
    emit("ActionInvoked", two(g_variant_new_uint32(id), g_variant_new_string("snooze")));
    until(desk->actions->len);
    g_assert_cmpstr(desk->actions->str, ==, "signal:12/snooze ");
    emit("NotificationClosed", two(g_variant_new_uint32(id), g_variant_new_uint32(2)));
    spin(100);
    g_assert_cmpstr(desk->actions->str, ==, "signal:12/snooze ");
}

/* Expired is no answer, dismissed is one. */
static void
test_mock_closed(void)
{
    g_autoptr(Desk) desk = desk_with_server();
    for (guint32 reason = 1; reason <= 4; reason++) {
        guint before = logged(" Notify ");
        present_notifier_show(desk->notifier, &lead);
        until(logged(" Notify ") == before + 1);
        emit("NotificationClosed",
             two(g_variant_new_uint32(last_id()), g_variant_new_uint32(reason)));
        spin(100);
    }
    g_assert_cmpstr(desk->actions->str, ==, "signal:12/closed ");
}

static void
test_mock_clamped(void)
{
    g_autofree char *summary = g_strnfill(5000, 'S');
    g_autofree char *body = g_strnfill(100000, 'B');
    body[10] = '\xff';
    body[11] = '\x1b';
    NotifierBubble huge = {.tag = "digest", .summary = summary, .body = body};
    g_autoptr(Desk) desk = desk_with_server();
    guint before = logged(" Notify ");
    present_notifier_show(desk->notifier, &huge);
    until(logged(" Notify ") == before + 1);
    g_autofree char *cut = g_strconcat(summary + 5000 - 79, "…\"", NULL);
    g_assert_cmpuint(logged(cut), ==, 1);
    g_autofree char *rest =
        g_strconcat("BBBBBBBBBB\xef\xbf\xbd ", body + 100000 - 237, "…\"", NULL);
    g_assert_cmpuint(logged(rest), ==, 1);
    NotifierBubble empty = {.tag = "empty", .summary = "", .body = ""};
    present_notifier_show(desk->notifier, &empty);
    until(logged("\"org.cadens.Cadens\" \"Cadens\" \"\""));
}

typedef struct {
    gint64 last, longest;
} Pulse;

static gboolean
beat(gpointer data)
{
    Pulse *pulse = data;
    gint64 now = g_get_monotonic_time();
    pulse->longest = MAX(pulse->longest, now - pulse->last);
    pulse->last = now;
    return G_SOURCE_CONTINUE;
}

static void
test_mock_frozen(void)
{
    Desk *desk = desk_with_server();
    signal_server(SIGSTOP);
    Pulse pulse = {g_get_monotonic_time(), 0};
    guint source = g_timeout_add(10, beat, &pulse);
    for (int i = 0; i < 5; i++) {
        present_notifier_show(desk->notifier, &lead);
        present_notifier_withdraw(desk->notifier, "digest");
    }
    spin(600);
    g_source_remove(source);
    g_assert_cmpint(pulse.longest, <, 2 * G_USEC_PER_SEC); /* a call that waits for an answer waits 25 s */
    gint64 begun = g_get_monotonic_time();
    desk_free(desk);
    g_assert_cmpint(g_get_monotonic_time() - begun, <, 10 * G_USEC_PER_SEC);
    signal_server(SIGCONT);
    spin(300); /* the abandoned thread ends by itself */
}

/* --- a server that comes late, and a bus that dies --- */

static void
test_late(void)
{
    g_autoptr(Desk) desk = desk_new();
    spin(200);
    g_assert_false(present_notifier_has_server(desk->notifier));
    present_notifier_show(desk->notifier, &lead);
    spin(100);
    g_assert_cmpuint(desk->appeared + desk->vanished, ==, 0);
    desk->repost = TRUE;
    g_setenv("DESKTOP_SERVER", "mock", TRUE);
    server("start");
    until(desk->appeared == 1);
    until(logged(" Notify ") == 1); /* the re-posted one; the first was no call at all */
    server("stop");
    until(desk->vanished == 1);
}

static void
test_bus_dies(void)
{
    g_autoptr(Desk) desk = desk_new();
    spin(100);
    g_autofree char *pid = desktop_file("bus.pid");
    g_assert_cmpint(kill((pid_t)g_ascii_strtoll(pid, NULL, 10), SIGTERM), ==, 0);
    spin(300); /* GDBus would have killed the process by now */
    present_notifier_show(desk->notifier, &lead);
    present_notifier_withdraw(desk->notifier, "signal:12");
    spin(50);
}

static void
test_no_bus(void)
{
    g_autoptr(Desk) desk = desk_new();
    present_notifier_show(desk->notifier, &lead);
    present_notifier_withdraw(desk->notifier, "signal:12");
    spin(100);
    g_assert_false(present_notifier_has_server(desk->notifier));
    g_assert_cmpuint(desk->appeared, ==, 0);
}

static void
add_tests(const char *on)
{
    if (!on) {
        g_setenv("DBUS_SESSION_BUS_ADDRESS", "", TRUE);
        g_setenv("XDG_RUNTIME_DIR", "/nonexistent", TRUE);
        g_test_add_func("/present/notify/no-bus", test_no_bus);
    } else if (g_str_equal(on, "dunst")) {
        g_test_add_func("/present/notify/dunst/show", test_dunst_show);
        g_test_add_func("/present/notify/dunst/action", test_dunst_action);
        g_test_add_func("/present/notify/dunst/free-closes", test_dunst_free_closes);
        g_test_add_func("/present/notify/dunst/restart", test_dunst_restart);
    } else if (g_str_equal(on, "mock")) {
        g_test_add_func("/present/notify/mock/call", test_mock_call);
        g_test_add_func("/present/notify/mock/answers", test_mock_answers);
        g_test_add_func("/present/notify/mock/closed", test_mock_closed);
        g_test_add_func("/present/notify/mock/clamped", test_mock_clamped);
        g_test_add_func("/present/notify/mock/frozen",
                        test_mock_frozen); /* last: leaves the thread blocked */
    } else {
        g_test_add_func("/present/notify/none/late", test_late);
        g_test_add_func("/present/notify/none/bus-dies", test_bus_dies);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_tests(g_getenv("DESKTOP_SERVER"));
    return g_test_run();
}
