/* SPDX-License-Identifier: MIT
 * Fuzz target: a server says anything at all. The first byte chooses what was asked for, the second the size of the pieces that arrive.
 * However it is cut, the same comes out, also where the next command was sent ahead; and what comes out neither breaks libetpan nor our own
 * readers. */
#include <libetpan/libetpan.h>
#include <string.h>
#include "collect/imap-filter.h"
#include "collect/imap-list.h"
#include "collect/imap-structure.h"
#include "target.h"

typedef struct {
    guint want;
    gsize step;
    const char *bytes;
    gsize length;
    gboolean is_ahead;
} Input;

/* What comes out; NULL if the stream is given up. */
static GString *
pass(const Input *input, gsize step)
{
    g_autoptr(ImapFilter) filter = collect_imap_filter_new();
    GString *out = g_string_new(NULL);
    const char *why = NULL;
    char buffer[256];
    collect_imap_filter_begin(filter, input->want, 0);
    if (input->is_ahead)
        collect_imap_filter_hold(filter);
    for (gsize done = 0; done < input->length; done += step) {
        gboolean ok = collect_imap_filter_feed(filter, input->bytes + done, MIN(step, input->length - done), &why);
        for (gsize n; (n = collect_imap_filter_take(filter, buffer, sizeof buffer)) > 0;)
            g_string_append_len(out, buffer, (gssize)n);
        if (ok && input->is_ahead && done + step >= input->length) { /* once, for all that was held back */
            collect_imap_filter_begin(filter, input->want, 0);
            ok = collect_imap_filter_feed(filter, "", 0, &why);
            for (gsize n; (n = collect_imap_filter_take(filter, buffer, sizeof buffer)) > 0;)
                g_string_append_len(out, buffer, (gssize)n);
        }
        if (!ok) {
            g_assert_nonnull(why);
            g_string_free(out, TRUE);
            return NULL;
        }
    }
    return out;
}

typedef struct { /* a connection that says what it was given and then ends */
    const char *bytes;
    gsize left;
} Canned;

static ssize_t
canned_read(mailstream_low *low, void *buffer, size_t size)
{
    Canned *canned = low->data;
    gsize n = MIN(size, canned->left);
    if (n == 0)
        return -1;
    memcpy(buffer, canned->bytes, n);
    canned->bytes += n;
    canned->left -= n;
    return (ssize_t)n;
}

static ssize_t
canned_write(mailstream_low *low, const void *bytes, size_t size)
{
    (void)low, (void)bytes;
    return (ssize_t)size;
}

static int
canned_close(mailstream_low *low)
{
    (void)low;
    return 0;
}

static void
canned_free(mailstream_low *low)
{
    free(low);
}

static void
see_message(struct mailimap_msg_att *message, void *data)
{
    (void)message, (void)data;
}

static void
see_progress(size_t current, size_t maximum, void *data)
{
    (void)current, (void)maximum, (void)data;
}

/* The library loses a little of each reply that it refuses; that is not ours. */
extern void __lsan_disable(void) __attribute__((weak));
extern void __lsan_enable(void) __attribute__((weak));

static void
read_by_library(const GString *text)
{
    static mailstream_low_driver driver = {.mailstream_read = canned_read,
                                           .mailstream_write = canned_write,
                                           .mailstream_close = canned_close,
                                           .mailstream_free = canned_free};
    Canned canned = {text->str, text->len};
    struct mailimap_response *response = NULL;
    if (__lsan_disable)
        __lsan_disable();
    mailimap *imap = mailimap_new(0, NULL);
    imap->imap_stream = mailstream_new(mailstream_low_new(&canned, &driver), 4096);
    imap->imap_state = MAILIMAP_STATE_AUTHENTICATED;
    imap->imap_selection_info = mailimap_selection_info_new();
    mailimap_send_current_tag(imap);
    mailimap_set_msg_att_handler(imap, see_message, NULL);
    mailimap_set_progress_callback(imap, see_progress, see_progress, NULL);
    if (mailimap_read_line(imap) && mailimap_parse_response(imap, &response) == MAILIMAP_NO_ERROR)
        mailimap_response_free(response);
    mailstream_close(imap->imap_stream);
    imap->imap_stream = NULL;
    mailimap_free(imap);
    if (__lsan_enable)
        __lsan_enable();
}

static void
read_by_us(const GString *text)
{
    const char *list = memchr(text->str, '(', text->len);
    g_autoptr(ImapNode) node = list ? collect_imap_node_parse(list, (gsize)(text->str + text->len - list)) : NULL;
    g_autoptr(GPtrArray) parts = node ? collect_imap_structure_read(collect_imap_node_child(node, 3)) : NULL;
    g_assert_true(!parts || parts->len <= IMAP_PARTS_MAX);
    ImapListed *listed = collect_imap_list_parse(text->str, text->len);
    if (listed)
        target_check_text(listed->name);
    collect_imap_listed_free(listed);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    if (size < 2)
        return 0;
    const Input input = {data[0] & 31, 1 + data[1] % 16, (const char *)data + 2, size - 2, (data[0] & 32) != 0};
    GString *whole = pass(&input, MAX(input.length, 1)), *cut = pass(&input, input.step);
    g_assert_cmpstr(whole ? "passes" : "given up", ==, cut ? "passes" : "given up");
    if (whole) {
        g_assert_cmpmem(whole->str, whole->len, cut->str, cut->len);
        if ((input.want & ~(guint)IMAP_WANT_BODY) == 0)
            read_by_library(whole); /* the rest is ours alone */
        read_by_us(whole);
        g_string_free(whole, TRUE);
        g_string_free(cut, TRUE);
    }
    return 0;
}
