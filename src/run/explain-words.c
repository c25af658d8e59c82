/* SPDX-License-Identifier: MIT
 * The steps of the rules in words. */
#include "run/explain.h"
#include <glib/gi18n.h>
#include <string.h>
#include "present/state.h"

/* One line of the table: a step, its verdict, its reason (NULL = any), and what to say. %1$s is what was looked up or found, %2$s the account. */
typedef struct {
    const char *step, *verdict, *reason, *words;
} Phrase;

static const Phrase phrases[] = {
    { "direction", "in", "no_sender", N_("inbound: it names no sender") },
    { "direction", "in", NULL, N_("inbound: %1$s is none of us") },
    { "direction", "out", "no_sender", N_("outbound: lies in a Sent folder and names no sender") },
    { "direction", "out", "sent_folder", N_("outbound: lies in a Sent folder") },
    { "direction", "out", NULL, N_("outbound: %1$s is one of us") },
    { "direction", "internal", NULL, N_("internal: nobody but us takes part") },
    { "forgotten", "yes", NULL, N_("asked to be forgotten, and is since %1$s: nothing is logged of this person, and nothing is due") },
    { "ingest", "manual", NULL, N_("entered by hand") },
    { "ingest", "import", "file", N_("imported from %1$s") },
    { "ingest", "import", NULL, N_("imported from a file") },
    { "contact", "yes", NULL, N_("the entry names the person: %1$s") },
    { "lead", "yes", NULL, N_("the entry names the lead: %1$s") },
    { "never_log", "yes", NULL, N_("never logged: %1$s stands in never_log") },
    { "role", "no", "resource", N_("but a room or a thing, not a person") },
    { "role", "no", NULL, N_("not looked at: this header never decides") },
    { "own", "yes", "learned", N_("one of us: a letter in a Sent folder came from it") },
    { "own", "yes", NULL, N_("one of us: %1$s") },
    { "own", "no", "claimed", N_("not one of us, though used in a Sent folder: it belongs to %2$s") },
    { "own", "no", NULL, N_("none of us") },
    { "skip_person", "yes", NULL, N_("left out: %1$s stands in skip_person") },
    { "address", "yes", NULL, N_("address of a contact of %2$s") },
    { "address", "no", NULL, N_("no contact has this address") },
    { "rule", "yes", NULL, N_("given to %2$s by a rule: %1$s") },
    { "rule", "no", NULL, N_("no rule for %1$s") },
    { "domain", "yes", NULL, N_("%2$s has the domain %1$s") },
    { "domain", "no", "public_suffix", N_("no account can own %1$s: public suffix") },
    { "domain", "no", "freemail", N_("no account can own %1$s: anybody has an address there") },
    { "domain", "no", NULL, N_("no account has the domain %1$s") },
    { "rejected", "yes", NULL, N_("but %2$s was refused by hand") },
    { "declined", "yes", NULL, N_("but declined the meeting") },
    { "manual", "yes", "named", N_("the entry names %2$s, so no rule is asked") },
    { "manual", "yes", NULL, N_("linked to %2$s by hand") },
    { "text", "yes", NULL, N_("names no guest, but %2$s stands in its title or place: %1$s") },
    { "thread", "yes", NULL, N_("the rest of the thread belongs to %2$s") },
    { "thread", "no", "matched", N_("the thread is not asked: an account is known already") },
    { "thread", "no", "not_human", N_("the thread is not asked: only letters of people take its account") },
    { "thread", "no", "several_accounts", N_("the thread names several accounts, so it decides nothing") },
    { "thread", "no", "no_account", N_("the thread names no account either") },
    { "thread", "no", "rejected", N_("the account of the thread was refused by hand") },
    { "thread", "no", "only_us", N_("the thread is not asked: nobody but us takes part") },
    { "thread", "no", "skip_person", N_("the thread is not asked: the sender stands in skip_person") },
    { "thread", "no", "nobody", N_("the thread is not asked: nobody is left whose letter it could be") },
};

/* Puts WHAT and ACCOUNT where WORDS has %1$s and %2$s. */
static char *
fill(const char *words, const char *what, const char *account)
{
    g_auto(GStrv) pieces = g_strsplit(words, "%1$s", -1);
    g_autofree char *half = g_strjoinv(what ? what : "–", pieces);
    g_auto(GStrv) rest = g_strsplit(half, "%2$s", -1);
    return g_strjoinv(account, rest);
}

static char *
class_words(const IdentifyStep *step)
{
    const char *read = g_str_equal(step->reason, "answer_to_us") ? _("read as an answer to us") :
                       g_str_equal(step->reason, "inbound")      ? _("read as inbound")
                                                                 : _("read as ours");
    g_autoptr(Value) code = value_text(step->verdict);
    const char *word = present_word("class", code), *class = word != NULL ? word : step->verdict;
    if (step->what)
        return g_strdup_printf(_("%s (%s), because of %s"), class, read, step->what);
    return g_strdup_printf(_("%s (%s): no header speaks against it"), class, read);
}

char *
run_explain_words(const IdentifyStep *step, const ExplainAccount *account)
{
    if (g_str_equal(step->step, "class"))
        return class_words(step);
    g_autofree char *name = account->ext_id ? g_strdup_printf("%s %s", account->ext_id, account->name) : g_strdup("–");
    for (gsize i = 0; i < G_N_ELEMENTS(phrases); i++)
        if (g_str_equal(phrases[i].step, step->step) && g_str_equal(phrases[i].verdict, step->verdict) &&
            (!phrases[i].reason || g_strcmp0(phrases[i].reason, step->reason) == 0))
            return fill(_(phrases[i].words), step->what, name);
    return g_strdup_printf("%s: %s", step->step, step->verdict);
}
