/* SPDX-License-Identifier: MIT
 * What a bubble is made of. */
#include "present/bubble.h"
#include "present/notify-library.h"
#include <glib/gi18n.h>
#include <string.h>
#include "present/cell.h"

#define SUMMARY_MAX 80 /* characters */
#define BODY_MAX 250
#define WRONG "wrong"
#define DESKTOP_ENTRY "org.cadens.Cadens" /* also the name of the icon */

typedef struct {
    const char *action, *label;
} Button;

/* GNOME shows three and drops the rest, so what is wanted most stands first; "open" is for servers on which the click on the bubble itself
 * ("default") does nothing. */
static const Button buttons[] = {
    {"done", N_("Done")},
    {"morning", N_("Next morning")},
    {WRONG, N_("Wrong account")},
    {"snooze", N_("Snooze 3 d")},
    {"open", N_("Open")},
};

NotifierBubble *
present_bubble_copy(const NotifierBubble *bubble)
{
    NotifierBubble *copy = g_new(NotifierBubble, 1);
    *copy = (NotifierBubble){
        .tag = g_strdup(bubble->tag),
        .summary = present_plain(bubble->summary, SUMMARY_MAX, FALSE),
        .body = present_plain(bubble->body, BODY_MAX, TRUE),
        .category = g_strdup(bubble->category),
        .with_actions = bubble->with_actions,
        .with_report = bubble->with_report,
        .may_be_wrong = bubble->may_be_wrong,
        .stays = bubble->stays,
    };
    return copy;
}

void
present_bubble_free(NotifierBubble *bubble)
{
    if (!bubble)
        return;
    g_free((char *)bubble->tag);
    g_free((char *)bubble->summary);
    g_free((char *)bubble->body);
    g_free((char *)bubble->category);
    g_free(bubble);
}

BubbleServer
present_bubble_server(void)
{
    BubbleServer server = {FALSE, FALSE};
    GList *capabilities = present_libnotify.notify_get_server_caps();
    for (GList *l = capabilities; l; l = l->next) {
        server.markup |= g_str_equal(l->data, "body-markup");
        server.actions |= g_str_equal(l->data, "actions");
    }
    g_list_free_full(capabilities, g_free);
    return server;
}

static void
set_hints(NotifyNotification *note, const NotifierBubble *bubble)
{
    g_autofree char *stack = g_strconcat("cadens-", bubble->tag, NULL);
    present_libnotify.notify_notification_clear_hints(note);
    present_libnotify.notify_notification_set_hint(note, "desktop-entry", g_variant_new_string(DESKTOP_ENTRY));
    /* Two names of one idea: the server replaces what carries the same tag, even after this program
     * was restarted. */
    present_libnotify.notify_notification_set_hint(note, "x-dunst-stack-tag", g_variant_new_string(stack));
    present_libnotify.notify_notification_set_hint(note, "x-canonical-private-synchronous", g_variant_new_string(stack));
    if (bubble->category)
        present_libnotify.notify_notification_set_category(note, bubble->category);
    /* Plasma keeps no history of low ones, and critical ones break through "do not disturb". */
    present_libnotify.notify_notification_set_urgency(note, NOTIFY_URGENCY_NORMAL);
    present_libnotify.notify_notification_set_timeout(note, NOTIFY_EXPIRES_DEFAULT);
}

static void
set_actions(NotifyNotification *note, const NotifierBubble *bubble, NotifyActionCallback callback,
            gpointer data)
{
    present_libnotify.notify_notification_clear_actions(note);
    present_libnotify.notify_notification_add_action(note, "default", _("Open"), callback, data, NULL);
    if (bubble->with_report)
        present_libnotify.notify_notification_add_action(note, "report", _("Read the report"), callback, data, NULL);
    for (gsize i = 0; bubble->with_actions && i < G_N_ELEMENTS(buttons); i++)
        if (bubble->may_be_wrong || !g_str_equal(buttons[i].action, WRONG))
            present_libnotify.notify_notification_add_action(note, buttons[i].action, _(buttons[i].label), callback, data, NULL);
}

NotifyNotification *
present_bubble_fill(NotifyNotification *note, const NotifierBubble *bubble,
                    const BubbleServer *server, NotifyActionCallback callback, gpointer data)
{
    /* libnotify refuses an empty summary. */
    const char *summary = *bubble->summary ? bubble->summary : "Cadens";
    g_autofree char *body =
        server->markup ? g_markup_escape_text(bubble->body, -1) : g_strdup(bubble->body);
    if (note)
        present_libnotify.notify_notification_update(note, summary, body, DESKTOP_ENTRY);
    else
        note = present_libnotify.notify_notification_new(summary, body, DESKTOP_ENTRY);
    set_hints(note, bubble);
    present_libnotify.notify_notification_clear_actions(note);
    if (server->actions && !bubble->stays)
        set_actions(note, bubble, callback, data);
    return note;
}
