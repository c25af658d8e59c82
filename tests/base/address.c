/* SPDX-License-Identifier: MIT
 * Address and domain forms (spec 16 B04), freemail, public suffixes, and sets. */
#include "base/address.h"
#include <string.h>

static void
test_canonical(void)
{
    static const struct {
        const char *given, *expected;
    } cases[] = {
        {"anna@example.com", "anna@example.com"},
        {"Anna.Svensson@Example.COM", "anna.svensson@example.com"},
        {"anna+offert@example.com", "anna@example.com"},
        {"anna+a+b@example.com", "anna@example.com"},
        {"+anna@example.com", "+anna@example.com"},
        {" <anna@example.com> ", "anna@example.com"},
        {"mailto:Anna@example.com", "anna@example.com"},
        {"MAILTO:mailto:anna@example.com?subject=x", "anna@example.com"},
        {"<mailto:anna@example.com>", "anna@example.com"},
        {"mailto:<anna@example.com>", "anna@example.com"},
        {"mailto: anna@example.com", "anna@example.com"},
        {"mailto:anna%40example.com", "anna@example.com"},
        {"mailto:anna%2Boffert@example.com?subject=50%25", "anna@example.com"},
        {"mailto:a%b@example.com", "a%b@example.com"},
        {"mailto:anna%0D%0ABcc:x@example.com", NULL},
        {"a%40b@example.com", "a%40b@example.com"},
        {"anna@example.com.", "anna@example.com"},
        {"\"anna.b\"@example.com", "anna.b@example.com"},
        {"\"an\\na\"@example.com", "anna@example.com"},
        {"\"a@b\"@example.com", "a@b@example.com"},
        {"a@b@example.com", "a@b@example.com"},
        {"anna(kommentar)@example.com", "anna@example.com"},
        {"anna (a (nested\\) one)) @ (x) example.com", "anna@example.com"},
        {"anna@b\xc3\xa5t.se", "anna@xn--bt-yia.se"},
        {"anna@B\xc3\x85T.se", "anna@xn--bt-yia.se"},
        {"anna@ba\xcc\x8at.se", "anna@xn--bt-yia.se"},
        {"anna@XN--BT-YIA.se", "anna@xn--bt-yia.se"},
        {"anna@stra\xc3\x9f"
         "e.de",
         "anna@xn--strae-oqa.de"},
        {"anna@example\xe3\x80\x82"
         "com",
         "anna@example.com"},
        {"\xc3\x85sa@example.com", "\xc3\xa5sa@example.com"},
        {"A\xcc\x8asa@example.com", "\xc3\xa5sa@example.com"},
        {"o'brien@example.com", "o'brien@example.com"},
        {"bounce=x=y.se@example.com", "bounce=x=y.se@example.com"},
        {"root@localhost", "root@localhost"},
        {"anna@mail_1.example.com", "anna@mail_1.example.com"},
        {"", NULL},
        {"anna", NULL},
        {"@example.com", NULL},
        {"anna@", NULL},
        {"anna@.", NULL},
        {"anna@.com", NULL},
        {"anna@a..b", NULL},
        {"anna b@example.com", NULL},
        {"anna@exam ple.com", NULL},
        {"\"anna b\"@example.com", NULL},
        {"anna\x01@example.com", NULL},
        {"anna\r\nBcc:x@example.com", NULL},
        {"anna\xc2\x85@example.com", NULL},
        {"\"anna@example.com", NULL},
        {"anna(open@example.com", NULL},
        {"\xff@example.com", NULL},
        {"anna@\xff.com", NULL},
        {"\"\"@example.com", NULL},
        {"<>", NULL},
        {"\"a(b\"@example.com", NULL},
        {"\"mailto:a\"@example.com", NULL},
        {"anna@example.com (Anna)", "anna@example.com"},
        {"\"Anna\" <anna@example.com>", NULL},
        {"anna@example.com, bo@example.com", NULL},
        {"mailto:", NULL},
        {"a<b>@example.com", NULL},
        {"anna@[127.0.0.1]", NULL},
        {"anna@ex/ample.com", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *made = address_canonical(cases[i].given);
        g_test_message("%s", cases[i].given);
        g_assert_cmpstr(made, ==, cases[i].expected);
        if (!made)
            continue;
        g_autofree char *again = address_canonical(made);
        g_assert_cmpstr(again, ==, made);
    }
    g_assert_null(address_canonical(NULL));
}

static char *
long_address(int local, int label)
{
    g_autofree char *left = g_strnfill((gsize)local, 'a');
    g_autofree char *right = g_strnfill((gsize)label, 'b');
    return g_strdup_printf("%s@%s.example", left, right);
}

static void
test_lengths(void)
{
    g_autofree char *longest = long_address(ADDRESS_MAX - 12, 3);
    g_autofree char *too_long = long_address(ADDRESS_MAX - 11, 3);
    g_autofree char *label = long_address(1, 64);
    g_autofree char *huge = long_address(1000000, 3);
    g_autofree char *made = address_canonical(longest);
    g_assert_cmpstr(made, ==, longest);
    g_assert_null(address_canonical(too_long));
    g_assert_null(address_canonical(label));
    g_assert_null(address_canonical(huge));
    g_autofree char *comments = g_strnfill(1000000, '(');
    g_assert_null(address_canonical(comments));
}

/* Whatever the bytes: no address, or a form that stays as it is, has both parts and nothing that
 * moves a cursor. */
static void
test_any(void)
{
    static const char *const pieces[] = {
        "a",       "Z",    "9",    ".",        "@",           "@",        "+",
        "\"",      "(",    ")",    "<",        ">",           "\\",       " ",
        "mailto:", "?",    "xn--", "\xc3\x85", "\xcc\x8a",    "\xc4\xb0", "\xe3\x80\x82",
        "\xff",    "\x01", "-",    "_",        "example.com", ",",        "["};
    g_autoptr(GRand) rand = g_rand_new_with_seed(42);
    int made = 0;
    for (int round = 0; round < 40000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int n = g_rand_int_range(rand, 1, 9); n > 0; n--)
            g_string_append(text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
        if (round % 2)
            g_string_append(text, "@example.com");
        g_autofree char *copy = g_memdup2(text->str, text->len + 1);
        g_autofree char *form = address_canonical(copy);
        if (!form)
            continue;
        g_autofree char *again = address_canonical(form);
        g_autofree char *domain = domain_canonical(address_domain(form));
        made++;
        g_test_message("%s", copy);
        g_assert_cmpstr(again, ==, form);
        g_assert_cmpstr(domain, ==, address_domain(form));
        g_assert_true(strchr(form, '@') != form && g_utf8_validate(form, -1, NULL));
        g_assert_null(strpbrk(form, " \t\r\n\x01<>()\"\\"));
    }
    g_assert_cmpint(made, >, 500);
}

static void
test_domains(void)
{
    g_assert_cmpstr(address_domain("a@b@example.com"), ==, "example.com");
    g_assert_true(domain_is_under("example.com", "example.com"));
    g_assert_true(domain_is_under("a.example.com", "example.com"));
    g_assert_false(domain_is_under("badexample.com", "example.com"));
    g_assert_false(domain_is_under("example.com", "a.example.com"));
    g_assert_false(domain_is_under("example.com", ""));
    g_assert_true(domain_is_public_suffix("se"));
    g_assert_true(domain_is_public_suffix("co.uk"));
    g_assert_true(domain_is_public_suffix("github.io"));
    g_assert_false(domain_is_public_suffix("satori.se"));
    g_assert_null(domain_canonical(""));
    g_assert_null(domain_canonical("."));
    g_assert_null(domain_canonical(NULL));
}

static void
test_freemail(void)
{
    static const char *const yes[] = {
        "gmail.com",      "googlemail.com", "hotmail.com",   "hotmail.se", "hotmail.co.uk",
        "outlook.com",    "outlook.se",     "live.se",       "live.com",   "msn.com",
        "icloud.com",     "me.com",         "mac.com",       "yahoo.se",   "yahoo.co.jp",
        "ymail.com",      "gmx.net",        "gmx.de",        "web.de",     "proton.me",
        "protonmail.com", "telia.com",      "bredband.net",  "comhem.se",  "spray.se",
        "passagen.se",    "tele2.se",       "bahnhof.se",    "home.se",    "swipnet.se",
        "aol.com",        "fastmail.com",   "mail.com",      "yandex.ru",  "zoho.com",
        "tutanota.com",   "hey.com",        "u12.telia.com", "126.com",    "zohomail.eu",
    };
    static const char *const no[] = {
        "satori.example", "agmail.com",       "gmail.com.evil.se",
        "live.io",        "hotmail.firma.se", "com",
        "yahoo",          "mail.satori.se",   "outlook.kund.example.se"};
    for (gsize i = 0; i < G_N_ELEMENTS(yes); i++) {
        g_test_message("%s", yes[i]);
        g_assert_true(domain_is_freemail(yes[i]));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(no); i++) {
        g_test_message("%s", no[i]);
        g_assert_false(domain_is_freemail(no[i]));
    }
}

static void
test_set(void)
{
    g_autoptr(AddressSet) set = address_set_new();
    g_assert_true(address_set_add(set, "Anna@Satori.example"));
    g_assert_true(address_set_add(set, "@Clinic.example"));
    g_assert_false(address_set_add(set, "clinic.example"));
    g_assert_false(address_set_add(set, "@"));
    g_assert_false(address_set_add(set, ""));
    g_assert_false(address_set_add(set, NULL));
    g_assert_true(address_set_has(set, "anna@satori.example"));
    g_assert_false(address_set_has(set, "bo@satori.example"));
    g_assert_true(address_set_has(set, "x@clinic.example"));
    g_assert_true(address_set_has(set, "x@a.b.clinic.example"));
    g_assert_false(address_set_has(set, "x@aclinic.example"));
    g_assert_false(address_set_has(set, "x@example"));
    g_assert_false(address_set_has(set, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/address/canonical", test_canonical);
    g_test_add_func("/address/lengths", test_lengths);
    g_test_add_func("/address/any", test_any);
    g_test_add_func("/address/domains", test_domains);
    g_test_add_func("/address/freemail", test_freemail);
    g_test_add_func("/address/set", test_set);
    return g_test_run();
}
