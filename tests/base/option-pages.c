/* SPDX-License-Identifier: MIT
 * The option table, the example configuration and cadens.conf(5) say the same (spec 13, rule 5). */
#include <glib.h>
#include <string.h>
#include "base/option-value.h"
#include "base/option.h"

#define EXAMPLE "conf", "cadens.conf.example"
#define PAGE "man", "cadens.conf.5"

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

static gboolean
is_named(const char *section)
{
    return g_str_equal(section, "mailbox") || g_str_equal(section, "calendar");
}

static char *
header_of(const Option *option)
{
    return g_strdup_printf("[%s%s]", option->section, is_named(option->section) ? " NAME" : "");
}

/* --- the example
 * ---------------------------------------------------------------------------------------------------------
 */

/* Where LINE stands behind *AT; a test failure if it does not. What lies between must be no option.
 */
static void
expect_line(char **lines, guint *at, const char *line)
{
    guint i = *at;
    while (lines[i] && !g_str_equal(lines[i], line)) {
        gboolean is_option =
            lines[i][0] == '#' && g_ascii_islower(lines[i][1]) && strchr(lines[i], '=');
        if (is_option)
            g_error("line %u of the example, \"%s\", stands where \"%s\" should", i + 1, lines[i],
                    line);
        i++;
    }
    if (!lines[i])
        g_error("the example has no line \"%s\" behind line %u", line, *at);
    *at = i + 1;
}

static void
test_example(void)
{
    gsize n;
    const Option *options = option_table(&n);
    g_auto(GStrv) lines = read_lines(EXAMPLE);
    guint at = 0;
    for (gsize i = 0; i < n; i++) {
        g_autofree char *header = header_of(&options[i]);
        g_autofree char *section =
            g_strconcat(is_named(options[i].section) ? "#" : "", header, NULL);
        g_autofree char *help = g_strdup_printf("# %s.", options[i].help);
        g_autofree char *setting =
            g_strdup_printf("#%s =%s%s", options[i].key, options[i].standard ? " " : "",
                            options[i].standard ? options[i].standard : "");
        if (i == 0 || !g_str_equal(options[i].section, options[i - 1].section))
            expect_line(lines, &at, section);
        expect_line(lines, &at, help);
        expect_line(lines, &at, setting);
    }
    for (; lines[at]; at++) /* the end of the file */
        g_assert_cmpstr(lines[at], ==, "");
}

static void
assert_parses(const char *text, guint mailboxes, guint calendars)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    const ConfigLayer layer = {"cadens.conf.example", text, FALSE, 0};
    g_autoptr(Config) config = config_parse(&layer, 1, problems);
    if (!config)
        g_error("%s", (char *)problems->pdata[0]);
    g_assert_cmpuint(g_strv_length((char **)config_sections(config, "mailbox")), ==, mailboxes);
    g_assert_cmpuint(g_strv_length((char **)config_sections(config, "calendar")), ==, calendars);
}

/* Copied as it is, it changes nothing; with the lines of its first page made active, it is a
 * working configuration; with its defaults made active, it says what is so anyway. */
static void
test_example_works(void)
{
    g_auto(GStrv) lines = read_lines(EXAMPLE);
    g_autofree char *whole = g_strjoinv("\n", lines);
    g_autoptr(GString) first_page = g_string_new(NULL), defaults = g_string_new(NULL);
    gboolean named = FALSE;
    for (guint i = 0; lines[i]; i++) {
        gboolean is_header = lines[i][0] == '[' || g_str_has_prefix(lines[i], "#[");
        if (g_str_has_prefix(lines[i], "#     "))
            g_string_append_printf(first_page, "%s\n", lines[i] + strlen("#     "));
        named = is_header ? lines[i][0] == '#' : named;
        if (!named && (is_header || (lines[i][0] == '#' && g_ascii_islower(lines[i][1]))))
            g_string_append_printf(defaults, "%s\n", lines[i] + (lines[i][0] == '#'));
    }
    assert_parses(whole, 0, 0);
    assert_parses(first_page->str, 1, 1);
    assert_parses(defaults->str, 0, 0);
    g_assert_nonnull(strstr(defaults->str, "language ="));
}

/* --- the manual page
 * ------------------------------------------------------------------------------------------------------
 */

static char *
range_of(const Option *option)
{
    char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE];
    if (option->min > option->max)
        return g_strdup("");
    g_ascii_formatd(low, sizeof low, "%.12g", option->min);
    g_ascii_formatd(high, sizeof high, "%.12g", option->max);
    return g_strdup_printf(" from %s to %s", low, high);
}

static char *
type_of(const Option *option)
{
    static const char *const words[] = {
        [OPTION_TEXT] = "Text",      [OPTION_INT] = "Whole number", [OPTION_REAL] = "Number",
        [OPTION_BOOL] = "Yes or no", [OPTION_LIST] = "List",        [OPTION_PERCENT] = "Percentage",
        [OPTION_CHOICE] = "One of"};
    if (option->type != OPTION_CHOICE)
        return g_strdup(words[option->type]);
    g_auto(GStrv) choices = g_strsplit(option->choices, "|", -1);
    g_autofree char *list = g_strjoinv(", ", choices);
    return g_strdup_printf("%s %s", words[option->type], list);
}

/* The sentence with which the description of an option begins. */
static char *
sentence_of(const Option *option)
{
    g_autofree char *type = type_of(option), *range = range_of(option);
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "%s%s, %s%s.", type, range,
                           option->standard ? "by default " : "unset by default",
                           option->standard ? option->standard : "");
    g_string_replace(text, "-", "\\-", 0);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* The next line at or behind *AT that begins with MACRO, NULL before the next section of the page.
 */
static const char *
next_macro(char **lines, guint *at, const char *macro)
{
    for (guint i = *at; lines[i] && !g_str_has_prefix(lines[i], ".Sh "); i++)
        if (g_str_has_prefix(lines[i], macro)) {
            *at = i + 1;
            return lines[i] + strlen(macro);
        }
    return NULL;
}

static void
test_page(void)
{
    gsize n;
    const Option *options = option_table(&n);
    g_auto(GStrv) lines = read_lines(PAGE);
    guint at = 0;
    while (lines[at] && !g_str_equal(lines[at], ".Sh OPTIONS"))
        at++;
    g_assert_nonnull(lines[at]);
    at++;
    for (gsize i = 0; i < n; i++) {
        g_autofree char *header = header_of(&options[i]), *sentence = sentence_of(&options[i]);
        if (i == 0 || !g_str_equal(options[i].section, options[i - 1].section))
            g_assert_cmpstr(next_macro(lines, &at, ".Ss "), ==, header);
        g_assert_cmpstr(next_macro(lines, &at, ".It Cm "), ==, options[i].key);
        g_assert_cmpstr(lines[at], ==, sentence);
        if (lines[at + 1][0] == '.' && !g_str_has_prefix(lines[at + 1], ".Li") &&
            !g_str_has_prefix(lines[at + 1], ".Cm"))
            g_error("[%s] %s is not explained", options[i].section, options[i].key);
    }
    g_assert_null(next_macro(lines, &at, ".It Cm "));
    g_assert_null(next_macro(lines, &at, ".Ss "));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/option/example", test_example);
    g_test_add_func("/option/example/works", test_example_works);
    g_test_add_func("/option/page", test_page);
    return g_test_run();
}
