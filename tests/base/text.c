/* SPDX-License-Identifier: MIT
 * Hostile text made safe, folding, subjects, words, the nearest word, and the digest (spec 16 B18,
 * 08 §8.5). */
#include "base/text.h"
#include <string.h>

static void
test_clean(void)
{
    static const struct {
        const char *bytes;
        gssize length;
        const char *clean;
    } cases[] = {
        {"", -1, ""},
        {"plain", -1, "plain"},
        {"r\xc3\xa4ksm\xc3\xb6rg\xc3\xa5s", -1, "räksmörgås"},
        {"r\xe4ksm\xf6rg\xe5s", -1, "räksmörgås"},
        {"a\r\nb\tc\x1b[31m\x7f", -1, "a  b c [31m "},
        {"a\0b", 3, "a b"},
        {"\0", 1, " "},
        {"\xc3\xa4\0\xc3\xb6", 5, "ä ö"},
        {"a\xc2\x85"
         "b\xc2\x9b"
         "c",
         -1, "a b c"},
        {"a\xe2\x80\xa8"
         "b\xe2\x80\xa9"
         "c\xe2\x80\xae"
         "d\xe2\x81\xa6"
         "e",
         -1, "a b c d e"},
        {"\x80 100 \x93x\x94", -1, "€ 100 “x”"},
        {"a\x81\xff", -1, "a\xef\xbf\xbdÿ"},
        {"ab\xc3", 3, "abÃ"},
        {"\xed\xa0\x80", -1, "í\xc2\xa0€"},
        {"abcdef", 3, "abc"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gssize length = cases[i].length;
        gsize n = length < 0 ? strlen(cases[i].bytes) : (gsize)length;
        g_autofree char *copy = n ? g_memdup2(cases[i].bytes, n) : NULL;
        g_autofree char *clean = text_clean(copy ? copy : "", (gssize)n);
        g_assert_cmpstr(clean, ==, cases[i].clean);
        if (length >= 0)
            continue;
        g_autofree char *whole = text_clean(cases[i].bytes, -1);
        g_assert_cmpstr(whole, ==, cases[i].clean);
    }
}

/* Whatever the bytes, the result is UTF-8 without controls, and cleaning it again changes nothing.
 */
static void
test_clean_any(void)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    for (int round = 0; round < 5000; round++) {
        char bytes[24];
        int n = g_rand_int_range(rand, 1, (int)sizeof bytes);
        for (int i = 0; i < n; i++)
            bytes[i] = (char)g_rand_int_range(rand, 0, g_rand_boolean(rand) ? 256 : 64);
        g_autofree char *copy = g_memdup2(bytes, (gsize)n);
        g_autofree char *clean = text_clean(copy, n);
        g_assert_true(g_utf8_validate(clean, -1, NULL));
        for (const char *p = clean; *p; p = g_utf8_next_char(p))
            g_assert_false(g_unichar_iscntrl(g_utf8_get_char(p)));
        g_autofree char *again = text_clean(clean, -1);
        g_assert_cmpstr(again, ==, clean);
    }
}

static void
test_clean_line(void)
{
    static const struct {
        const char *text;
        gsize max;
        const char *line;
    } cases[] = {
        {"  hej \r\n", 100, "hej"},
        {"åäö", 2, "åä"},
        {"a b c", 2, "a"},
        {"   ", 5, ""},
        {"abc", 0, ""},
        {"\xc2\xa0x\xc2\xa0", 9, "x"},
        {"abc", 3, "abc"},
        {"a\nb", 9, "a b"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *line = text_clean_line(cases[i].text, -1, cases[i].max);
        g_assert_cmpstr(line, ==, cases[i].line);
    }
}

static void
test_fold(void)
{
    static const struct {
        const char *a, *b;
        gboolean same;
    } cases[] = {
        {"Anna", "ANNA", TRUE},          {"Åsa", "åsa", TRUE},      {"A\xcc\x8asa", "åsa", TRUE},
        {"Åsa", "Asa", FALSE},           {"Öberg", "Oberg", FALSE}, {"Straße", "STRASSE", TRUE},
        {"\xe2\x84\xabsa", "åsa", TRUE}, /* the Ångström sign */
        {"ΣΊΣΥΦΟΣ", "σίσυφος", TRUE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *a = text_fold(cases[i].a), *b = text_fold(cases[i].b);
        g_assert_cmpint(strcmp(a, b) == 0, ==, cases[i].same);
    }
    g_autofree char *broken = text_fold("a\xff");
    g_assert_true(g_utf8_validate(broken, -1, NULL));
}

static void
test_subjects(void)
{
    static const struct {
        const char *subject, *norm, *strip;
    } cases[] = {
        {"Offert Q2", "offert q2", "Offert Q2"},
        {"Re: Offert Q2", "offert q2", "Offert Q2"},
        {"SV: RE: Ang: VS: Fwd: VB: FW: AW: Offert", "offert", "Offert"},
        {"Re[2]: Re(3): Re^4: Re5: Offert", "offert", "Offert"},
        {"Re : Offert", "offert", "Offert"},
        {"  Sv:   Offert \t  Q2  ", "offert q2", "Offert \t  Q2  "},
        {"[Satori] Re: [EXTERNAL] Offert", "offert", "[Satori] Re: [EXTERNAL] Offert"},
        {"Re: [Satori] Offert", "offert", "[Satori] Offert"},
        {"Recept: fisk", "recept: fisk", "Recept: fisk"},
        {"Respons", "respons", "Respons"},
        {"Angående offert", "angående offert", "Angående offert"},
        {"Re", "re", "Re"},
        {"Re:", "", ""},
        {"Re[2: x", "re[2: x", "Re[2: x"},
        {"[open Offert", "[open offert", "[open Offert"},
        {"Möte 10:30 [A]", "möte 10:30 [a]", "Möte 10:30 [A]"},
        {"RE: ÅTERKOPPLING", "återkoppling", "ÅTERKOPPLING"},
        {"", "", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *norm = text_subject_norm(cases[i].subject);
        g_autofree char *strip = text_subject_strip(cases[i].subject);
        g_test_message("%s", cases[i].subject);
        g_assert_cmpstr(norm, ==, cases[i].norm);
        g_assert_cmpstr(strip, ==, cases[i].strip);
    }
}

static void
test_words(void)
{
    g_assert_true(text_has_word("vi har akut behov", "akut"));
    g_assert_true(text_has_word("akut", "akut"));
    g_assert_true(text_has_word("(akut)", "akut"));
    g_assert_true(text_has_word("akutet akut", "akut"));
    g_assert_true(text_has_word("snarast möjligt.", "snarast möjligt"));
    g_assert_false(text_has_word("akuten", "akut"));
    g_assert_false(text_has_word("åakut", "akut"));
    g_assert_false(text_has_word("akutå", "akut"));
    g_assert_false(text_has_word("2akut", "akut"));
    g_assert_false(text_has_word("aku", "akut"));
    g_assert_false(text_has_word("akut", ""));
    g_assert_false(text_has_word("", "akut"));
}

static void
test_nearest(void)
{
    static const char *const words[] = {"days", "timezone", "work_hours", "defer_max_days", NULL};
    static const struct {
        const char *word, *nearest;
    } cases[] = {
        {"day", "days"},
        {"dyas", "days"},
        {"DAYS", "days"},
        {"timezon", "timezone"},
        {"time_zone", "timezone"},
        {"workhours", "work_hours"},
        {"wrok_horus", "work_hours"},
        {"zzz", NULL},
        {"", NULL},
        {"d", NULL},
        {"password", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].word);
        g_assert_cmpstr(text_nearest(cases[i].word, words), ==, cases[i].nearest);
    }
    g_autofree char *huge = g_strnfill(1000000, 'd');
    g_assert_null(text_nearest(huge, words));
}

static void
test_likeness(void)
{
    static const struct {
        const char *a, *b;
        double least, most;
    } cases[] = {
        {"Demo", "demo", 1, 1},
        {"Å", "å", 1, 1},
        {"", "", 1, 1},
        {"", "Demo", 0, 0},
        {"Demo av Satori!", "demo  av – satori", 1, 1},
        {"Demo av Satori", "Demo av Satori (nytt)", 0.8, 0.9},
        {"Demo av Satori", "Avstämning", 0, 0.2},
        {"aaaa", "aa", 0.5, 0.5}, /* a pair counts once */
        {"\xff\xfe", "Demo", 0, 0},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        double likeness = text_likeness(cases[i].a, cases[i].b);
        g_test_message("%s, %s: %f", cases[i].a, cases[i].b, likeness);
        g_assert_true(likeness >= cases[i].least && likeness <= cases[i].most);
        g_assert_true(likeness == text_likeness(cases[i].b, cases[i].a));
    }
    g_autofree char *huge = g_strnfill(100000, 'd');
    g_assert_true(text_likeness(huge, "dd") < 0.1);
}

static void
test_sha256(void)
{
    g_autofree char *abc = text_sha256("abc", NULL);
    g_assert_cmpstr(abc, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    g_autofree char *joined = text_sha256("a", "b", NULL), *one = text_sha256("a\nb", NULL);
    g_assert_cmpstr(joined, ==, one);
    g_autofree char *split = text_sha256("a", "", "b", NULL);
    g_assert_cmpstr(split, !=, one);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/clean", test_clean);
    g_test_add_func("/text/clean-any", test_clean_any);
    g_test_add_func("/text/clean-line", test_clean_line);
    g_test_add_func("/text/fold", test_fold);
    g_test_add_func("/text/subjects", test_subjects);
    g_test_add_func("/text/words", test_words);
    g_test_add_func("/text/nearest", test_nearest);
    g_test_add_func("/text/likeness", test_likeness);
    g_test_add_func("/text/sha256", test_sha256);
    return g_test_run();
}
