/* SPDX-License-Identifier: MIT
 * The reply filter: what passes, what is repaired, what ends the connection; and that nothing a
 * server sends can break what is behind it. */
#include "collect/imap-filter.h"
#include <string.h>
#include <libetpan/libetpan.h>

typedef struct {
    const char *name;
    guint want;
    const char *in, *out; /* OUT NULL = the stream is given up */
} Case;

#define FETCH                                                                                     \
    "* 1 FETCH (UID 5 INTERNALDATE \"17-Jul-2024 10:00:00 +0200\" BODY[HEADER.FIELDS (FROM TO)] " \
    "{5}\r\nA: b\n)\r\n"

static const Case cases[] = {
    {"status", 0, "3 OK [READ-ONLY] done\r\n", "3 OK [READ-ONLY] done\r\n"},
    {"alert without text", 0, "* OK [ALERT]\r\n3 NO [PARSE]\r\n", "* OK -\r\n3 NO -\r\n"},
    {"no text", 0, "* OK\r\n* BYE\r\n", "* OK -\r\n* BYE -\r\n"},
    {"permanentflags", 0, "* OK [PERMANENTFLAGS (() \\*)] x\r\n", "* OK x\r\n"},
    {"unclosed code", 0, "* OK [ALERT oh no\r\n", "* OK -\r\n"},
    {"uidvalidity", 0, "* OK [UIDVALIDITY 4294967295] x\r\n",
     "* OK [UIDVALIDITY 4294967295] x\r\n"},
    {"uidvalidity beyond 32 bits", 0, "* OK [UIDVALIDITY 4294967296] x\r\n", "* OK x\r\n"},
    {"uidnext no number", 0, "* OK [UIDNEXT 12x] x\r\n", "* OK x\r\n"},
    {"copyuid", 0, "3 OK [COPYUID 55 31 6] x\r\n", "3 OK x\r\n"},
    {"looks like a literal", 0, "* OK x {5}\r\n3 OK y\r\n", "* OK x {5} \r\n3 OK y\r\n"},
    {"unknown reply", 0,
     "* XFOO bar\r\n* STATUS x (SIZE 3)\r\n* FLAGS (a (b))\r\n* NAMESPACE ((\"\" "
     "{3}\r\na\r\n))\r\n3 OK x\r\n",
     "3 OK x\r\n"},
    {"unknown numbered reply with literal", 0, "* 3 XFOO {4}\r\na\r\nb tail\r\n3 OK x\r\n",
     "3 OK x\r\n"},
    {"counts", 0, "* 3 EXISTS\r\n* 1 RECENT\r\n* 2 EXPUNGE\r\n* 99999999999 EXISTS\r\n",
     "* 3 EXISTS\r\n* 1 RECENT\r\n* 2 EXPUNGE\r\n"},
    {"not asked for", 0, "* SEARCH 1 2\r\n* LIST () NIL a\r\n* CAPABILITY IDLE\r\n" FETCH, ""},
    {"asked for", IMAP_WANT_SEARCH | IMAP_WANT_LIST | IMAP_WANT_CAPABILITY,
     "* SEARCH 1 2\r\n* LIST () NIL {1}\r\na\r\n* CAPABILITY IDLE\r\n",
     "* SEARCH 1 2\r\n* LIST () NIL {1}\r\na\r\n* CAPABILITY IDLE\r\n"},
    {"fetch", IMAP_WANT_BODY, FETCH, FETCH},
    {"fetch with unknown attributes", IMAP_WANT_BODY,
     "* 1 FETCH (XAOL.SPAM.REASON {3}\r\n(a) FLAGS (a (b)) UID 5 X-NIL NIL X-LIST (\"a)\" "
     "{2}\r\n)) b) MODSEQ (3) BODY[HEADER] \"x\")\r\n",
     "* 1 FETCH (UID 5 BODY[HEADER] \"x\")\r\n"},
    {"fetch with nothing asked for", IMAP_WANT_BODY, "* 1 FETCH (FLAGS (\\Seen))\r\n3 OK x\r\n",
     "3 OK x\r\n"},
    {"fetch uid beyond 32 bits", IMAP_WANT_BODY, "* 1 FETCH (UID 4294967296 BODY[] {1}\r\nx)\r\n",
     "* 1 FETCH (BODY[] {1}\r\nx)\r\n"},
    {"fetch without value", IMAP_WANT_BODY, "* 1 FETCH (UID 5 INTERNALDATE)\r\n",
     "* 1 FETCH (UID 5 INTERNALDATE NIL)\r\n"},
    {"fetch structure", IMAP_WANT_STRUCTURE,
     "* 1 FETCH (UID 5 BODYSTRUCTURE (\"text\" {5}\r\nplain NIL))\r\n",
     "* 1 FETCH (UID 5 BODYSTRUCTURE (\"text\" {5}\r\nplain NIL))\r\n"},
    {"structure not asked for", IMAP_WANT_BODY,
     "* 1 FETCH (BODYSTRUCTURE (((((((\"a\"))))))) UID 5)\r\n", "* 1 FETCH (UID 5)\r\n"},
    {"literal8 and literal+", IMAP_WANT_BODY, "* 1 FETCH (UID 5 BODY[] ~{1+}\r\nx)\r\n",
     "* 1 FETCH (UID 5 BODY[] {1}\r\nx)\r\n"},
    {"no literal behind its look", IMAP_WANT_BODY, "* 2 FETCH (BODY[] {2147483653}9 UID 5)\r\n",
     "* 2 FETCH (BODY[] NIL UID 5)\r\n"},
    {"nor in a section", IMAP_WANT_BODY,
     "* 2 FETCH (BODY[HEADER.FIELDS ({2147483653}9)] \"x\" UID 5)\r\n", "* 2 FETCH (UID 5)\r\n"},
    {"empty literal", IMAP_WANT_BODY, "* 1 FETCH (BODY[] {0}\r\n UID 5)\r\n",
     "* 1 FETCH (BODY[] {0}\r\n UID 5)\r\n"},
    {"bare line feeds and blank lines", 0, "\r\n\n3 OK x\n", "3 OK x\r\n"},
    {"continuation", 0, "+\r\n+ idling\r\n+ \r\n", "+ \r\n+ idling\r\n+ \r\n"},
    {"junk", 0, "hello\r\n", NULL},
    {"junk after a quoted line end", IMAP_WANT_STRUCTURE,
     "* 1 FETCH (UID 5 BODYSTRUCTURE (\"a\r\nb\"))\r\n", NULL},
    {"huge literal", IMAP_WANT_BODY, "* 1 FETCH (UID 5 BODY[] {4294967290}\r\n", NULL},
    {"literal that wraps", IMAP_WANT_BODY, "* 1 FETCH (UID 5 BODY[] {4294967306}\r\n", NULL},
    {"literal of absurd size", 0, "* X {99999999999999999999999}\r\n", NULL},
    {"value without end", IMAP_WANT_STRUCTURE, "* 1 FETCH (UID 5 BODYSTRUCTURE (((\r\n", NULL},
};

/* What comes out when IN is fed in pieces of STEP bytes; NULL if it is given up. */
static char *
run(guint want, const char *in, gsize length, gsize step)
{
    g_autoptr(ImapFilter) filter = collect_imap_filter_new();
    g_autoptr(GString) out = g_string_new(NULL);
    const char *why = NULL;
    char buffer[100];
    collect_imap_filter_begin(filter, want, 0);
    for (gsize at = 0; at < length; at += step) {
        gsize n = MIN(step, length - at);
        g_autofree char *piece = g_memdup2(in + at, n);
        gboolean ok = collect_imap_filter_feed(filter, piece, n, &why);
        for (gsize got; (got = collect_imap_filter_take(filter, buffer, sizeof buffer)) > 0;)
            g_string_append_len(out, buffer, (gssize)got);
        if (!ok) {
            g_assert_nonnull(why);
            return NULL;
        }
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        for (gsize step = 1; step <= 1000; step = step * 3 + 1) {
            g_autofree char *out = run(cases[i].want, cases[i].in, strlen(cases[i].in), step);
            if (g_strcmp0(out, cases[i].out) != 0)
                g_test_message("%s, in pieces of %zu", cases[i].name, step);
            g_assert_cmpstr(out, ==, cases[i].out);
        }
}

static void
test_status(void)
{
    g_autoptr(ImapFilter) filter = collect_imap_filter_new();
    const char *why = NULL,
               *text = "* OK [ALERT] low disk\r\n* NO nothing\r\n7 NO [OVERQUOTA x] too much\r\n";
    g_assert_true(collect_imap_filter_feed(filter, text, strlen(text), &why));
    const ImapStatus *status = collect_imap_filter_status(filter);
    g_assert_cmpint(status->kind, ==, IMAP_STATUS_NO);
    g_assert_cmpstr(status->code, ==, "OVERQUOTA");
    g_assert_cmpstr(status->text, ==, "too much");
    g_assert_cmpstr(collect_imap_filter_alert(filter), ==, "low disk");
    collect_imap_filter_begin(filter, 0, 0);
    g_assert_cmpint(collect_imap_filter_status(filter)->kind, ==, IMAP_STATUS_NONE);
    g_assert_null(collect_imap_filter_alert(filter));
}

/* A server that never stops must not fill the memory. */
static void
test_limits(void)
{
    g_autoptr(ImapFilter) filter = collect_imap_filter_new();
    const char *why = NULL;
    g_autofree char *line = g_strnfill(IMAP_LINE_MAX + 1, 'x');
    g_assert_false(collect_imap_filter_feed(filter, line, IMAP_LINE_MAX + 1, &why));
    g_assert_cmpstr(why, ==, "a line is too long");

    g_autoptr(ImapFilter) chatty = collect_imap_filter_new();
    guint n = 0;
    char sink[1000];
    while (collect_imap_filter_feed(chatty, "* OK still here, going on and on\r\n", 34, &why)) {
        while (collect_imap_filter_take(chatty, sink, sizeof sink) > 0)
            ;
        g_assert_cmpuint(++n, <, IMAP_TEXT_MAX / 30);
    }
    g_assert_cmpstr(why, ==, "the reply is too long");

    g_autoptr(ImapFilter) deep = collect_imap_filter_new();
    g_autofree char *nested = g_strnfill(1000, '(');
    collect_imap_filter_begin(deep, IMAP_WANT_STRUCTURE, 0);
    g_assert_true(collect_imap_filter_feed(deep, "* 1 FETCH (BODYSTRUCTURE ", 25, &why));
    g_assert_true(collect_imap_filter_feed(deep, nested, 1000, &why));
    g_assert_false(collect_imap_filter_feed(deep, "\r\n", 2, &why));
    g_assert_cmpstr(why, ==, "a reply is nested too deeply");
}

/* Of a header too long to keep, the beginning passes, and what comes behind it is found. */
static void
test_cut(void)
{
    g_autoptr(GString) in = g_string_new("* 1 FETCH (BODY[] {20000000}\r\n");
    g_autofree char *letter = g_strnfill(20000000, 'x');
    g_autoptr(ImapFilter) filter = collect_imap_filter_new();
    const char *why = NULL;
    g_autofree char *out = g_malloc0(30000000);
    g_string_append(g_string_append(in, letter), " UID 5)\r\n7 OK x\r\n");
    collect_imap_filter_begin(filter, IMAP_WANT_BODY, 0);
    g_assert_true(collect_imap_filter_feed(filter, in->str, in->len, &why));
    gsize length = collect_imap_filter_take(filter, out, 30000000);
    static const char before[] = "* 1 FETCH (BODY[] {8388608}\r\nxxx", after[] = "xxx UID 5)\r\n7 OK x\r\n";
    g_assert_true(g_str_has_prefix(out, before) && g_str_has_suffix(out, after));
    g_assert_cmpuint(length, ==, IMAP_LITERAL_MAX + strlen(before) + strlen(after) - 6);
}

/* The reply to a command that was sent ahead waits for its turn, in whatever pieces it came. */
static void
test_hold(void)
{
    static const char one[] = FETCH "7 OK x\r\n", other[] = FETCH FETCH "8 NO y\r\n", both[] = FETCH "7 OK x\r\n" FETCH FETCH "8 NO [LIMIT] y\r\n";
    const char *why = NULL;
    char buffer[2000];
    for (gsize step = 1; step <= sizeof both; step++) {
        g_autoptr(ImapFilter) filter = collect_imap_filter_new();
        collect_imap_filter_begin(filter, IMAP_WANT_BODY, 0);
        collect_imap_filter_hold(filter);
        for (gsize at = 0; at < strlen(both); at += step)
            g_assert_true(collect_imap_filter_feed(filter, both + at, MIN(step, strlen(both) - at), &why));
        gsize length = collect_imap_filter_take(filter, buffer, sizeof buffer);
        g_assert_cmpmem(buffer, length, one, strlen(one));
        g_assert_cmpint(collect_imap_filter_status(filter)->kind, ==, IMAP_STATUS_OK);
        g_assert_false(collect_imap_filter_has_held(filter));
        g_assert_false(collect_imap_filter_is_empty(filter));
        collect_imap_filter_begin(filter, IMAP_WANT_BODY, 0);
        g_assert_true(collect_imap_filter_has_held(filter));
        g_assert_true(collect_imap_filter_feed(filter, "", 0, &why));
        length = collect_imap_filter_take(filter, buffer, sizeof buffer);
        g_assert_cmpmem(buffer, length, other, strlen(other));
        g_assert_cmpstr(collect_imap_filter_status(filter)->code, ==, "LIMIT");
        g_assert_true(collect_imap_filter_is_empty(filter));
    }
    g_autoptr(ImapFilter) flood = collect_imap_filter_new(); /* nobody reads it, so it must not pile up */
    collect_imap_filter_hold(flood);
    gboolean ok = collect_imap_filter_feed(flood, one, strlen(one), &why);
    for (guint n = 0; ok; n++) {
        ok = collect_imap_filter_feed(flood, other, strlen(other), &why);
        g_assert_cmpuint(n, <, 10000);
    }
    g_assert_cmpstr(why, ==, "the reply is too long");
}

static const char *const seeds[] = {
    FETCH FETCH "1 OK done\r\n",
    "* OK [UIDVALIDITY 7] a\r\n* OK [PERMANENTFLAGS (\\* (x))] b\r\n* OK [UIDNEXT 9] c\r\n* 5 "
    "EXISTS\r\n1 OK [READ-ONLY] d\r\n",
    "* 1 FETCH (FLAGS (\\Seen) UID 7 X \"a\\\"b\" BODY[HEADER.FIELDS (\"From\")] NIL INTERNALDATE "
    "\" 1-Jan-2020 00:00:00 +0000\")\r\n1 OK x\r\n",
    "* LIST (\\HasNoChildren \\Sent) \"/\" \"Sk&AOQ-ppost\"\r\n* LIST () NIL {6}\r\nfoo\"ba\r\n* "
    "SEARCH 1 2 3\r\n* CAPABILITY IMAP4rev1 IDLE\r\n1 OK x\r\n",
    "* 1 FETCH (UID 5 BODYSTRUCTURE ((\"text\" \"plain\" NIL NIL NIL \"7bit\" 5 1)(\"text\" "
    "\"calendar\" (\"method\" \"REQUEST\") NIL NIL {6}\r\nbase64 7 9) \"mixed\"))\r\n"
    "+ idling\r\n* BYE [UNAVAILABLE] x\r\n1 BAD y\r\n",
};

/* Bytes that matter to the grammar, more often than others. */
static char
any_byte(GRand *random)
{
    static const char grammar[] = "*+()[]{}\"\\ \r\n0123456789NILUIDFETCH\0\377";
    return g_rand_boolean(random) ? grammar[g_rand_int_range(random, 0, sizeof grammar - 1)]
                                  : (char)g_rand_int_range(random, 0, 256);
}

static GString *
mutate(GRand *random)
{
    GString *text = g_string_new(seeds[g_rand_int_range(random, 0, G_N_ELEMENTS(seeds))]);
    if (g_rand_int_range(random, 0, 3) == 0)
        g_string_append(text, seeds[g_rand_int_range(random, 0, G_N_ELEMENTS(seeds))]);
    for (int i = g_rand_int_range(random, 0, 8); i > 0; i--) {
        gsize at = (gsize)g_rand_int_range(random, 0, (gint32)text->len);
        gsize some = (gsize)g_rand_int_range(random, 1, 12), n = MIN(some, text->len - at);
        switch (g_rand_int_range(random, 0, 4)) {
        case 0:
            text->str[at] = any_byte(random);
            break;
        case 1:
            g_string_erase(text, (gssize)at, (gssize)n);
            break;
        case 2:
            g_string_insert_c(text, (gssize)at, any_byte(random));
            break;
        default: {
            g_autofree char *copy = g_strndup(text->str + at, n);
            g_string_insert_len(text, g_rand_int_range(random, 0, (gint32)text->len + 1), copy,
                                (gssize)strlen(copy));
            break;
        }
        }
        if (text->len == 0)
            g_string_append_c(text, '*');
    }
    return text;
}

/* Whatever comes in: the result does not depend on how it was cut, and only known replies come out.
 */
static void
test_mutations(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(20261);
    for (int i = 0; i < 20000; i++) {
        g_autoptr(GString) text = mutate(random);
        guint want = (guint)g_rand_int_range(random, 0, 32);
        g_autofree char *whole = run(want, text->str, text->len, text->len);
        g_autofree char *cut =
            run(want, text->str, text->len, (gsize)g_rand_int_range(random, 1, 9));
        g_assert_cmpstr(whole, ==, cut);
    }
}

typedef struct { /* a connection that says what it was given and then ends */
    ImapFilter *filter;
    const char *text;
    gsize left;
    guint handled;
} Canned;

static ssize_t
canned_read(mailstream_low *low, void *buffer, size_t size)
{
    Canned *canned = low->data;
    const char *why = NULL;
    while (collect_imap_filter_pending(canned->filter) == 0) {
        gsize n = MIN(canned->left, 7);
        if (n == 0 || !collect_imap_filter_feed(canned->filter, canned->text, n, &why))
            return -1;
        canned->text += n;
        canned->left -= n;
    }
    return (ssize_t)collect_imap_filter_take(canned->filter, buffer, size);
}

static ssize_t
canned_write(mailstream_low *low G_GNUC_UNUSED, const void *bytes G_GNUC_UNUSED, size_t size)
{
    return (ssize_t)size;
}

static int
canned_close(mailstream_low *low G_GNUC_UNUSED)
{
    return 0;
}

static void
canned_free(mailstream_low *low)
{
    free(low);
}

static void
count_message(struct mailimap_msg_att *message, void *data)
{
    guint *handled = data;
    if (message->att_list)
        (*handled)++;
}

static void
no_progress(size_t current G_GNUC_UNUSED, size_t maximum G_GNUC_UNUSED, void *data G_GNUC_UNUSED)
{
}

/* Present under AddressSanitizer only: the library loses a little of each reply that it refuses. */
extern void __lsan_disable(void) __attribute__((weak));
extern void __lsan_enable(void) __attribute__((weak));

/* The library behind the filter, fed with mutations: it may refuse them, it may not crash. */
static void
parse_one(const char *text, gsize length, guint *handled)
{
    static mailstream_low_driver driver = {.mailstream_read = canned_read,
                                           .mailstream_write = canned_write,
                                           .mailstream_close = canned_close,
                                           .mailstream_free = canned_free};
    g_autoptr(ImapFilter) filter = collect_imap_filter_new();
    Canned canned = {filter, text, length, 0};
    mailimap *imap = mailimap_new(0, NULL);
    struct mailimap_response *response = NULL;
    collect_imap_filter_begin(filter, IMAP_WANT_BODY, 0);
    imap->imap_stream = mailstream_new(mailstream_low_new(&canned, &driver), 4096);
    imap->imap_state = MAILIMAP_STATE_AUTHENTICATED;
    imap->imap_selection_info = mailimap_selection_info_new();
    mailimap_send_current_tag(imap);
    mailimap_set_msg_att_handler(imap, count_message, handled);
    mailimap_set_progress_callback(imap, no_progress, no_progress, NULL);
    if (mailimap_read_line(imap) && mailimap_parse_response(imap, &response) == MAILIMAP_NO_ERROR)
        mailimap_response_free(response);
    mailstream_close(imap->imap_stream);
    imap->imap_stream = NULL;
    mailimap_free(imap);
}

static void
test_library(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(20262);
    guint handled = 0;
    if (__lsan_disable)
        __lsan_disable();
    for (int i = 0; i < 5000; i++) {
        g_autoptr(GString) text = mutate(random);
        parse_one(text->str, text->len, &handled);
    }
    if (__lsan_enable)
        __lsan_enable();
    g_assert_cmpuint(handled, >, 1000);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collect/imap-filter/cases", test_cases);
    g_test_add_func("/collect/imap-filter/status", test_status);
    g_test_add_func("/collect/imap-filter/limits", test_limits);
    g_test_add_func("/collect/imap-filter/cut", test_cut);
    g_test_add_func("/collect/imap-filter/hold", test_hold);
    g_test_add_func("/collect/imap-filter/mutations", test_mutations);
    g_test_add_func("/collect/imap-filter/library", test_library);
    return g_test_run();
}
