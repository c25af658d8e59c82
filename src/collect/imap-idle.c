/* SPDX-License-Identifier: MIT
 * Own IDLE: data before the "+", data in the same packet as the "+", BYE, silence and refusal are
 * all everyday (notes on mail 3.3). */
#include "collect/imap-idle.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/timerfd.h>
#include <unistd.h>
#include "base/error.h"

enum { ANSWER_SECONDS = 20, LINE_SECONDS = 20 };

/* TRUE if LINE tells of a change: EXISTS, RECENT and EXPUNGE are all that the filter lets through
 * besides conditions. */
static gboolean
is_change(const GString *line)
{
    return line->str[0] == '*' && g_ascii_isdigit(line->str[MIN(line->len, 2)]);
}

static gboolean
is_goodbye(const GString *line)
{
    return g_ascii_strncasecmp(line->str, "* BYE", 5) == 0;
}

typedef struct {
    ImapSession *session;
    GString *line;
    gboolean is_woken;
} Wait;

typedef enum { HEARD_GO, HEARD_END, HEARD_FAILURE } Heard;

/* One reply; END is the tagged one. */
static Heard
hear(Wait *wait, gboolean *ret_continued, GError **error)
{
    if (collect_imap_session_read(wait->session, wait->line, error) != IMAP_DONE)
        return HEARD_FAILURE;
    if (is_goodbye(wait->line)) {
        collect_imap_session_conclude(wait->session, "IDLE", error);
        return HEARD_FAILURE;
    }
    wait->is_woken |= is_change(wait->line);
    *ret_continued |= wait->line->str[0] == '+';
    return collect_imap_session_is_end(wait->session, wait->line) ? HEARD_END : HEARD_GO;
}

/* Leaves IDLE and reads up to the tagged reply; what changed meanwhile is not lost. */
static gboolean
leave(Wait *wait, GError **error)
{
    gboolean continued = FALSE;
    collect_imap_stream_deadline(collect_imap_session_stream(wait->session), ANSWER_SECONDS);
    if (collect_imap_session_say(wait->session, "DONE", error) != IMAP_DONE)
        return FALSE;
    for (;;) {
        Heard heard = hear(wait, &continued, error);
        if (heard != HEARD_GO)
            return heard == HEARD_END;
    }
}

/* Every layer that may already hold bytes is asked before the descriptor is. */
static ImapIdle
listen_until(Wait *wait, int wake_fd, GError **error)
{
    ImapStream *stream = collect_imap_session_stream(wait->session);
    gboolean continued = FALSE;
    while (!wait->is_woken) {
        gboolean input = TRUE;
        if (!collect_imap_session_has_input(wait->session) &&
            !collect_imap_stream_wait(stream, wake_fd, &input, error))
            return IMAP_IDLE_FAILED;
        if (!input)
            break;
        collect_imap_stream_deadline(stream, LINE_SECONDS);
        Heard heard = hear(wait, &continued, error);
        if (heard == HEARD_FAILURE)
            return IMAP_IDLE_FAILED;
        if (heard == HEARD_END) /* the server has had enough of it; some do after a while */
            return wait->is_woken ? IMAP_IDLE_WOKEN : IMAP_IDLE_TIMER;
    }
    if (!leave(wait, error))
        return IMAP_IDLE_FAILED;
    return wait->is_woken ? IMAP_IDLE_WOKEN : IMAP_IDLE_TIMER;
}

ImapIdle
collect_imap_idle(ImapSession *session, int wake_fd, GError **error)
{
    g_autoptr(GString) line = g_string_new(NULL);
    Wait wait = {session, line, FALSE};
    gboolean continued = FALSE;
    if (collect_imap_session_begin(
            session, &(ImapCommand){.text = "IDLE", .seconds = ANSWER_SECONDS}, error) != IMAP_DONE)
        return IMAP_IDLE_FAILED;
    while (!continued) {
        Heard heard = hear(&wait, &continued, error);
        if (heard == HEARD_FAILURE)
            return IMAP_IDLE_FAILED;
        if (heard == HEARD_END)
            return IMAP_IDLE_REFUSED;
    }
    return listen_until(&wait, wake_fd, error);
}

ImapIdle
collect_imap_idle_without(ImapSession *session, int wake_fd, GError **error)
{
    g_autoptr(GString) line = g_string_new(NULL);
    Wait wait = {session, line, FALSE};
    ImapStream *stream = collect_imap_session_stream(session);
    for (;;) {
        gboolean input = TRUE, continued = FALSE;
        if (!collect_imap_session_has_input(session) &&
            !collect_imap_stream_wait(stream, wake_fd, &input, error))
            return IMAP_IDLE_FAILED;
        if (!input)
            return IMAP_IDLE_TIMER;
        collect_imap_stream_deadline(stream, LINE_SECONDS);
        if (hear(&wait, &continued, error) == HEARD_FAILURE)
            return IMAP_IDLE_FAILED;
    }
}

int
collect_imap_idle_timer(int minutes, GError **error)
{
    int timer = timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
    time_t seconds = (time_t)MAX(minutes, 1) * 60;
    struct itimerspec every = {{seconds, 0}, {seconds, 0}};
    if (timer >= 0 && timerfd_settime(timer, 0, &every, NULL) == 0)
        return timer;
    fail(error, FAIL_TRY_LATER, N_("no timer: %s"), g_strerror(errno));
    if (timer >= 0)
        close(timer);
    return -1;
}

gboolean
collect_imap_idle_timer_reset(int timer)
{
    guint64 times = 0;
    return read(timer, &times, sizeof times) == (gssize)sizeof times;
}
