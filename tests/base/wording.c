/* SPDX-License-Identifier: MIT
 * What is kept of a text for people, and how it is worded again in another language. */
#include "base/wording.h"
#include <errno.h>
#include <string.h>
#include "base/error.h"

/* MSGID and VALUE as they are said now, stored. */
static char *
stored(const char *text)
{
    char *kept = wording_of(text);
    g_assert_true(g_utf8_validate(kept, -1, NULL));
    return kept;
}

static void
shows(const char *kept, const char *expect)
{
    g_autofree char *words = wording_show(kept);
    g_assert_cmpstr(words, ==, expect);
}

static void
test_values(void)
{
    g_autofree char *text = wording_format("%s: %d of %5.1f%% (%s)", "host", 3, 2.5, "");
    g_assert_cmpstr(text, ==, "host: 3 of   2.5% ()");
    g_autofree char *kept = stored(text);
    g_assert_cmpstr(kept, ==, "%s: %d of %5.1f%% (%s)\thost\t3\t  2.5\t");
    shows(kept, text);
    const char *word = wording_word("no such host");
    g_autofree char *kept_word = stored(word);
    g_assert_cmpstr(kept_word, ==, "no such host");
    shows(kept_word, "no such host");
}

/* A reason within an error within an error; the system's own words by their number. */
static void
test_nested(void)
{
    g_autoptr(GError) inner = NULL, outer = NULL;
    fail(&inner, FAIL_TRY_LATER, "%s: %s", "imap.example", g_strerror(ECONNREFUSED));
    fail(&outer, FAIL_ASK_USER, "portal: %s", inner->message);
    fail_within(&outer, "work");
    g_autofree char *kept = stored(outer->message);
    g_autofree char *expect = g_strdup_printf("work: portal: imap.example: %s", g_strerror(ECONNREFUSED));
    g_assert_cmpstr(outer->message, ==, expect);
    g_assert_null(strstr(kept, g_strerror(ECONNREFUSED)));
    shows(kept, expect);
    g_autofree char *words = wording_drop_owner(wording_show(kept), "work");
    g_assert_true(g_str_has_prefix(words, "portal: "));
}

static void
test_as_it_is(void)
{
    static const char *const texts[] = {"", "said by nobody here", "100 %", "%s %n %1$s", "a\\tb"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *kept = stored(texts[i]);
        g_assert_cmpstr(kept, ==, texts[i]);
        shows(kept, texts[i]);
    }
    g_assert_null(wording_show(NULL));
    g_autofree char *none = wording_of(NULL);
    g_assert_null(none);
}

/* What stands in a database may have been written by anybody: no format is ever printed, whatever it asks for. */
static void
test_hostile(void)
{
    shows("%s%s%s\tonly one", "only one");
    shows("%n%99999999d%s\tx", "%nx");
    shows("%5$s %2$s\ta\tb", " b");
    shows("%4294967297$s\ta", "a");
    shows("%\t", "%");
    shows("%s\t\001\001\001", "\001\001");
    shows("%s\t\0029999", "\0029999");
    shows("%s\t\002x", "\002x");
    shows("\ta\tb", "");
    g_autoptr(GString) deep = g_string_new("%s");
    for (int i = 0; i < 2000; i++)
        g_string_append(deep, "\t\001%s");
    g_autofree char *shown = wording_show(deep->str);
    g_assert_nonnull(shown);
    g_autofree char *text = wording_format("%s!", "tab\tand \001 mark"), *kept = wording_of(text);
    shows(kept, "tab and   mark!");
    g_autofree char *star = wording_format("%*d", 5, 7), *kept_star = wording_of(star);
    g_assert_cmpstr(kept_star, ==, "    7");
}

static gpointer
make_many(gpointer data)
{
    for (int i = 0; i < 2000; i++) {
        g_autofree char *text = wording_format("%s: %d", (const char *)data, i);
        g_autofree char *kept = wording_of(text);
        g_autofree char *words = wording_show(kept);
        g_assert_cmpstr(words, ==, text);
    }
    return NULL;
}

static void
test_threads(void)
{
    GThread *one = g_thread_new("one", make_many, (gpointer) "one"), *two = g_thread_new("two", make_many, (gpointer) "two");
    g_thread_join(one);
    g_thread_join(two);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/wording/values", test_values);
    g_test_add_func("/wording/nested", test_nested);
    g_test_add_func("/wording/as-it-is", test_as_it_is);
    g_test_add_func("/wording/hostile", test_hostile);
    g_test_add_func("/wording/threads", test_threads);
    return g_test_run();
}
