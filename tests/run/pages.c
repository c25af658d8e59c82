/* SPDX-License-Identifier: MIT
 * The command table, cadens(1) and the completion agree; so do the kinds of import and
 * cadens-import(5) (spec 13, rule 5), the rules and cadens-rules(7). */
#include <string.h>
#include "base/alert.h"
#include "measure/rule.h"
#include "run/command.h"
#include "run/import-kind.h"
#include "run/import.h"

static const ImportKind *const kinds[] = {
    &run_import_users, &run_import_accounts, &run_import_contacts, &run_import_leads, &run_import_stage_history,
    &run_import_lead_changes, &run_import_qualification, &run_import_lead_touches, &run_import_proposals, &run_import_projects,
    &run_import_invoices, &run_import_subscriptions, &run_import_subscription_changes, &run_import_costs, &run_import_touchpoints,
    &run_import_meetings, &run_import_follow_ups, &run_import_reviews, &run_import_surveys, &run_import_referrals,
    &run_import_targets, &run_import_value_notes, &run_import_tier_history, &run_import_services, &run_import_stages,
    &run_import_sources, &run_import_forecast_snapshots, &run_import_tiers, &run_import_review_policies, &run_import_signals, &run_import_competitors,
};

static char **
read_lines(const char *folder, const char *name)
{
    g_autofree char *file = g_test_build_filename(G_TEST_DIST, "..", folder, name, NULL);
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(file, &text, NULL, &error);
    g_assert_no_error(error);
    return g_strsplit(text, "\n", -1);
}

/* --- cadens(1)
 * ------------------------------------------------------------------------------------------------------------
 */

/* "triage assign" of ".It Cm triage assign Ar pattern account ..."; NULL if the line begins no
 * command. */
static char *
command_of(const char *line)
{
    static const char *const macros[] = {"Ar", "Fl", "Op", "Oo", NULL};
    if (!g_str_has_prefix(line, ".It Cm "))
        return NULL;
    g_auto(GStrv) words = g_strsplit(line + strlen(".It Cm "), " ", -1);
    g_autoptr(GString) name = g_string_new(NULL);
    for (char **word = words; *word && !g_strv_contains(macros, *word); word++)
        g_string_append_printf(name, "%s%s", name->len > 0 ? " " : "", *word);
    return g_string_free(g_steal_pointer(&name), FALSE);
}

/* Command name -> its whole entry, in the order of the page. Caller unrefs both. */
static GHashTable *
read_manual(GPtrArray *order)
{
    g_auto(GStrv) lines = read_lines("man", "cadens.1");
    GHashTable *entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; lines[i]; i++) {
        char *name = command_of(lines[i]);
        if (!name)
            continue;
        g_autoptr(GString) entry = g_string_new(lines[i]);
        for (guint k = i + 1;
             lines[k] && !g_str_has_prefix(lines[k], ".It ") && !g_str_has_prefix(lines[k], ".El");
             k++)
            g_string_append_printf(entry, "\n%s", lines[k]);
        g_string_append_c(entry, '\n');
        g_ptr_array_add(order, g_strdup(name));
        if (!g_hash_table_insert(entries, name, g_string_free(g_steal_pointer(&entry), FALSE)))
            g_error("cadens(1) has two entries for one command");
    }
    return entries;
}

static gboolean
is_column(const char *option)
{
    g_autofree char *name = g_strdelimit(g_strdup(option), "-", '_');
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        for (const ImportColumn *column = kinds[i]->columns; column->name; column++)
            if (g_str_equal(column->name, name))
                return TRUE;
    return FALSE;
}

/* An option is named in the entry, or the entry sends the reader to cadens-import(5), which has it
 * as a column. */
static void
check_option(const Command *command, const char *entry, const char *option)
{
    g_autofree char *pattern = g_strdup_printf("Fl -%s\\b", option);
    if (g_regex_match_simple(pattern, entry, 0, 0))
        return;
    if (strstr(entry, ".Xr cadens-import 5") && (is_column(option) || g_str_equal(option, "id")))
        return;
    g_error("cadens(1) does not tell of --%s of cadens %s", option, command->name);
}

static void
check_options(const Command *command, const char *entry)
{
    g_auto(GStrv) options = g_strsplit(command->options ? command->options : "", " ", -1);
    for (char **option = options; *option; option++) {
        (*option)[strcspn(*option, "=")] = '\0';
        check_option(command, entry, *option);
    }
    g_assert_nonnull(strchr(entry, '\n'));
    if (strchr(entry, '\n')[1] == '\0')
        g_error("cadens(1) does not explain cadens %s", command->name);
}

static void
test_manual(void)
{
    g_autoptr(GPtrArray) order = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) entries = read_manual(order);
    for (const Command *const *command = run_commands; *command; command++) {
        const char *entry = g_hash_table_lookup(entries, (*command)->name);
        if (!entry)
            g_error("cadens(1) does not tell of cadens %s", (*command)->name);
        check_options(*command, entry);
    }
    for (guint i = 0; i < order->len; i++) {
        gboolean is_known = FALSE;
        for (const Command *const *command = run_commands; *command; command++)
            is_known = is_known || g_str_equal((*command)->name, order->pdata[i]);
        if (!is_known)
            g_error("cadens(1) tells of a command that there is not: %s", (char *)order->pdata[i]);
    }
}

/* --- completion
 * --------------------------------------------------------------------------------------------------------------
 */

static void
test_completion(void)
{
    g_auto(GStrv) lines = read_lines("conf/completion", "cadens.bash");
    guint at = 0;
    while (lines[at] && !g_str_has_prefix(lines[at], "_cadens_commands='"))
        at++;
    g_assert_nonnull(lines[at]);
    for (const Command *const *command = run_commands; *command; command++, at++) {
        const char *line =
            command == run_commands ? lines[at] + strlen("_cadens_commands='") : lines[at];
        g_autofree char *expected = g_strdup_printf("%s:%s", (*command)->name,
                                                    (*command)->options ? (*command)->options : "");
        g_assert_cmpstr(line, ==, expected);
    }
    g_assert_cmpstr(lines[at], ==, "'");
    g_autofree char *names = g_strjoinv(" ", (char **)run_import_kinds());
    g_autofree char *expected = g_strdup_printf("_cadens_kinds='%s'", names);
    g_assert_cmpstr(lines[at + 1], ==, expected);
}

/* --- cadens-import(5)
 * ----------------------------------------------------------------------------------------------------------
 */

static guint
next_of(char **lines, guint from, const char *macro)
{
    while (lines[from] && !g_str_has_prefix(lines[from], macro) &&
           !g_str_has_prefix(lines[from], ".Sh "))
        from++;
    g_assert_nonnull(lines[from]);
    return from;
}

static guint
check_columns(char **lines, guint at, const ImportKind *kind)
{
    for (const ImportColumn *column = kind->columns; column->name; column++) {
        g_autofree char *item = g_strdup_printf(".It Cm %s", column->name);
        at = next_of(lines, at, ".It ");
        g_assert_cmpstr(lines[at], ==, item);
        gboolean says_required = g_str_equal(lines[at + 1], "Required.");
        if (says_required != column->is_required)
            g_error("cadens-import(5): %s: %s: is it required?", kind->name, column->name);
        at++;
    }
    guint end = next_of(lines, at, ".El");
    guint more = next_of(lines, at, ".It ");
    g_assert_cmpuint(end, <, more);
    return end;
}

static void
test_import(void)
{
    const char *const *names = run_import_kinds();
    g_auto(GStrv) lines = read_lines("man", "cadens-import.5");
    guint at = 0;
    while (lines[at] && !g_str_equal(lines[at], ".Sh KINDS"))
        at++;
    g_assert_nonnull(lines[at]);
    g_assert_cmpuint(g_strv_length((char **)names), ==, G_N_ELEMENTS(kinds));
    at++;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *header = g_strdup_printf(".Ss %s", kinds[i]->name);
        g_assert_cmpstr(kinds[i]->name, ==, names[i]);
        at = next_of(lines, at, ".Ss ");
        g_assert_cmpstr(lines[at], ==, header);
        at = check_columns(lines, at, kinds[i]);
        g_assert_cmpstr(lines[at + 1], ==, ".Bd -literal -offset indent"); /* the example */
    }
    at = next_of(lines, at, ".Ss ");
    g_assert_true(g_str_has_prefix(lines[at], ".Sh "));
}

/* --- cadens-rules(7) */

/* The entry of a rule from LINE on, without the severities: "what. Ends when ...". Caller frees. */
static char *
words_of(char *const *line)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (; *line && !g_str_has_prefix(*line, ".It ") && !g_str_has_prefix(*line, ".El"); line++)
        if (!g_str_has_prefix(*line, "Severity "))
            g_string_append_printf(words, "%s%s", words->len > 0 ? " " : "", *line);
    return g_string_free(g_steal_pointer(&words), FALSE);
}

static void
assert_words(const char *id, char *const *line)
{
    const RuleWords *words = measure_rule_words(id);
    if (!words)
        g_error("%s: no words in rule-words.c", id);
    g_autofree char *have = g_strdup_printf("%s %s", words->what, words->ends);
    g_autofree char *wanted = words_of(line);
    g_assert_cmpstr(have, ==, wanted);
}

static void
test_rules(void)
{
    g_auto(GStrv) lines = read_lines("man", "cadens-rules.7");
    const char *const *ids = alert_rules();
    for (guint i = 0; lines[i]; i++) {
        if (!g_str_has_prefix(lines[i], ".It Cm "))
            continue;
        g_assert_cmpstr(lines[i] + strlen(".It Cm "), ==, *ids);
        g_assert_true(g_str_has_prefix(lines[i + 1], "Severity "));
        assert_words(*ids, &lines[i + 1]);
        ids++;
    }
    g_assert_null(*ids);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pages/manual", test_manual);
    g_test_add_func("/pages/completion", test_completion);
    g_test_add_func("/pages/import", test_import);
    g_test_add_func("/pages/rules", test_rules);
    return g_test_run();
}
