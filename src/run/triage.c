/* SPDX-License-Identifier: MIT
 * Strangers one by one at a terminal. */
#include "run/triage.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>
#include "base/address.h"
#include "base/error.h"
#include "keep/account.h"
#include "keep/hand.h"
#include "present/bus.h"
#include "present/cell.h"
#include "run/ask.h"
#include "run/ladder.h"

void
run_triage_decision_free(gpointer data)
{
    TriageDecision *decision = data;
    g_free(decision->pattern);
    g_free(decision->account);
    g_free(decision);
}

/* --- carrying out --------------------------------------------------------------------------------------------------------- */

/* A whole domain becomes the account's own; an address becomes a rule. */
static gboolean
assign(Engine *engine, const char *pattern, gint64 account, GError **error)
{
    KeepDb *db = run_engine_db(engine);
    if (run_ladder_is_ours(run_engine_profile(engine)->config, pattern))
        return fail(error, FAIL_REFUSED, N_("%s: is ours ([identity] addresses)"), pattern);
    return *pattern == '@' ? keep_account_add_domain(db, account, pattern + 1, error)
                           : keep_hand_rule(db, pattern, account, run_engine_now(engine), error);
}

static gboolean
make_account(Engine *engine, const char *name, gint64 *ret_id, GError **error)
{
    g_autofree char *ext_id = keep_row_new_id(run_engine_db(engine), "account", error);
    g_autoptr(KeepFields) fields = keep_fields_new();
    keep_fields_text(fields, "name", name);
    return ext_id != NULL && keep_account_save(run_engine_db(engine), ext_id, fields, run_engine_profile(engine)->calendar, run_engine_now(engine),
                                               ret_id, NULL, error);
}

gboolean
run_triage_apply(Engine *engine, const TriageDecision *decision, GError **error)
{
    KeepDb *db = run_engine_db(engine);
    gint64 account = 0;
    switch (decision->kind) {
    case TRIAGE_ASSIGN:
        return keep_row_need(db, "account", decision->account, &account, error) && assign(engine, decision->pattern, account, error);
    case TRIAGE_NEW:
        return make_account(engine, decision->account, &account, error) && assign(engine, decision->pattern, account, error);
    case TRIAGE_IGNORE:
        return keep_hand_triage(db, decision->pattern, "ignore", run_engine_now(engine), error);
    case TRIAGE_NEVER:
        return keep_hand_triage(db, decision->pattern, "never_log", run_engine_now(engine), error);
    case TRIAGE_UNDO:
        return keep_hand_undo(db, decision->pattern, error);
    }
    g_assert_not_reached();
}

typedef struct Signals Signals;
typedef struct {
    Cli *cli;
    Engine *engine;
    Signals *signals;
    const Table *strangers;
    guint at;              /* the stranger asked about */
    GPtrArray *decisions;  /* of TriageDecision*, owned */
    GArray *places;        /* of guint: the stranger each was made at */
} Talk;

static gboolean
apply_all(gpointer data, GError **error)
{
    const Talk *talk = data;
    for (guint i = 0; i < talk->decisions->len; i++)
        if (!run_triage_apply(talk->engine, talk->decisions->pdata[i], error))
            return FALSE;
    return TRUE;
}

typedef struct {
    const Talk *talk;
    const TriageDecision *decision;
} Preview;

static gboolean
apply_one(gpointer data, GError **error)
{
    const Preview *preview = data;
    return run_triage_apply(preview->talk->engine, preview->decision, error);
}

/* --- one key ---------------------------------------------------------------------------------------------------------------- */

static volatile sig_atomic_t is_told_to_leave;
static const int leaving[] = { SIGINT, SIGTERM, SIGHUP };

/* Held back but while a key or a line is awaited: none comes unseen, and none in the middle of a thought. */
struct Signals {
    sigset_t outside;
    struct sigaction before[G_N_ELEMENTS(leaving)];
};

static void
on_signal(int number)
{
    (void)number;
    is_told_to_leave = 1;
}

static void
signals_hold(Signals *signals)
{
    const struct sigaction leave = { .sa_handler = on_signal };
    sigset_t ours;
    sigemptyset(&ours);
    for (gsize i = 0; i < G_N_ELEMENTS(leaving); i++)
        sigaddset(&ours, leaving[i]);
    sigprocmask(SIG_BLOCK, &ours, &signals->outside);
    for (gsize i = 0; i < G_N_ELEMENTS(leaving); i++)
        sigaction(leaving[i], &leave, &signals->before[i]);
}

static void
signals_release(const Signals *signals)
{
    for (gsize i = 0; i < G_N_ELEMENTS(leaving); i++)
        sigaction(leaving[i], &signals->before[i], NULL);
    sigprocmask(SIG_SETMASK, &signals->outside, NULL);
}

static gboolean
wait_for_key(const Signals *signals)
{
    fd_set set;
    FD_ZERO(&set);
    FD_SET(STDIN_FILENO, &set);
    while (!is_told_to_leave && pselect(STDIN_FILENO + 1, &set, NULL, NULL, NULL, &signals->outside) < 0)
        if (errno != EINTR)
            return FALSE;
    return !is_told_to_leave;
}

/* The terminal is only without echo while a key is awaited: however the program ends, it is found as it was. 0 = leave. */
static int
read_key(const Signals *signals)
{
    struct termios before, raw;
    unsigned char c = 0;
    if (tcgetattr(STDIN_FILENO, &before) != 0)
        return 0;
    raw = before;
    raw.c_lflag &= (tcflag_t)~(ICANON | ECHO | ISIG);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    fflush(stdout);
    gboolean good = wait_for_key(signals) && read(STDIN_FILENO, &c, 1) == 1;
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    return good ? c : 0;
}

/* --- the stranger -------------------------------------------------------------------------------------------------------------- */

static const char *
cell(const Talk *talk, guint row, const char *key)
{
    const Value *value = table_get(talk->strangers, row, key);
    return value != NULL && value->kind == VALUE_TEXT ? value->t : NULL;
}

static gint64
number(const Talk *talk, guint row, const char *key)
{
    return table_get(talk->strangers, row, key)->i;
}

static void G_GNUC_PRINTF(2, 3)
say(const Talk *talk, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    g_autofree char *text = g_strdup_vprintf(format, list);
    va_end(list);
    g_autofree char *line = present_cut(present_plain(text, 0, FALSE), talk->cli->print.width > 0 ? talk->cli->print.width : 80);
    printf("%s\n", line);
}

static void
append_fact(GString *facts, const char *fact)
{
    g_string_append_printf(facts, "%s%s", facts->len > 0 ? ", " : "", fact);
}

static void
say_facts(const Talk *talk)
{
    guint row = talk->at;
    gint64 letters = number(talk, row, "messages"), meetings = number(talk, row, "meetings");
    const char *lead = cell(talk, row, "lead"), *account = cell(talk, row, "account");
    g_autoptr(GString) facts = g_string_new(NULL);
    g_autofree char *count = g_strdup_printf(ngettext("%d letter", "%d letters", (gulong)letters), (int)letters);
    g_autofree char *met = g_strdup_printf(ngettext("%d meeting", "%d meetings", (gulong)meetings), (int)meetings);
    append_fact(facts, count);
    if (number(talk, row, "answered"))
        append_fact(facts, _("you wrote to them"));
    if (meetings > 0)
        append_fact(facts, met);
    if (account != NULL)
        g_string_append_printf(facts, lead != NULL ? _(", domain of %s with lead %s") : _(", domain of %s"), account, lead);
    say(talk, "  %s", facts->str);
}

static void
say_domain(const Talk *talk)
{
    const char *domain = cell(talk, talk->at, "domain");
    gint64 letters = 0;
    guint people = 0;
    for (guint i = 0; i < talk->strangers->rows->len; i++) {
        if (g_strcmp0(cell(talk, i, "domain"), domain) != 0)
            continue;
        people++;
        letters += number(talk, i, "messages");
    }
    if (people > 1 && !domain_is_freemail(domain))
        say(talk, _("  @%s: %d letters of %u strangers"), domain, (int)letters, people);
}

static void
show(const Talk *talk)
{
    const char *name = cell(talk, talk->at, "name"), *subject = cell(talk, talk->at, "subject");
    g_autofree char *last = present_cell(table_get(talk->strangers, talk->at, "last"), talk->cli->print.zone, talk->cli->print.swedish);
    printf("\n");
    say(talk, "%u/%u  %s  %s", talk->at + 1, talk->strangers->rows->len, cell(talk, talk->at, "address"), name != NULL ? name : "");
    say_facts(talk);
    say_domain(talk);
    say(talk, "  %s  %s", last, subject != NULL ? subject : "");
}

static void
show_keys(const Talk *talk)
{
    say(talk, "%s", _("a account, d domain, n new, i ignore, v never, s skip, u undo, q save, x leave"));
}

/* --- deciding ------------------------------------------------------------------------------------------------------------------ */

/* What a decision made before covers needs no question any more. */
static gboolean
is_covered(const Talk *talk, guint row)
{
    const char *addr = cell(talk, row, "address"), *domain = cell(talk, row, "domain");
    for (guint i = 0; i < talk->decisions->len; i++) {
        const char *pattern = ((const TriageDecision *)talk->decisions->pdata[i])->pattern;
        if (*pattern == '@' ? domain_is_under(domain, pattern + 1) : g_str_equal(pattern, addr))
            return TRUE;
    }
    return FALSE;
}

static void
go_on(Talk *talk)
{
    do
        talk->at++;
    while (talk->at < talk->strangers->rows->len && is_covered(talk, talk->at));
}

/* Tried at once and taken back, for the count it brings, and because what cannot be should be said now. */
static gboolean
preview(const Talk *talk, const TriageDecision *decision)
{
    const Preview one = { talk, decision };
    g_autoptr(Document) document = document_new();
    g_autoptr(GError) failure = NULL;
    if (!run_heal(talk->engine, apply_one, (gpointer)&one, TRUE, document, &failure)) {
        say(talk, "  %s", failure->message);
        return FALSE;
    }
    int added = (int)value_get(document->facts, "added")->i, erased = (int)value_get(document->facts, "erased")->i;
    if (decision->kind == TRIAGE_NEVER)
        say(talk, ngettext("  → %s: %d letter will be forgotten", "  → %s: %d letters will be forgotten", (gulong)erased), decision->pattern, erased);
    else if (decision->kind == TRIAGE_IGNORE)
        say(talk, _("  → %s: not asked again"), decision->pattern);
    else
        say(talk, ngettext("  → %s to %s: %d touchpoint", "  → %s to %s: %d touchpoints", (gulong)added), decision->pattern, decision->account, added);
    return TRUE;
}

/* Takes PATTERN and ACCOUNT. */
static void
decide(Talk *talk, TriageKind kind, char *pattern, char *account)
{
    TriageDecision *decision = g_new0(TriageDecision, 1);
    *decision = (TriageDecision){ kind, pattern, account };
    if (!preview(talk, decision)) {
        run_triage_decision_free(decision);
        return;
    }
    g_ptr_array_add(talk->decisions, decision);
    g_array_append_val(talk->places, talk->at);
    go_on(talk);
}

/* The account of this id, or the only one with a name like it; NULL = told why not. */
static char *
find_account(const Talk *talk, const char *text)
{
    KeepDb *db = run_engine_db(talk->engine);
    gint64 id = keep_row_find(db, "account", text, NULL);
    g_autoptr(GPtrArray) named = id == 0 ? keep_account_named(db, text, NULL) : NULL;
    char *found = id != 0 ? keep_db_text(db, "SELECT ext_id FROM account WHERE id = :id", BIND(KI("id", id)), NULL)
                          : named != NULL && named->len == 1 ? g_strdup(named->pdata[0]) : NULL;
    if (found == NULL)
        say(talk, _("  %s: no account, or several of that name"), text);
    return found;
}

/* The domain if one organisation can have it, else the address. */
static char *
widest_pattern(const Talk *talk)
{
    const char *domain = cell(talk, talk->at, "domain");
    g_autofree char *whole = g_strconcat("@", domain, NULL);
    gboolean is_shared = domain_is_freemail(domain) || domain_is_public_suffix(domain) || run_ladder_is_ours(talk->cli->profile->config, whole);
    return is_shared ? g_strdup(cell(talk, talk->at, "address")) : g_steal_pointer(&whole);
}

/* A line is typed as anywhere else; ^C there ends the program, with nothing saved. Caller frees. */
static char *
ask(const Talk *talk, const char *question, const char *standard)
{
    fflush(stdout);
    signals_release(talk->signals);
    char *text = run_ask_text(question, standard, NULL);
    signals_hold(talk->signals);
    return text;
}

static void
decide_account(Talk *talk, char *pattern)
{
    const char *suggestion = cell(talk, talk->at, "account");
    g_autofree char *owned = pattern;
    g_autofree char *text = ask(talk, _("Account (id or part of its name)"), suggestion != NULL ? suggestion : "");
    char *account = text != NULL && *text != '\0' ? find_account(talk, text) : NULL;
    if (account != NULL)
        decide(talk, TRIAGE_ASSIGN, g_steal_pointer(&owned), account);
}

static void
decide_new(Talk *talk)
{
    g_autofree char *name = ask(talk, _("Name of the new account"), "");
    if (name != NULL && *name != '\0')
        decide(talk, TRIAGE_NEW, widest_pattern(talk), g_steal_pointer(&name));
}

static void
undo(Talk *talk)
{
    if (talk->decisions->len == 0) {
        say(talk, "%s", _("  nothing to undo"));
        return;
    }
    guint last = talk->decisions->len - 1;
    talk->at = g_array_index(talk->places, guint, last);
    g_array_set_size(talk->places, last);
    g_ptr_array_set_size(talk->decisions, (int)last);
}

static char *
address(const Talk *talk)
{
    return g_strdup(cell(talk, talk->at, "address"));
}

static void
act(Talk *talk, int key)
{
    switch (key) {
    case 'a':
        decide_account(talk, address(talk));
        return;
    case 'd':
        decide_account(talk, g_strconcat("@", cell(talk, talk->at, "domain"), NULL));
        return;
    case 'n':
        decide_new(talk);
        return;
    case 'i':
        decide(talk, TRIAGE_IGNORE, address(talk), NULL);
        return;
    case 'v':
        decide(talk, TRIAGE_NEVER, address(talk), NULL);
        return;
    case 's':
        go_on(talk);
        return;
    case 'u':
        undo(talk);
        return;
    default:
        show_keys(talk);
    }
}

/* Until q (TRUE), or x, ^C, ^D, a signal (FALSE). At the end of the list what was decided can still be undone. */
static gboolean
ask_all(Talk *talk)
{
    for (;;) {
        gboolean is_over = talk->at >= talk->strangers->rows->len;
        if (is_over)
            say(talk, "%s", _("That was the last one. u undo, q save, x leave"));
        else
            show(talk);
        int key;
        do
            key = read_key(talk->signals);
        while (key == '\n' || key == '\r');
        if (key == 'q')
            return TRUE;
        if (key == 'x' || key == 0 || key == 3 || key == 4)
            return FALSE;
        if (!is_over || key == 'u')
            act(talk, key);
    }
}

static int
save(Talk *talk, GError **error)
{
    g_autoptr(Document) document = document_new();
    if (!run_heal(talk->engine, apply_all, talk, FALSE, document, error))
        return -1;
    present_bus_call("Changed", NULL, NULL);
    int decisions = (int)talk->decisions->len, added = (int)value_get(document->facts, "added")->i;
    say(talk, ngettext("%d decision saved; %d touchpoints came", "%d decisions saved; %d touchpoints came", (gulong)decisions), decisions, added);
    return EXIT_DONE;
}

int
run_triage_talk(Cli *cli, const Table *strangers, GError **error)
{
    g_autoptr(Engine) engine = run_engine_open(cli->profile, cli->has_now ? cli->now : 0, error);
    if (engine == NULL)
        return -1;
    g_autoptr(GPtrArray) decisions = g_ptr_array_new_with_free_func(run_triage_decision_free);
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(guint));
    Signals signals;
    Talk talk = { cli, engine, &signals, strangers, 0, decisions, places };
    signals_hold(&signals);
    show_keys(&talk);
    gboolean is_to_save = ask_all(&talk);
    signals_release(&signals);
    if (!is_to_save) {
        say(&talk, "%s", _("Nothing was saved."));
        return EXIT_NOTHING;
    }
    return decisions->len > 0 ? save(&talk, error) : EXIT_DONE;
}
