/* SPDX-License-Identifier: MIT
 * IMAP as a mail source: one pass, a watch, the UIDs for verifying, and a try of the login. */
#include "collect/imap.h"
#include <unistd.h>
#include "base/error.h"
#include "collect/imap-idle.h"
#include "collect/imap-list.h"
#include "collect/imap-pass.h"
#include "collect/imap-search.h"
#include "collect/imap-window.h"

/* The folders live as long as batches that name them may be under way. */
static void
settle(ImapWork *work)
{
    work->sink->flush(work->sink->data, NULL);
    collect_imap_work_close(work);
}

static ImapWork
work_for(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable)
{
    return (ImapWork){
        .config = config, .sink = sink, .cancellable = cancellable, .window = IMAP_WINDOW_MIN};
}

/* The folders are asked for each time, for they come and go. They are read as far as they are there; that one which is wanted is not is
 * said at the end. *FOLDERS are those of the last time, replaced by those of now once no batch names them any more. */
static gboolean
pass_everything(ImapWork *work, GPtrArray **folders, GError **error)
{
    GPtrArray *now = collect_imap_list(work->session, work->config, work->sink, error);
    if (!now || !work->sink->flush(work->sink->data, error)) {
        g_clear_pointer(&now, g_ptr_array_unref);
        return FALSE;
    }
    work->reconnects = 0;
    work->folder = NULL;
    g_clear_pointer(folders, g_ptr_array_unref);
    *folders = now;
    return collect_imap_pass_all(work, now, error) && collect_imap_list_is_complete(now, work->config, error);
}

gboolean
collect_imap_sync(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable,
                  GError **error)
{
    ImapWork work = work_for(config, sink, cancellable);
    if (!collect_imap_work_open(&work, error))
        return FALSE;
    g_autoptr(GPtrArray) folders = NULL;
    gboolean ok = pass_everything(&work, &folders, error);
    settle(&work);
    return ok;
}

typedef struct {
    ImapWork work;
    GPtrArray *folders; /* of SourceFolder*; INBOX first */
    void (*after_sync)(gpointer data);
    gpointer data;
    int poll_timer, renew_timer;
    gboolean cannot_idle;
} Watch;

static gboolean
pass_and_tell(Watch *watch, GError **error)
{
    if (!pass_everything(&watch->work, &watch->folders, error))
        return FALSE;
    watch->after_sync(watch->data);
    return TRUE;
}

/* Opens INBOX for idling and takes what came since it was open last: until IDLE runs the server
 * tells nothing. */
static gboolean
catch_up(Watch *watch, GError **error)
{
    ImapWork *work = &watch->work;
    const SourceFolder *inbox = watch->folders->pdata[0];
    gboolean current = FALSE;
    if (!collect_imap_work_examine(work, inbox, error) ||
        !collect_imap_pass_is_current(work, &current, error))
        return FALSE;
    if (current)
        return TRUE;
    work->reconnects = 0;
    if (!collect_imap_pass_news(work, inbox, error) || !work->sink->flush(work->sink->data, error))
        return FALSE;
    watch->after_sync(watch->data);
    return TRUE;
}

static ImapIdle
rest(Watch *watch, GError **error)
{
    ImapSession *session = watch->work.session;
    ImapIdle idle = IMAP_IDLE_REFUSED;
    if (!watch->cannot_idle && collect_imap_session_has(session, "IDLE"))
        idle = collect_imap_idle(session, watch->renew_timer, error);
    if (idle != IMAP_IDLE_REFUSED)
        return idle;
    watch->cannot_idle = TRUE;
    return collect_imap_idle_without(session, watch->poll_timer, error);
}

/* Until the connection fails or the watch is cancelled. */
static gboolean
watch_on(Watch *watch, GError **error)
{
    gboolean ok = pass_and_tell(watch, error);
    while (ok) {
        if (!catch_up(watch, error) || rest(watch, error) == IMAP_IDLE_FAILED)
            return FALSE;
        collect_imap_idle_timer_reset(watch->renew_timer);
        if (collect_imap_idle_timer_reset(watch->poll_timer))
            ok = pass_and_tell(watch, error);
    }
    return ok;
}

static void
close_timer(int timer)
{
    if (timer >= 0)
        close(timer);
}

gboolean
collect_imap_watch(const SourceConfig *config, const SourceSink *sink,
                   void (*after_sync)(gpointer data), gpointer data, GCancellable *cancellable,
                   GError **error)
{
    Watch watch = {
        .work = work_for(config, sink, cancellable), .after_sync = after_sync, .data = data};
    int renew = config->idle_minutes > 0 ? MIN(config->idle_minutes, config->poll_minutes)
                                         : config->poll_minutes;
    watch.poll_timer = collect_imap_idle_timer(config->poll_minutes, error);
    watch.renew_timer = watch.poll_timer >= 0 ? collect_imap_idle_timer(renew, error) : -1;
    if (watch.renew_timer >= 0 && collect_imap_work_open(&watch.work, error)) {
        watch_on(&watch, error);
        settle(&watch.work);
    }
    g_clear_pointer(&watch.folders, g_ptr_array_unref);
    close_timer(watch.renew_timer);
    close_timer(watch.poll_timer);
    return FALSE;
}

static CollectFolderUids *
list_uids(ImapWork *work, const SourceFolder *folder, GError **error)
{
    GArray *uids = NULL;
    if (!collect_imap_work_examine(work, folder, error) ||
        collect_imap_search(work->session, 1, G_MAXUINT32, work->mailbox.exists, G_MININT64, &uids,
                            error) != IMAP_DONE)
        return NULL;
    CollectFolderUids *found = g_new0(CollectFolderUids, 1);
    found->folder = collect_imap_folder_copy(folder);
    found->uidvalidity = work->mailbox.uidvalidity;
    found->uids = uids;
    return found;
}

static GPtrArray *
list_all_uids(ImapWork *work, GError **error)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(collect_folder_uids_free);
    g_autoptr(GPtrArray) folders = collect_imap_list(work->session, work->config, NULL, error);
    if (!folders || !collect_imap_list_is_complete(folders, work->config, error))
        return NULL;
    for (guint i = 0; i < folders->len; i++) {
        CollectFolderUids *found = list_uids(work, folders->pdata[i], error);
        if (!found)
            return NULL;
        g_ptr_array_add(all, found);
    }
    return g_steal_pointer(&all);
}

GPtrArray *
collect_imap_uids(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable,
                  GError **error)
{
    ImapWork work = work_for(config, sink, cancellable);
    if (!collect_imap_work_open(&work, error))
        return NULL;
    GPtrArray *all = list_all_uids(&work, error);
    collect_imap_work_close(&work);
    return all;
}

gboolean
collect_imap_probe(const SourceConfig *config, GPtrArray **ret_folders, GCancellable *cancellable,
                   GError **error)
{
    g_autoptr(ImapSession) session = collect_imap_session_new(config, cancellable, error);
    g_autoptr(GPtrArray) folders = session ? collect_imap_list(session, config, NULL, error) : NULL;
    if (!folders || !collect_imap_list_is_complete(folders, config, error))
        return FALSE;
    *ret_folders = g_steal_pointer(&folders);
    return TRUE;
}
