/* SPDX-License-Identifier: MIT
 * Tests of identify/match: the ladder from address to domain, and whose own addresses are. */
#include "identify/match.h"

static IdentifyIndex *
make_index(void)
{
    IdentifyIndex *index = identify_index_new();
    identify_index_add_own(index, "Sara@Satori.example");
    identify_index_add_own(index, "@vi.example");
    identify_index_add_learned(index, "info@annat.example");
    identify_index_add_learned(index, "olle@acme.example");
    identify_index_add_learned(index, "kund@gmail.com");
    identify_index_add_skip(index, "van@x.example");
    identify_index_add_never(index, "@clinic.example");
    identify_index_add_address(index, "Anna.Berg@Acme.example", 1, 11);
    identify_index_add_address(index, "kund@gmail.com", 2, 21);
    identify_index_add_address(index, "konsult@acme.example", 3, 31);
    identify_index_add_rule(index, "inkop@acme.example", 4, 0);
    identify_index_add_rule(index, "@dotter.acme.example", 5, 51);
    identify_index_add_rule(index, "@gmail.com", 6, 0);
    identify_index_add_rule(index, "@co.uk", 6, 0);
    identify_index_add_domain(index, "acme.example", 1);
    identify_index_add_domain(index, "sub.acme.example", 7);
    identify_index_add_domain(index, "räksmörgås.example", 8);
    identify_index_add_domain(index, "gmail.com", 6);
    identify_index_add_domain(index, "telia.com", 6);
    identify_index_add_domain(index, "co.uk", 6);
    identify_index_add_domain(index, "github.io", 6);
    identify_index_add_domain(index, "kund.github.io", 9);
    identify_index_add_domain(index, "not a domain", 6);
    identify_index_add_domain(index, "amazonaws.com", 10);
    return index;
}

static const struct {
    const char *addr;
    gint64 account, contact; /* 0 = unmatched */
    const char *method, *rule;
    int confidence;
} ladder[] = {
    { "anna.berg@acme.example", 1, 11, "address", "anna.berg@acme.example", 100 },
    { "konsult@acme.example", 3, 31, "address", "konsult@acme.example", 100 }, /* before the domain of another */
    { "inkop@acme.example", 4, 0, "rule", "inkop@acme.example", 95 },
    { "bo@dotter.acme.example", 5, 51, "rule", "dotter.acme.example", 95 },
    { "bo@x.dotter.acme.example", 5, 51, "rule", "dotter.acme.example", 95 },
    { "bo@acme.example", 1, 0, "domain", "acme.example", 80 },
    { "bo@mail.acme.example", 1, 0, "domain", "acme.example", 80 },
    { "bo@sub.acme.example", 7, 0, "domain", "sub.acme.example", 80 },
    { "bo@deep.sub.acme.example", 7, 0, "domain", "sub.acme.example", 80 },
    { "bo@xn--rksmrgs-5wao1o.example", 8, 0, "domain", "xn--rksmrgs-5wao1o.example", 80 },
    { "kund@gmail.com", 2, 21, "address", "kund@gmail.com", 100 },
    { "annan@gmail.com", 0, 0, NULL, NULL, 0 },
    { "bo@telia.com", 0, 0, NULL, NULL, 0 },
    { "bo@firma.co.uk", 0, 0, NULL, NULL, 0 },
    { "bo@kund.github.io", 9, 0, "domain", "kund.github.io", 80 },
    { "bo@annan.github.io", 0, 0, NULL, NULL, 0 },
    { "bo@notacme.example", 0, 0, NULL, NULL, 0 },
    { "bo@acme.example.evil.example", 0, 0, NULL, NULL, 0 },
    { "bo@example", 0, 0, NULL, NULL, 0 },
    { "bo@post.amazonaws.com", 10, 0, "domain", "amazonaws.com", 80 },
    { "bo@kund.s3.amazonaws.com", 0, 0, NULL, NULL, 0 }, /* a public suffix stands between */
};

static void
test_ladder(void)
{
    g_autoptr(IdentifyIndex) index = make_index();
    for (gsize i = 0; i < G_N_ELEMENTS(ladder); i++) {
        IdentifyMatch match = { 0 };
        gboolean found = identify_address(index, ladder[i].addr, &match);
        g_test_message("%s", ladder[i].addr);
        g_assert_cmpint(found, ==, ladder[i].account != 0);
        g_assert_cmpint(match.account_id, ==, ladder[i].account);
        g_assert_cmpint(match.contact_id, ==, ladder[i].contact);
        g_assert_cmpstr(match.method, ==, ladder[i].method);
        g_assert_cmpstr(match.rule, ==, ladder[i].rule);
        g_assert_cmpint(match.confidence, ==, ladder[i].confidence);
    }
}

/* "step:verdict[:reason][ what][ =account]", one after the other. */
static char *
trace_text(const IdentifyTrace *trace)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < trace->steps->len; i++) {
        const IdentifyStep *step = &g_array_index(trace->steps, IdentifyStep, i);
        g_string_append_printf(out, "%s%s:%s", i ? ", " : "", step->step, step->verdict);
        if (step->reason)
            g_string_append_printf(out, ":%s", step->reason);
        if (step->what)
            g_string_append_printf(out, " %s", step->what);
        if (step->account_id)
            g_string_append_printf(out, " =%d", (int)step->account_id);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static const struct {
    const char *addr;
    IdentifyWhose whose;
    const char *steps;
} traces[] = {
    { "sara@satori.example", IDENTIFY_OWN, "own:yes sara@satori.example" },
    { "vem@sub.vi.example", IDENTIFY_OWN, "own:yes vi.example" },
    { "info@annat.example", IDENTIFY_OWN, "own:yes:learned info@annat.example" },
    { "olle@acme.example", IDENTIFY_ACCOUNT,
      "own:no:claimed olle@acme.example =1, address:no olle@acme.example, rule:no olle@acme.example, rule:no @acme.example, "
      "domain:yes acme.example =1" },
    { "van@x.example", IDENTIFY_SKIPPED, "own:no, skip_person:yes van@x.example" },
    { "anna.berg@acme.example", IDENTIFY_ACCOUNT, "own:no, address:yes anna.berg@acme.example =1" },
    { "inkop@acme.example", IDENTIFY_ACCOUNT, "own:no, address:no inkop@acme.example, rule:yes inkop@acme.example =4" },
    { "bo@x.dotter.acme.example", IDENTIFY_ACCOUNT,
      "own:no, address:no bo@x.dotter.acme.example, rule:no bo@x.dotter.acme.example, "
      "rule:yes @dotter.acme.example =5" },
    { "annan@gmail.com", IDENTIFY_NOBODY,
      "own:no, address:no annan@gmail.com, rule:no annan@gmail.com, rule:no @gmail.com, domain:no:freemail gmail.com" },
    { "bo@firma.co.uk", IDENTIFY_NOBODY,
      "own:no, address:no bo@firma.co.uk, rule:no bo@firma.co.uk, rule:no @firma.co.uk, domain:no firma.co.uk, "
      "domain:no:public_suffix co.uk" },
    { "bo@kund.s3.amazonaws.com", IDENTIFY_NOBODY,
      "own:no, address:no bo@kund.s3.amazonaws.com, rule:no bo@kund.s3.amazonaws.com, rule:no @kund.s3.amazonaws.com, "
      "domain:no kund.s3.amazonaws.com, domain:no:public_suffix s3.amazonaws.com" },
};

static void
test_trace(void)
{
    g_autoptr(IdentifyIndex) index = make_index();
    for (gsize i = 0; i < G_N_ELEMENTS(traces); i++) {
        g_autoptr(IdentifyTrace) trace = identify_trace_new();
        IdentifyMatch match, plain = { 0 };
        g_test_message("%s", traces[i].addr);
        g_assert_cmpint(identify_whose(index, traces[i].addr, &match, trace), ==, traces[i].whose);
        g_autofree char *text = trace_text(trace);
        g_assert_cmpstr(text, ==, traces[i].steps);
        g_assert_cmpint(identify_whose(index, traces[i].addr, &plain, NULL), ==, traces[i].whose); /* nobody asks: the same */
    }
}

static void
test_never_trace(void)
{
    g_autoptr(IdentifyIndex) index = make_index();
    g_autoptr(IdentifyTrace) trace = identify_trace_new();
    g_assert_null(identify_never_entry(index, "bo@acme.example", trace));
    g_assert_cmpstr(identify_never_entry(index, "doktor@a.clinic.example", trace), ==, "clinic.example");
    g_autofree char *text = trace_text(trace);
    g_assert_cmpstr(text, ==, "never_log:yes clinic.example");
}

static void
test_own(void)
{
    g_autoptr(IdentifyIndex) index = make_index();
    g_assert_true(identify_index_is_own(index, "sara@satori.example"));
    g_assert_false(identify_index_is_own(index, "bo@satori.example"));
    g_assert_true(identify_index_is_own(index, "vem@vi.example"));
    g_assert_true(identify_index_is_own(index, "vem@sub.vi.example"));
    g_assert_false(identify_index_is_own(index, "vem@inte-vi.example"));
    g_assert_true(identify_index_is_own(index, "info@annat.example"));
    g_assert_false(identify_index_is_own(index, "olle@acme.example")); /* learned, but an account's domain claims it */
    g_assert_false(identify_index_is_own(index, "kund@gmail.com"));    /* a contact's */
}

static void
test_sets(void)
{
    g_autoptr(IdentifyIndex) index = make_index();
    g_assert_true(identify_index_is_skipped(index, "van@x.example"));
    g_assert_false(identify_index_is_skipped(index, "annan@x.example"));
    g_assert_true(identify_index_is_never(index, "doktor@mail.clinic.example"));
    g_assert_false(identify_index_is_never(index, "van@x.example"));
}

static void
test_order(void)
{
    g_autoptr(IdentifyIndex) one = identify_index_new(), two = identify_index_new();
    identify_index_add_domain(one, "acme.example", 2);
    identify_index_add_domain(one, "acme.example", 1);
    identify_index_add_domain(two, "acme.example", 1);
    identify_index_add_domain(two, "acme.example", 2);
    IdentifyMatch a, b;
    g_assert_true(identify_address(one, "x@acme.example", &a));
    g_assert_true(identify_address(two, "x@acme.example", &b));
    g_assert_cmpint(a.account_id, ==, b.account_id);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/identify/match/ladder", test_ladder);
    g_test_add_func("/identify/match/trace", test_trace);
    g_test_add_func("/identify/match/never-trace", test_never_trace);
    g_test_add_func("/identify/match/own", test_own);
    g_test_add_func("/identify/match/sets", test_sets);
    g_test_add_func("/identify/match/order", test_order);
    return g_test_run();
}
