/* SPDX-License-Identifier: MIT
 * The small parsers of IMAP: LIST, BODYSTRUCTURE, sequence sets and refusals, with hostile input.
 */
#include <string.h>
#include "base/error.h"
#include "collect/imap-list.h"
#include "collect/imap-reply.h"
#include "collect/imap-set.h"
#include "collect/imap-structure.h"

typedef struct {
    const char *line, *raw, *name; /* RAW NULL = refused */
    char delimiter;
    gboolean can_open, is_sent;
} Listed;

static const Listed lists[] = {
    {"* LIST (\\HasNoChildren) \"/\" INBOX\r\n", "INBOX", "INBOX", '/', TRUE, FALSE},
    {"* LIST () NIL \"Skr&AOQ-ppost\"\r\n", "Skr&AOQ-ppost", "Skräppost", 0, TRUE, FALSE},
    {"* LIST (\\sent) \"\" \"[Gmail]/Skickat\"\r\n", "[Gmail]/Skickat", "[Gmail]/Skickat", 0, TRUE,
     TRUE},
    {"* LIST (\\ \\Sent) \".\" {4}\r\na\"b(\r\n", "a\"b(", "a\"b(", '.', TRUE, TRUE},
    {"* LIST (\\Noselect) \"\\\\\" \"a\\\\b\"\r\n", "a\\b", "a\\b", '\\', FALSE, FALSE},
    {"* LIST () \"/\" unquoted name 100%\r\n", "unquoted name 100%", "unquoted name 100%", '/',
     TRUE, FALSE},
    {"* list () \"/\" \"Skickade \303\245\" (\"OLDNAME\" (\"x\"))\r\n", "Skickade \303\245",
     "Skickade å", '/', TRUE, FALSE},
    {"* LIST () \"/\" {12}\r\nx\r\n1 DELETE y\r\n", NULL, NULL, 0, FALSE,
     FALSE}, /* a command in a name */
    {"* LIST () \"/\" \"\"\r\n", NULL, NULL, 0, FALSE, FALSE},
    {"* LIST () \"/\" \"unclosed\r\n", NULL, NULL, 0, FALSE, FALSE},
    {"* LIST () \"/\" {99}\r\nshort\r\n", NULL, NULL, 0, FALSE, FALSE},
    {"* LIST (\\Sent\r\n", NULL, NULL, 0, FALSE, FALSE},
    {"* LIST ", NULL, NULL, 0, FALSE, FALSE},
    {"* LSUB () NIL x\r\n", NULL, NULL, 0, FALSE, FALSE},
};

static void
test_list(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        ImapListed *listed = collect_imap_list_parse(lists[i].line, strlen(lists[i].line));
        g_assert_cmpstr(listed ? listed->raw_name : NULL, ==, lists[i].raw);
        if (listed) {
            g_assert_cmpstr(listed->name, ==, lists[i].name);
            g_assert_cmpint(listed->delimiter, ==, lists[i].delimiter);
            g_assert_cmpint(listed->can_open, ==, lists[i].can_open);
            g_assert_cmpint(listed->is_sent, ==, lists[i].is_sent);
        }
        collect_imap_listed_free(listed);
    }
}

/* Every beginning of every line, without a byte behind it that could be read by mistake. */
static void
test_list_truncated(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++)
        for (gsize n = 0; n < strlen(lists[i].line); n++) {
            g_autofree char *piece = g_strndup(lists[i].line, n);
            collect_imap_listed_free(collect_imap_list_parse(piece, n));
        }
}

#define TEXT "(\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"7bit\" 5 1)"
#define CALENDAR \
    "(\"TEXT\" \"CALENDAR\" (\"method\" \"reply\") NIL NIL \"BASE64\" 500 7 NIL (\"inline\" NIL))"
#define STATUS "(\"message\" \"delivery-status\" NIL NIL NIL \"7bit\" 100)"

static const struct {
    const char *structure;
    const char *parts; /* "section type encoding method report;..." */
} structures[] = {
    {TEXT, ""},
    {CALENDAR, "1 text/calendar BASE64 REPLY 0;"},
    {"(" TEXT CALENDAR " \"alternative\" (\"boundary\" \"x\") NIL NIL)",
     "2 text/calendar BASE64 REPLY 0;"},
    {"((" TEXT CALENDAR " \"alternative\")" CALENDAR " \"mixed\")",
     "1.2 text/calendar BASE64 REPLY 0;2 text/calendar BASE64 REPLY 0;"},
    {"(" TEXT STATUS "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 9 (NIL) " CALENDAR
     " 3) \"report\")",
     "2 message/delivery-status 7bit - 1;3.HEADER message/rfc822 - - 1;"},
    {"(" TEXT "(\"text\" \"rfc822-headers\" NIL NIL NIL {4}\r\n8bit 5 1) \"REPORT\")",
     "2 text/rfc822-headers 8bit - 1;"},
    {"(" TEXT "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 9 (NIL) " CALENDAR " 3) \"mixed\")",
     ""}, /* somebody else's mail */
    {"(() \"mixed\")", ""},
    {"(NIL NIL NIL NIL)", ""},
    {"((\"text\" \"calendar\") \"mixed\")", "1 text/calendar - - 0;"},
    {"((\"RELATED\" NIL (\"ATTACHMENT\" NIL) NIL) \"mixed\")", ""},
    {"NIL", ""},
    {"", ""},
    {"(((", ""},
    {"(\"unclosed", ""},
    {"({99}\r\nx)", ""},
};

static char *
describe(const char *bytes, gsize length)
{
    g_autoptr(ImapNode) node = collect_imap_node_parse(bytes, length);
    g_autoptr(GPtrArray) parts = collect_imap_structure_read(node);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < parts->len; i++) {
        const ImapPart *part = parts->pdata[i];
        g_string_append_printf(text, "%s %s %s %s %d;", part->section, part->type,
                               part->encoding && *part->encoding ? part->encoding : "-",
                               part->method ? part->method : "-", part->in_report);
    }
    return g_string_free(text, FALSE);
}

static void
test_structure(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(structures); i++) {
        gsize length = strlen(structures[i].structure);
        g_autofree char *copy = g_memdup2(structures[i].structure, MAX(length, 1));
        g_autofree char *found = describe(copy, length);
        g_assert_cmpstr(found, ==, structures[i].parts);
        for (gsize n = 0; n < length; n++) {
            g_autofree char *piece = g_memdup2(structures[i].structure, MAX(n, 1));
            g_autofree char *ignored = describe(piece, n);
        }
    }
}

static void
test_structure_huge(void)
{
    g_autofree char *deep = g_strnfill(1000000, '(');
    g_autofree char *found = describe(deep, 1000000);
    g_assert_cmpstr(found, ==, "");
    g_autoptr(GString) wide = g_string_new("(");
    for (guint i = 0; i < 100000; i++)
        g_string_append(wide, "NIL ");
    g_string_append(wide, ")");
    g_autofree char *none = describe(wide->str, wide->len);
    g_assert_cmpstr(none, ==, "");
    g_autoptr(GString) many = g_string_new("(");
    for (guint i = 0; i < 500; i++)
        g_string_append(many, CALENDAR);
    g_string_append(many, " \"mixed\")");
    g_autoptr(ImapNode) node = collect_imap_node_parse(many->str, many->len);
    g_autoptr(GPtrArray) parts = collect_imap_structure_read(node);
    g_assert_cmpuint(parts->len, ==, IMAP_PARTS_MAX);
}

static void
test_node_mutations(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(20263);
    static const char grammar[] = "()\"\\{}\r\n 0123NIL\0";
    for (int i = 0; i < 20000; i++) {
        const char *seed =
            structures[g_rand_int_range(random, 0, G_N_ELEMENTS(structures))].structure;
        gsize length = strlen(seed);
        g_autofree char *bytes = g_memdup2(seed, MAX(length, 1));
        for (int j = g_rand_int_range(random, 0, 6); j > 0 && length > 0; j--)
            bytes[g_rand_int_range(random, 0, (gint32)length)] =
                grammar[g_rand_int_range(random, 0, sizeof grammar - 1)];
        g_autofree char *ignored = describe(bytes, length);
    }
}

static GArray *
array_of(const guint32 *uids, guint n)
{
    GArray *array = g_array_new(FALSE, FALSE, sizeof(guint32));
    return g_array_append_vals(array, uids, n);
}

static void
test_set(void)
{
    static const guint32 server[] = {3, 7, 8, 9, 20, 4294967295},
                         wanted[] = {3, 7, 9, 20, 4294967295};
    g_autoptr(GArray) on_server = array_of(server, G_N_ELEMENTS(server));
    guint used = 0;
    g_autofree char *text = collect_imap_set_text(wanted, G_N_ELEMENTS(wanted), on_server, &used);
    g_assert_cmpstr(text, ==, "3:7,9:4294967295");
    g_assert_cmpuint(used, ==, 5);
    g_autofree char *blind = collect_imap_set_text(wanted, G_N_ELEMENTS(wanted), NULL, &used);
    g_assert_cmpstr(blind, ==, "3,7,9,20,4294967295");
    g_autofree char *all = collect_imap_set_text(server, G_N_ELEMENTS(server), NULL, &used);
    g_assert_cmpstr(all, ==, "3,7:9,20,4294967295");
}

static void
test_set_is_short(void)
{
    g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 uid = 1; uid < 2000; uid += 2)
        g_array_append_val(uids, uid);
    guint done = 0, commands = 0;
    for (guint used = 0; done < uids->len; done += used, commands++) {
        g_autofree char *text = collect_imap_set_text(&g_array_index(uids, guint32, done),
                                                      uids->len - done, NULL, &used);
        g_assert_cmpuint(strlen(text), <=, IMAP_SET_MAX);
        g_assert_cmpuint(used, >, 0);
    }
    g_assert_cmpuint(done, ==, 1000);
    g_assert_cmpuint(commands, ==, 5);
}

static void
test_set_minus(void)
{
    static const guint32 one[] = {5, 1, 9, 5, 3}, other[] = {2, 3, 9, 11};
    g_autoptr(GArray) a = array_of(one, 5), b = array_of(other, 4);
    collect_imap_set_sort(a);
    g_assert_cmpuint(a->len, ==, 4);
    g_assert_true(collect_imap_set_has(a, 9));
    g_assert_false(collect_imap_set_has(a, 4));
    g_autoptr(GArray) rest = collect_imap_set_minus(a, b);
    g_assert_cmpuint(rest->len, ==, 2);
    g_assert_cmpuint(g_array_index(rest, guint32, 0), ==, 1);
    g_assert_cmpuint(g_array_index(rest, guint32, 1), ==, 5);
}

static const struct {
    ImapStatusKind kind;
    const char *code, *text;
    int error;
    const char *message;
    gboolean is_local;
    gint64 wait;
} refusals[] = {
    {IMAP_STATUS_BAD, NULL, "Request is throttled. Suggested Backoff Time: 299961 milliseconds",
     CADENS_ERROR_TRY_LATER, "wait 300 s", FALSE, 300},
    {IMAP_STATUS_BAD, NULL, "Request is throttled. Suggested Backoff Time: 1 milliseconds",
     CADENS_ERROR_TRY_LATER, "wait 1 s", FALSE, 1},
    {IMAP_STATUS_BAD, NULL, "Suggested Backoff Time: 99999999999999999999 milliseconds",
     CADENS_ERROR_TRY_LATER, "wait 86400 s", FALSE, 86400},
    {IMAP_STATUS_BAD, NULL, "Suggested Backoff Time: soon", CADENS_ERROR_TRY_LATER, "throttled",
     FALSE, 300},
    {IMAP_STATUS_NO, NULL, "Rate limit hit", CADENS_ERROR_TRY_LATER, "throttled", FALSE, 300},
    {IMAP_STATUS_NO, "OVERQUOTA", "Account exceeded command or bandwidth limits",
     CADENS_ERROR_TRY_LATER, "throttled", FALSE, 3600},
    {IMAP_STATUS_BAD, NULL, "User is authenticated but not connected.", CADENS_ERROR_ASK_USER,
     "no mailbox behind it", FALSE, 0},
    {IMAP_STATUS_NO, "UNAVAILABLE", "down", CADENS_ERROR_TRY_LATER, "h: UID FETCH refused: down",
     FALSE, 0},
    {IMAP_STATUS_NO, NULL, "Server error while fetching messages", CADENS_ERROR_TRY_LATER,
     "UID FETCH refused", TRUE, 0},
    {IMAP_STATUS_NO, NULL, "", CADENS_ERROR_TRY_LATER, "no reason given", TRUE, 0},
    {IMAP_STATUS_NO, NULL, "red \033[31m\r\n\377", CADENS_ERROR_TRY_LATER, "refused: red  [31m",
     TRUE, 0},
    {IMAP_STATUS_BYE, NULL, "timeout", CADENS_ERROR_TRY_LATER,
     "h: the server closed the connection: timeout", TRUE, 0},
};

static void
test_refusals(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(refusals); i++) {
        ImapStatus status = {refusals[i].kind, (char *)refusals[i].code, (char *)refusals[i].text};
        g_autoptr(GError) error = NULL;
        g_assert_false(collect_imap_reply_fail(&error, "h", "UID FETCH", &status, NULL));
        g_assert_error(error, CADENS_ERROR, refusals[i].error);
        if (!strstr(error->message, refusals[i].message))
            g_test_message("%s", error->message);
        g_assert_nonnull(strstr(error->message, refusals[i].message));
        g_assert_true(g_utf8_validate(error->message, -1, NULL));
        g_assert_cmpint(collect_imap_reply_is_local(&status), ==, refusals[i].is_local);
        g_assert_cmpint(error_wait(error), ==, refusals[i].wait);
        g_autoptr(GError) copy = g_error_copy(error);
        g_assert_cmpint(error_wait(copy), ==, refusals[i].wait);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collect/imap-words/list", test_list);
    g_test_add_func("/collect/imap-words/list-truncated", test_list_truncated);
    g_test_add_func("/collect/imap-words/structure", test_structure);
    g_test_add_func("/collect/imap-words/structure-huge", test_structure_huge);
    g_test_add_func("/collect/imap-words/node-mutations", test_node_mutations);
    g_test_add_func("/collect/imap-words/set", test_set);
    g_test_add_func("/collect/imap-words/set-is-short", test_set_is_short);
    g_test_add_func("/collect/imap-words/set-minus", test_set_minus);
    g_test_add_func("/collect/imap-words/refusals", test_refusals);
    return g_test_run();
}
