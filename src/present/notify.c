/* SPDX-License-Identifier: MIT
 * The thread in which libnotify lives, and the two queues that lead into it and out of it. Nothing
 * here waits for the thread, so a frozen server freezes only its own bubbles. */
#include "present/notify.h"
#include <gio/gio.h>
#include "present/bubble.h"
#include "present/notify-library.h"
#include "base/session.h"

#define SERVER_NAME "org.freedesktop.Notifications"
#define FREE_WAIT G_TIME_SPAN_SECOND
#define CLOSED_BY_PERSON 2 /* of the reasons: 1 expired, 2 dismissed, 3 by us, 4 undefined */
#define TOO_SOON_US (1200 * 1000) /* Plasma counts a second */

struct Notifier { /* counted: the thread may outlive present_notifier_free() */
    NotifierAction action;
    NotifierServer server;
    gpointer data;
    GMainContext *home, *context;
    GMainLoop *loop;
    GThread *thread;
    gint has_server, is_freed; /* atomic */
    GMutex lock;
    GCond ended;
    gboolean has_ended; /* under lock */
    /* What follows belongs to the thread. */
    GDBusConnection *connection;
    char *owner;           /* unique name of the server; NULL = none */
    gboolean has_library;  /* a server has been seen */
    gboolean knows_server; /* CAPABILITIES are those of OWNER */
    BubbleServer capabilities;
    GHashTable *shown; /* tag -> Shown, owned */
};

typedef struct {        /* a bubble on the screen, as far as we know */
    Notifier *notifier; /* borrowed */
    char *tag;
    NotifyNotification *note;
    gboolean was_answered; /* the close that follows an action is not the person's answer */
    gboolean is_closed, stays;
} Shown;

typedef struct { /* a message from one thread to the other */
    Notifier *notifier;
    void (*run)(Notifier *notifier, const char *tag, const char *action, NotifierBubble *bubble);
    char *tag, *action;
    NotifierBubble *bubble;
} Letter;

static void
notifier_clear(gpointer data)
{
    Notifier *notifier = data;
    g_main_loop_unref(notifier->loop);
    g_main_context_unref(notifier->context);
    g_main_context_unref(notifier->home);
    g_mutex_clear(&notifier->lock);
    g_cond_clear(&notifier->ended);
}

static void
notifier_release(Notifier *notifier)
{
    g_atomic_rc_box_release_full(notifier, notifier_clear);
}

static void
letter_free(gpointer data)
{
    Letter *letter = data;
    notifier_release(letter->notifier);
    g_free(letter->tag);
    g_free(letter->action);
    present_bubble_free(letter->bubble);
    g_free(letter);
}

static gboolean
letter_open(gpointer data)
{
    Letter *letter = data;
    if (!g_atomic_int_get(&letter->notifier->is_freed))
        letter->run(letter->notifier, letter->tag, letter->action, letter->bubble);
    return G_SOURCE_REMOVE;
}

/* Takes BUBBLE. */
static void
post(Notifier *notifier, GMainContext *to,
     void (*run)(Notifier *, const char *, const char *, NotifierBubble *), const char *tag,
     const char *action, NotifierBubble *bubble)
{
    Letter *letter = g_new(Letter, 1);
    *letter =
        (Letter){g_atomic_rc_box_acquire(notifier), run, g_strdup(tag), g_strdup(action), bubble};
    GSource *source = g_idle_source_new();
    g_source_set_priority(source, G_PRIORITY_DEFAULT);
    g_source_set_callback(source, letter_open, letter, letter_free);
    g_source_attach(source, to);
    g_source_unref(source);
}

/* --- at home, in the creator's context --- */

static void
tell_action(Notifier *notifier, const char *tag, const char *action,
            NotifierBubble *bubble G_GNUC_UNUSED)
{
    notifier->action(tag, action, notifier->data);
}

static void
tell_server(Notifier *notifier, const char *tag G_GNUC_UNUSED, const char *presence,
            NotifierBubble *bubble G_GNUC_UNUSED)
{
    if (notifier->server)
        notifier->server(g_str_equal(presence, "present"), notifier->data);
}

/* --- in the thread --- */

static void
shown_free(gpointer data)
{
    Shown *shown = data;
    g_clear_object(&shown->note);
    g_free(shown->tag);
    g_free(shown);
}

static void
forget_closed(Notifier *notifier, const char *tag, const char *action G_GNUC_UNUSED,
              NotifierBubble *bubble G_GNUC_UNUSED)
{
    const Shown *shown = g_hash_table_lookup(notifier->shown, tag);
    if (shown && shown->is_closed)
        g_hash_table_remove(notifier->shown, tag);
}

static void
on_closed(NotifyNotification *note, gpointer data)
{
    Shown *shown = data;
    Notifier *notifier = shown->notifier;
    if (!shown->was_answered && present_libnotify.notify_notification_get_closed_reason(note) == CLOSED_BY_PERSON)
        post(notifier, notifier->home, tell_action, shown->tag, "closed", NULL);
    shown->is_closed = TRUE;
    /* libnotify 0.8.1 must not lose the object within its own signal. */
    post(notifier, notifier->context, forget_closed, shown->tag, NULL, NULL);
}

static void
withdraw(Notifier *notifier, const char *tag, const char *action G_GNUC_UNUSED,
         NotifierBubble *bubble G_GNUC_UNUSED)
{
    Shown *shown = g_hash_table_lookup(notifier->shown, tag);
    if (!shown)
        return;
    g_hash_table_steal(notifier->shown, tag);
    if (notifier->owner && !shown->is_closed)
        present_libnotify.notify_notification_close(shown->note, NULL);
    shown_free(shown);
}

/* Some servers close an answered bubble, dunst leaves it. The letter to ourselves goes first, so
 * that a new bubble of the same tag, shown as the answer's consequence, is not withdrawn. */
static void
on_action(NotifyNotification *note G_GNUC_UNUSED, char *action, gpointer data)
{
    Shown *shown = data;
    shown->was_answered = TRUE;
    post(shown->notifier, shown->notifier->context, withdraw, shown->tag, NULL, NULL);
    post(shown->notifier, shown->notifier->home, tell_action, shown->tag, action, NULL);
}

static void
fill(Notifier *notifier, Shown *shown, const NotifierBubble *bubble)
{
    NotifyNotification *before = shown->note;
    shown->note = present_bubble_fill(before, bubble, &notifier->capabilities, on_action, shown);
    shown->was_answered = shown->is_closed = FALSE;
    shown->stays = bubble->stays;
    if (!before)
        g_signal_connect(shown->note, "closed", G_CALLBACK(on_closed), shown);
}

static Shown *
shown_for(Notifier *notifier, const char *tag)
{
    Shown *shown = g_hash_table_lookup(notifier->shown, tag);
    if (shown)
        return shown;
    shown = g_new0(Shown, 1);
    shown->notifier = notifier;
    shown->tag = g_strdup(tag);
    g_hash_table_insert(notifier->shown, shown->tag, shown);
    return shown;
}

/* Plasma refuses what it was shown a moment ago, also by a daemon that was there before this one. */
static gboolean
is_too_soon(const GError *error)
{
    g_autofree char *name = error ? g_dbus_error_get_remote_error(error) : NULL;
    return name && g_str_has_suffix(name, ".ExcessNotificationGeneration");
}

static void
show(Notifier *notifier, const char *tag, const char *action G_GNUC_UNUSED, NotifierBubble *bubble)
{
    if (!notifier->owner)
        return;
    if (!notifier->knows_server)
        notifier->capabilities = present_bubble_server();
    notifier->knows_server = TRUE;
    g_autoptr(GError) error = NULL;
    Shown *shown = shown_for(notifier, tag);
    fill(notifier, shown, bubble);
    gboolean done = present_libnotify.notify_notification_show(shown->note, &error);
    if (!done && g_error_matches(error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS)) {
        /* GNOME has forgotten the id that we wanted to replace: once more as a new bubble. */
        g_clear_object(&shown->note);
        fill(notifier, shown, bubble);
        done = present_libnotify.notify_notification_show(shown->note, NULL);
    }
    if (!done && is_too_soon(error)) {
        g_usleep(TOO_SOON_US); /* this thread is there to wait */
        done = present_libnotify.notify_notification_show(shown->note, NULL);
    }
    if (!done)
        g_hash_table_remove(notifier->shown, tag);
}

static void
set_owner(Notifier *notifier, const char *owner)
{
    if (g_strcmp0(notifier->owner, owner) == 0)
        return;
    /* The ids of one server mean something else to the next: another program's bubble could be
     * replaced, its click be ours. */
    g_hash_table_remove_all(notifier->shown);
    if (owner && !notifier->has_library) {
        present_notify_library_need();
        notifier->has_library = present_libnotify.notify_init("Cadens");
    }
    notifier->knows_server = FALSE;
    g_free(notifier->owner);
    notifier->owner = g_strdup(owner);
    g_atomic_int_set(&notifier->has_server, owner != NULL);
    post(notifier, notifier->home, tell_server, NULL, owner ? "present" : "gone", NULL);
}

static void
on_appeared(GDBusConnection *connection G_GNUC_UNUSED, const char *name G_GNUC_UNUSED,
            const char *owner, gpointer data)
{
    set_owner(data, owner);
}

static void
on_vanished(GDBusConnection *connection G_GNUC_UNUSED, const char *name G_GNUC_UNUSED,
            gpointer data)
{
    set_owner(data, NULL);
}

static guint
watch_server(Notifier *notifier)
{
    if (!session_bus_exists())
        return 0;
    notifier->connection = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, NULL);
    if (!notifier->connection)
        return 0;
    g_dbus_connection_set_exit_on_close(notifier->connection, FALSE);
    /* Without auto-start: a server that is about to fail would block for 25 s, a wrong one could
     * come up. */
    return g_bus_watch_name_on_connection(notifier->connection, SERVER_NAME,
                                          G_BUS_NAME_WATCHER_FLAGS_NONE, on_appeared, on_vanished,
                                          notifier, NULL);
}

static void
close_all(Notifier *notifier)
{
    GHashTableIter iter;
    gpointer data;
    g_hash_table_iter_init(&iter, notifier->shown);
    while (g_hash_table_iter_next(&iter, NULL, &data)) {
        const Shown *shown = data;
        if (notifier->owner && !shown->is_closed && !shown->stays)
            present_libnotify.notify_notification_close(shown->note, NULL);
    }
    g_hash_table_remove_all(notifier->shown);
}

static void
end(Notifier *notifier)
{
    g_mutex_lock(&notifier->lock);
    notifier->has_ended = TRUE;
    g_cond_signal(&notifier->ended);
    g_mutex_unlock(&notifier->lock);
    notifier_release(notifier);
}

static gpointer
live(gpointer data)
{
    Notifier *notifier = data;
    g_main_context_push_thread_default(notifier->context);
    notifier->shown = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, shown_free);
    guint watch = watch_server(notifier);
    g_main_loop_run(notifier->loop);
    if (watch)
        g_bus_unwatch_name(watch);
    close_all(notifier);
    g_hash_table_unref(notifier->shown);
    if (notifier->has_library)
        present_libnotify.notify_uninit();
    /* Unread letters hold a reference to us. */
    while (g_main_context_iteration(notifier->context, FALSE))
        continue;
    g_clear_object(&notifier->connection);
    g_clear_pointer(&notifier->owner, g_free);
    g_main_context_pop_thread_default(notifier->context);
    end(notifier);
    return NULL;
}

/* --- the interface --- */

Notifier *
present_notifier_new(NotifierAction action, NotifierServer server, gpointer data)
{
    Notifier *notifier = g_atomic_rc_box_new0(Notifier);
    notifier->action = action;
    notifier->server = server;
    notifier->data = data;
    notifier->home = g_main_context_ref_thread_default();
    notifier->context = g_main_context_new();
    notifier->loop = g_main_loop_new(notifier->context, FALSE);
    g_mutex_init(&notifier->lock);
    g_cond_init(&notifier->ended);
    notifier->thread = g_thread_new("notify", live, g_atomic_rc_box_acquire(notifier));
    return notifier;
}

static gboolean
quit(gpointer loop)
{
    g_main_loop_quit(loop);
    return G_SOURCE_REMOVE;
}

/* A source, not g_main_context_invoke(): that would run here when the thread is not yet in its
 * loop, which would then never end. */
static void
post_quit(Notifier *notifier)
{
    GSource *source = g_idle_source_new();
    g_source_set_priority(source, G_PRIORITY_HIGH);
    g_source_set_callback(source, quit, notifier->loop, NULL);
    g_source_attach(source, notifier->context);
    g_source_unref(source);
}

static gboolean
wait_for_end(Notifier *notifier)
{
    gint64 until = g_get_monotonic_time() + FREE_WAIT;
    g_mutex_lock(&notifier->lock);
    while (!notifier->has_ended)
        if (!g_cond_wait_until(&notifier->ended, &notifier->lock, until))
            break;
    gboolean has_ended = notifier->has_ended;
    g_mutex_unlock(&notifier->lock);
    return has_ended;
}

void
present_notifier_free(Notifier *notifier)
{
    if (!notifier)
        return;
    g_atomic_int_set(&notifier->is_freed, TRUE); /* letters under way are thrown away unread */
    post_quit(notifier);
    if (wait_for_end(notifier))
        g_thread_join(notifier->thread);
    else
        g_thread_unref(notifier->thread); /* blocked by a frozen server; cleans up after itself */
    notifier_release(notifier);
}

gboolean
present_notifier_has_server(const Notifier *notifier)
{
    return g_atomic_int_get(&notifier->has_server);
}

void
present_notifier_show(Notifier *notifier, const NotifierBubble *bubble)
{
    post(notifier, notifier->context, show, bubble->tag, NULL, present_bubble_copy(bubble));
}

void
present_notifier_withdraw(Notifier *notifier, const char *tag)
{
    post(notifier, notifier->context, withdraw, tag, NULL, NULL);
}
