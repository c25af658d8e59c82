/* SPDX-License-Identifier: MIT
 * Tests of identify/message: direction, class and accounts of whole threads, and that the order of messages decides nothing. */
#include "identify/message.h"
#include <string.h>

#define MESSAGES_MAX 8
#define BULK_MAX 8

/* We are @satori.example; account 1 is acme, 2 is beta, 3 a person at gmail, 101-120 many small ones. */
static IdentifyIndex *
make_index(void)
{
    IdentifyIndex *index = identify_index_new();
    identify_index_add_own(index, "@satori.example");
    identify_index_add_learned(index, "alias@annat.example");
    identify_index_add_skip(index, "van@acme.example");
    identify_index_add_skip(index, "frilans@x.example");
    identify_index_add_never(index, "@clinic.example");
    identify_index_add_address(index, "anna@acme.example", 1, 11);
    identify_index_add_address(index, "per@gmail.com", 3, 31);
    identify_index_add_domain(index, "acme.example", 1);
    identify_index_add_domain(index, "beta.example", 2);
    for (int i = 0; i < 20; i++) {
        g_autofree char *domain = g_strdup_printf("kund%d.example", i);
        identify_index_add_domain(index, domain, 101 + i);
    }
    return index;
}

/* One message as the tables write it: "From|To,To|Cc|Bcc", flags "s" in a Sent folder, and one letter for what its headers say: "b" bulk
 * header tests, "a" automatic answer, "c" calendar, "x" without a From. */
typedef struct {
    gint64 id;
    const char *parties, *flags;
    gint64 references[3], link, reject;
    const char *expect; /* "direction class account:method:confidence[~][,...]", ~ = only copied */
} Row;
typedef struct {
    const char *what;
    Row rows[MESSAGES_MAX];
} Thread;

static const Thread threads[] = {
    { "a customer writes",
      { { 1, "anna@acme.example|sara@satori.example||", "", { 0 }, 0, 0, "in human 1:address:100" } } },
    { "a colleague of the customer writes",
      { { 1, "bo@acme.example|sara@satori.example||", "", { 0 }, 0, 0, "in human 1:domain:80" } } },
    { "we write to two accounts, one in copy",
      { { 1, "sara@satori.example|anna@acme.example|bo@beta.example|", "", { 0 }, 0, 0, "out human 1:address:100,2:domain:80~" } } },
    { "we write with the customer in Bcc only (16-B01)",
      { { 1, "sara@satori.example|olle@satori.example||anna@acme.example", "", { 0 }, 0, 0, "out human 1:address:100~" } } },
    { "among ourselves",
      { { 1, "sara@satori.example|olle@satori.example||", "s", { 0 }, 0, 0, "internal human" } } },
    { "to nobody",
      { { 1, "sara@satori.example|||", "s", { 0 }, 0, 0, "internal human" } } },
    { "from a learned alias",
      { { 1, "alias@annat.example|anna@acme.example||", "", { 0 }, 0, 0, "out human 1:address:100" } } },
    { "in a Sent folder, whatever the From (16-B14)",
      { { 1, "okand@z.example|anna@acme.example||", "s", { 0 }, 0, 0, "out human 1:address:100" } } },
    { "no From (16-B07)",
      { { 1, "|anna@acme.example||", "x", { 0 }, 0, 0, "in system" }, { 2, "|anna@acme.example||", "xs", { 0 }, 0, 0, "out system" } } },
    { "others copied in by a customer (16-B02)",
      { { 1, "anna@acme.example|sara@satori.example,x@beta.example|per@gmail.com|kund1@kund1.example", "", { 0 }, 0, 0,
          "in human 1:address:100,2:domain:80~,3:address:100~" } } },
    { "an unknown sender with a customer in copy",
      { { 1, "okand@z.example|sara@satori.example|anna@acme.example|", "", { 0 }, 0, 0, "in human 1:address:100~" } } },
    { "two people of one account are one touch: the addressed one before the copied, and of ours the surest match",
      { { 1, "sara@satori.example|bo@acme.example|anna@acme.example|", "", { 0 }, 0, 0, "out human 1:address:100" },
        { 3, "sara@satori.example|anna@acme.example|bo@acme.example|", "", { 0 }, 0, 0, "out human 1:address:100" },
        { 4, "bo@acme.example|sara@satori.example|anna@acme.example|", "", { 0 }, 0, 0, "in human 1:domain:80" },
        { 2, "sara@satori.example|bo@acme.example,anna@acme.example||", "", { 0 }, 0, 0, "out human 1:address:100" } } },
    { "a list carries an answer to us (16-B09)",
      { { 1, "sara@satori.example|lista@z.example||", "s", { 0 }, 0, 0, "out human 1:thread:60" },
        { 2, "anna@acme.example|lista@z.example||", "b", { 1 }, 0, 0, "in human 1:address:100" } } },
    { "a list carries something else",
      { { 1, "okand@z.example|lista@z.example||", "b", { 0 }, 0, 0, "in bulk" },
        { 2, "anna@acme.example|lista@z.example||", "b", { 1 }, 0, 0, "in bulk 1:address:100" } } },
    { "an answer to a message among ourselves is none to us",
      { { 1, "sara@satori.example|olle@satori.example||", "", { 0 }, 0, 0, "internal human" },
        { 2, "anna@acme.example|sara@satori.example||", "b", { 1 }, 0, 0, "in bulk 1:address:100" } } },
    { "an automatic answer to us stays one",
      { { 1, "sara@satori.example|anna@acme.example||", "s", { 0 }, 0, 0, "out human 1:address:100" },
        { 2, "anna@acme.example|sara@satori.example||", "a", { 1 }, 0, 0, "in auto_reply 1:address:100" } } },
    { "our own \"SV: Autosvar\" (16-B10)",
      { { 1, "sara@satori.example|anna@acme.example||", "as", { 0 }, 0, 0, "out human 1:address:100" } } },
    { "more accounts than bulk_max_accounts (16-B16)",
      { { 1,
          "sara@satori.example|a@kund0.example,a@kund1.example,a@kund2.example|a@kund3.example,a@kund4.example,a@kund5.example|"
          "a@kund6.example,a@kund7.example,b@kund7.example",
          "s", { 0 }, 0, 0,
          "out human 101:domain:80,102:domain:80,103:domain:80,104:domain:80~,105:domain:80~,106:domain:80~,107:domain:80~,108:domain:80~" },
        { 2,
          "sara@satori.example|a@kund0.example,a@kund1.example,a@kund2.example|a@kund3.example,a@kund4.example,a@kund5.example|"
          "a@kund6.example,a@kund7.example,b@kund8.example",
          "s", { 0 }, 0, 0,
          "out bulk 101:domain:80,102:domain:80,103:domain:80,104:domain:80~,105:domain:80~,106:domain:80~,107:domain:80~,108:domain:80~,"
          "109:domain:80~" } } },
    { "calendar mail is not bulk for its many accounts",
      { { 1,
          "sara@satori.example|a@kund0.example,a@kund1.example,a@kund2.example,a@kund3.example,a@kund4.example,a@kund5.example,a@kund6.example,"
          "a@kund7.example,b@kund8.example||",
          "c", { 0 }, 0, 0,
          "out calendar 101:domain:80,102:domain:80,103:domain:80,104:domain:80,105:domain:80,106:domain:80,107:domain:80,108:domain:80,"
          "109:domain:80" } } },
    { "the thread tells whose it is (16-B03)",
      { { 1, "sara@satori.example|anna@acme.example||", "s", { 0 }, 0, 0, "out human 1:address:100" },
        { 2, "anna.privat@gmail.com|sara@satori.example||", "", { 1 }, 0, 0, "in human 1:thread:60" },
        { 3, "sara@satori.example|anna.privat@gmail.com||", "s", { 2 }, 0, 0, "out human 1:thread:60" },
        { 4, "sara@satori.example|olle@satori.example|anna.privat@gmail.com|", "s", { 2 }, 0, 0, "out human 1:thread:60~" } } },
    { "two accounts in the thread tell nothing",
      { { 1, "sara@satori.example|anna@acme.example|bo@beta.example|", "s", { 0 }, 0, 0, "out human 1:address:100,2:domain:80~" },
        { 2, "anna.privat@gmail.com|sara@satori.example||", "", { 1 }, 0, 0, "in human" } } },
    { "nobody in the thread is known",
      { { 1, "okand@z.example|sara@satori.example||", "", { 0 }, 0, 0, "in human" },
        { 2, "sara@satori.example|okand@z.example||", "s", { 1 }, 0, 0, "out human" } } },
    { "only human messages inherit",
      { { 1, "sara@satori.example|anna@acme.example||", "s", { 0 }, 0, 0, "out human 1:address:100" },
        { 2, "okand@z.example|sara@satori.example||", "a", { 1 }, 0, 0, "in auto_reply" },
        { 3, "okand@z.example|sara@satori.example||", "c", { 1 }, 0, 0, "in calendar" } } },
    { "messages of any class name an account",
      { { 1, "anna@acme.example|sara@satori.example||", "a", { 0 }, 0, 0, "in auto_reply 1:address:100" },
        { 2, "okand@z.example|sara@satori.example||", "", { 1 }, 0, 0, "in human 1:thread:60" } } },
    { "a skipped sender (16-B13)",
      { { 1, "sara@satori.example|anna@acme.example||", "s", { 0 }, 0, 0, "out human 1:address:100" },
        { 2, "van@acme.example|sara@satori.example|anna@acme.example|", "", { 1 }, 0, 0, "in human skipped" },
        { 3, "frilans@x.example|sara@satori.example||", "", { 1 }, 1, 0, "in human skipped" } } },
    { "a skipped recipient is absent, and the thread tells whose it is (16-B03)",
      { { 1, "sara@satori.example|van@acme.example||", "s", { 0 }, 0, 0, "out human 2:thread:60" },
        { 2, "sara@satori.example|van@acme.example,bo@beta.example||", "s", { 0 }, 0, 0, "out human 2:domain:80" } } },
    { "linked by hand",
      { { 1, "okand@z.example|sara@satori.example||", "", { 0 }, 2, 0, "in human 2:manual:100" },
        { 2, "okand@z.example|sara@satori.example|anna@acme.example|", "", { 0 }, 1, 0, "in human 1:manual:100" },
        { 3, "anna@acme.example|sara@satori.example||", "", { 0 }, 1, 0, "in human 1:address:100" },
        { 4, "sara@satori.example|olle@satori.example||", "", { 0 }, 1, 0, "internal human" } } },
    { "a link by hand is no rule for others",
      { { 1, "okand@z.example|sara@satori.example||", "", { 0 }, 2, 0, "in human 2:manual:100" },
        { 2, "okand@z.example|sara@satori.example||", "", { 1 }, 0, 0, "in human" } } },
    { "refused by hand",
      { { 1, "anna@acme.example|sara@satori.example||", "", { 0 }, 0, 1, "in human" },
        { 2, "sara@satori.example|bo@acme.example||", "", { 1 }, 0, 0, "out human 1:domain:80" },
        { 3, "okand@z.example|sara@satori.example||", "", { 1 }, 0, 1, "in human" } } },
    { "Sender and Reply-To never match", /* Reply-To is added by make_message for flag r */
      { { 1, "okand@z.example|sara@satori.example||", "r", { 0 }, 0, 0, "in human" } } },
};

static void
add_parties(GPtrArray *parties, PartyRole role, const char *list)
{
    g_auto(GStrv) addrs = g_strsplit(list, ",", -1);
    for (char **addr = addrs; *addr; addr++) {
        MailParty *party = g_new0(MailParty, 1);
        party->role = role;
        party->addr = g_strdup(*addr);
        g_ptr_array_add(parties, party);
    }
}

static void
party_free(gpointer data)
{
    MailParty *party = data;
    g_free(party->addr);
    g_free(party);
}

static IdentifyReading
make_reading(const char *flags)
{
    IdentifyClass human = { MAIL_HUMAN, NULL }, bulk = { MAIL_BULK, "List-Id" }, answer = { MAIL_AUTO_REPLY, "Subject" };
    if (strchr(flags, 'b'))
        return (IdentifyReading){ bulk, human, bulk };
    if (strchr(flags, 'a'))
        return (IdentifyReading){ answer, answer, human };
    IdentifyClass one = strchr(flags, 'c')   ? (IdentifyClass){ MAIL_CALENDAR, "Content-Type" }
                        : strchr(flags, 'x') ? (IdentifyClass){ MAIL_SYSTEM, "From" }
                                             : human;
    return (IdentifyReading){ one, one, one };
}

static IdentifyMessage
make_message(const Row *row)
{
    static const PartyRole roles[] = { PARTY_FROM, PARTY_TO, PARTY_CC, PARTY_BCC };
    g_auto(GStrv) fields = g_strsplit(row->parties, "|", -1);
    g_assert_cmpuint(g_strv_length(fields), ==, G_N_ELEMENTS(roles));
    IdentifyMessage message = { .id = row->id, .is_sent = strchr(row->flags, 's') != NULL, .reading = make_reading(row->flags) };
    message.parties = g_ptr_array_new_with_free_func(party_free);
    for (gsize i = 0; i < G_N_ELEMENTS(roles); i++)
        if (*fields[i])
            add_parties(message.parties, roles[i], fields[i]);
    if (strchr(row->flags, 'r')) {
        add_parties(message.parties, PARTY_SENDER, "anna@acme.example");
        add_parties(message.parties, PARTY_REPLY_TO, "bo@beta.example");
    }
    message.references = row->references;
    for (gsize i = 0; i < G_N_ELEMENTS(row->references) && row->references[i]; i++)
        message.n_references++;
    message.links = &row->link;
    message.n_links = row->link != 0;
    message.rejects = &row->reject;
    message.n_rejects = row->reject != 0;
    return message;
}

static int
by_account(gconstpointer a, gconstpointer b)
{
    const IdentifyFound *one = a, *two = b;
    return one->match.account_id < two->match.account_id ? -1 : one->match.account_id > two->match.account_id;
}

static char *
verdict_text(IdentifyMessage *message)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append_printf(out, "%s %s%s", message->direction, mail_class_name(message->verdict.class), message->is_skipped ? " skipped" : "");
    g_array_sort(message->matches, by_account);
    for (guint i = 0; i < message->matches->len; i++) {
        const IdentifyFound *found = &g_array_index(message->matches, IdentifyFound, i);
        g_string_append_printf(out, "%c%d:%s:%d%s", i ? ',' : ' ', (int)found->match.account_id, found->match.method, found->match.confidence,
                               found->is_copied ? "~" : "");
    }
    return g_strdup(out->str);
}

static gsize
make_thread(const Thread *thread, IdentifyMessage *messages)
{
    gsize n = 0;
    while (n < MESSAGES_MAX && thread->rows[n].id != 0) {
        messages[n] = make_message(&thread->rows[n]);
        n++;
    }
    return n;
}

static const char *
expected(const Thread *thread, gint64 id)
{
    for (gsize i = 0; i < MESSAGES_MAX; i++)
        if (thread->rows[i].id == id)
            return thread->rows[i].expect;
    g_assert_not_reached();
}

static void
check_thread(const Thread *thread, IdentifyMessage *messages, gsize n, const IdentifyIndex *index)
{
    identify_thread(index, messages, n, BULK_MAX);
    for (gsize i = 0; i < n; i++) {
        g_autofree char *text = verdict_text(&messages[i]);
        g_assert_cmpstr(text, ==, expected(thread, messages[i].id));
        identify_message_clear(&messages[i]);
    }
}

static void
shuffle(GRand *rand, IdentifyMessage *messages, gsize n)
{
    for (gsize i = n; i > 1; i--) {
        gsize k = (gsize)g_rand_int_range(rand, 0, (gint32)i);
        IdentifyMessage other = messages[i - 1];
        messages[i - 1] = messages[k];
        messages[k] = other;
    }
}

static void
test_threads(void)
{
    g_autoptr(IdentifyIndex) index = make_index();
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++) {
        IdentifyMessage messages[MESSAGES_MAX];
        gsize n = make_thread(&threads[i], messages);
        g_test_message("%s", threads[i].what);
        check_thread(&threads[i], messages, n, index);
        for (int round = 0; round < 20; round++) {
            shuffle(rand, messages, n);
            check_thread(&threads[i], messages, n, index);
        }
        for (gsize k = 0; k < n; k++)
            g_ptr_array_unref(messages[k].parties);
    }
}

/* Threads drawn at random: every order of their messages gives the same verdicts, to the address that matched. */
static char *
digest(IdentifyMessage *messages, gsize n)
{
    g_auto(GStrv) lines = g_new0(char *, n + 1);
    for (gsize i = 0; i < n; i++) {
        g_autofree char *text = verdict_text(&messages[i]);
        g_autoptr(GString) line = g_string_new(NULL);
        g_string_append_printf(line, "%d %s %s", (int)messages[i].id, text, messages[i].verdict.because ? messages[i].verdict.because : "-");
        for (guint k = 0; k < messages[i].matches->len; k++)
            g_string_append_printf(line, " %s", g_array_index(messages[i].matches, IdentifyFound, k).addr);
        lines[messages[i].id - 1] = g_strdup(line->str);
        identify_message_clear(&messages[i]);
    }
    return g_strjoinv("\n", lines);
}

static const char *
draw(GRand *rand)
{
    static const char *const people[] = { "sara@satori.example", "olle@satori.example", "anna@acme.example", "bo@acme.example", "bo@beta.example",
                                          "okand@z.example",     "van@acme.example",    "per@gmail.com",     "a@kund1.example", "alias@annat.example" };
    return people[g_rand_int_range(rand, 0, G_N_ELEMENTS(people))];
}

static IdentifyMessage
draw_message(GRand *rand, gint64 id, gint64 *references)
{
    static const char *const flags[] = { "", "", "", "s", "b", "a", "c", "x" };
    const char *flag = flags[g_rand_int_range(rand, 0, G_N_ELEMENTS(flags))];
    g_autofree char *parties = g_strdup_printf("%s|%s|%s|%s", *flag == 'x' ? "" : draw(rand), draw(rand), g_rand_boolean(rand) ? draw(rand) : "",
                                               g_rand_boolean(rand) ? "" : draw(rand));
    const Row row = { .id = id, .parties = parties, .flags = flag };
    static const gint64 linked = 2, refused = 1;
    IdentifyMessage message = make_message(&row);
    message.links = &linked;
    message.n_links = g_rand_int_range(rand, 0, 8) == 0;
    message.rejects = &refused;
    message.n_rejects = g_rand_int_range(rand, 0, 8) == 0;
    *references = id > 1 ? g_rand_int_range(rand, 1, (gint32)id) : 99;
    message.references = references;
    message.n_references = 1;
    return message;
}

static void
test_any_order(void)
{
    g_autoptr(IdentifyIndex) index = make_index();
    g_autoptr(GRand) rand = g_rand_new_with_seed(11);
    for (int round = 0; round < 2000; round++) {
        IdentifyMessage messages[MESSAGES_MAX];
        gint64 references[MESSAGES_MAX];
        gsize n = (gsize)g_rand_int_range(rand, 1, MESSAGES_MAX + 1);
        for (gsize i = 0; i < n; i++)
            messages[i] = draw_message(rand, (gint64)i + 1, &references[i]);
        identify_thread(index, messages, n, 2);
        g_autofree char *first = digest(messages, n);
        for (int again = 0; again < 3; again++) {
            shuffle(rand, messages, n);
            identify_thread(index, messages, n, 2);
            g_autofree char *other = digest(messages, n);
            g_assert_cmpstr(first, ==, other);
        }
        for (gsize i = 0; i < n; i++)
            g_ptr_array_unref(messages[i].parties);
    }
}

static void
test_never(void)
{
    static const PartyRole roles[] = { PARTY_FROM, PARTY_SENDER, PARTY_REPLY_TO, PARTY_TO, PARTY_CC, PARTY_BCC };
    g_autoptr(IdentifyIndex) index = make_index();
    for (gsize i = 0; i < G_N_ELEMENTS(roles); i++) {
        g_autoptr(Mail) mail = mail_new();
        mail_add_party(mail, PARTY_FROM, "anna@acme.example", NULL);
        g_assert_false(identify_is_never(index, mail));
        mail_add_party(mail, roles[i], "doktor@clinic.example", NULL);
        g_assert_true(identify_is_never(index, mail));
    }
}

/* "[role:]step:verdict[:reason][ =account]" of one message of a thread; the ladder's steps of an address in one word. */
static char *
steps_text(const IdentifyTrace *trace)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < trace->steps->len; i++) {
        const IdentifyStep *step = &g_array_index(trace->steps, IdentifyStep, i);
        gboolean is_rung = g_str_equal(step->step, "address") || g_str_equal(step->step, "rule") || g_str_equal(step->step, "domain");
        if (is_rung && g_str_equal(step->verdict, "no"))
            continue;
        g_string_append_printf(out, "%s%s%s%s:%s", out->len ? ", " : "", step->role ? step->role : "", step->role ? ":" : "", step->step, step->verdict);
        if (step->reason)
            g_string_append_printf(out, ":%s", step->reason);
        if (step->account_id)
            g_string_append_printf(out, " =%d", (int)step->account_id);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static const struct {
    const char *what, *steps[MESSAGES_MAX]; /* of the messages of the thread of that name above */
} traces[] = {
    { "a colleague of the customer writes",
      { "direction:in:external_sender, from:own:no, from:domain:yes =1, to:own:yes, class:human:inbound, thread:no:matched" } },
    { "among ourselves", { "direction:internal:only_us, from:own:yes, to:own:yes, class:human:outbound, thread:no:only_us" } },
    { "in a Sent folder, whatever the From (16-B14)",
      { "direction:out:sent_folder, from:own:no, to:own:no, to:address:yes =1, class:human:outbound, thread:no:matched" } },
    { "no From (16-B07)",
      { "direction:in:no_sender, class:system:inbound, thread:no:not_human", "direction:out:no_sender, class:system:outbound, thread:no:not_human" } },
    { "a list carries an answer to us (16-B09)",
      { "direction:out:own_sender, from:own:yes, to:own:no, class:human:outbound, thread:yes =1",
        "direction:in:external_sender, from:own:no, from:address:yes =1, to:own:no, class:human:answer_to_us, thread:no:matched" } },
    { "two accounts in the thread tell nothing",
      { "direction:out:own_sender, from:own:yes, to:own:no, to:address:yes =1, cc:own:no, cc:domain:yes =2, class:human:outbound, thread:no:matched",
        "direction:in:external_sender, from:own:no, to:own:yes, class:human:answer_to_us, thread:no:several_accounts" } },
    { "a skipped sender (16-B13)",
      { "direction:out:own_sender, from:own:yes, to:own:no, to:address:yes =1, class:human:outbound, thread:no:matched",
        "direction:in:external_sender, from:own:no, from:skip_person:yes, class:human:answer_to_us, thread:no:skip_person",
        "direction:in:external_sender, from:own:no, from:skip_person:yes, class:human:answer_to_us, thread:no:skip_person" } },
    { "refused by hand",
      { "direction:in:external_sender, from:own:no, from:address:yes =1, from:rejected:yes =1, to:own:yes, class:human:inbound, thread:no:rejected",
        "direction:out:own_sender, from:own:yes, to:own:no, to:domain:yes =1, class:human:outbound, thread:no:matched",
        "direction:in:external_sender, from:own:no, to:own:yes, class:human:inbound, thread:no:rejected" } },
    { "linked by hand",
      { "direction:in:external_sender, from:own:no, to:own:yes, class:human:inbound, manual:yes =2, thread:no:matched" } },
    { "Sender and Reply-To never match",
      { "direction:in:external_sender, from:own:no, to:own:yes, sender:role:no, reply_to:role:no, class:human:inbound, thread:no:no_account" } },
};

static const Thread *
thread_called(const char *what)
{
    for (gsize i = 0; i < G_N_ELEMENTS(threads); i++)
        if (g_str_equal(threads[i].what, what))
            return &threads[i];
    g_error("no thread %s", what);
}

static void
clear_parties(IdentifyMessage *messages, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        identify_message_clear(&messages[i]);
        g_ptr_array_unref(messages[i].parties);
    }
}

/* Whoever asks why gets the steps and the same verdicts. */
static void
test_trace(void)
{
    g_autoptr(IdentifyIndex) index = make_index();
    for (gsize i = 0; i < G_N_ELEMENTS(traces); i++) {
        const Thread *thread = thread_called(traces[i].what);
        IdentifyMessage messages[MESSAGES_MAX];
        gsize n = make_thread(thread, messages);
        for (gsize k = 0; k < n; k++)
            messages[k].trace = identify_trace_new();
        g_test_message("%s", thread->what);
        identify_thread(index, messages, n, BULK_MAX);
        for (gsize k = 0; k < n; k++) {
            g_autoptr(IdentifyTrace) trace = messages[k].trace;
            g_autofree char *steps = steps_text(trace), *verdict = verdict_text(&messages[k]);
            if (traces[i].steps[k])
                g_assert_cmpstr(steps, ==, traces[i].steps[k]);
            g_assert_cmpstr(verdict, ==, expected(thread, messages[k].id));
        }
        clear_parties(messages, n);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/identify/message/threads", test_threads);
    g_test_add_func("/identify/message/any-order", test_any_order);
    g_test_add_func("/identify/message/trace", test_trace);
    g_test_add_func("/identify/message/never", test_never);
    return g_test_run();
}
