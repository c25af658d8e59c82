/* SPDX-License-Identifier: MIT
 * The mechanisms against the examples of their RFCs, and against servers that make no sense. */
#include "collect/sasl.h"
#include <string.h>
#include "base/error.h"

typedef struct {
    const char *mechanism, *user, *secret, *nonce;
    const char *says[4];    /* the server: NULL = the client begins; "" = the end */
    const char *answers[4]; /* not yet in base64 */
} Example;

static const Example examples[] = {
    {"PLAIN", "tim", "tanstaaftanstaaf", NULL, {NULL, ""}, {"\\0tim\\0tanstaaftanstaaf"}},
    /* RFC 2195 §2 */
    {"CRAM-MD5",
     "tim",
     "tanstaaftanstaaf",
     NULL,
     {"<1896.697170952@postoffice.reston.mci.net>", ""},
     {"tim b913a602c7eda7a495b4e6e7334d3890"}},
    /* RFC 5802 §5 */
    {"SCRAM-SHA-1",
     "user",
     "pencil",
     "fyko+d2lbbFgONRv9qkxdawL",
     {NULL, "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
      "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=", ""},
     {"n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL",
      "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", ""}},
    /* RFC 7677 §3 */
    {"SCRAM-SHA-256",
     "user",
     "pencil",
     "rOprNGfwEbeRWgbNEkqO",
     {NULL,
      "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
      "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", ""},
     {"n,,n=user,r=rOprNGfwEbeRWgbNEkqO",
      "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+"
      "Ute9ytag9zjfMHgsqmmiz7AndVQ=",
      ""}},
    {"XOAUTH2",
     "a@b.example",
     "ya29.token",
     NULL,
     {NULL, "{\"status\":\"400\"}", ""},
     {"user=a@b.example\001auth=Bearer ya29.token\001\001", ""}},
    /* RFC 7628 §4.1, §4.3 */
    {"OAUTHBEARER",
     "user@example.com",
     "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==",
     NULL,
     {NULL, "{\"status\":\"invalid_token\"}", ""},
     {"n,a=user@example.com,\001host=server.example.com\001port=143\001auth=Bearer "
      "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\001\001",
      "\001"}},
};

static char *
encode(const char *text)
{
    return text ? g_base64_encode((const guchar *)text, strlen(text)) : NULL;
}

static char *
decode(const char *base64)
{
    gsize length;
    g_autofree guchar *bytes = g_base64_decode(base64, &length);
    GString *text = g_string_new(NULL);
    for (gsize i = 0; i < length; i++)
        bytes[i] ? (void)g_string_append_c(text, (char)bytes[i])
                 : (void)g_string_append(text, "\\0");
    return g_string_free(text, FALSE);
}

static Sasl *
sasl_for(const Example *example)
{
    SaslWords words = {example->mechanism,   example->user, example->secret,
                       "server.example.com", 143,           example->nonce};
    return collect_sasl_new(&words);
}

static void
test_example(gconstpointer data)
{
    const Example *example = data;
    g_autoptr(Sasl) sasl = sasl_for(example);
    g_assert_cmpint(collect_sasl_begins(sasl), ==, example->says[0] == NULL);
    for (gsize i = 0; example->says[i] == NULL || *example->says[i]; i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *challenge = encode(example->says[i]);
        g_autofree char *answer = collect_sasl_respond(sasl, challenge, &error);
        g_assert_no_error(error);
        g_autofree char *bytes = decode(answer);
        g_assert_cmpstr(bytes, ==, example->answers[i]);
    }
    g_assert_true(collect_sasl_is_complete(sasl));
    if (strstr("XOAUTH2 OAUTHBEARER", example->mechanism))
        g_assert_cmpstr(collect_sasl_refusal(sasl), ==, example->says[1]);
}

/* Every message of the server cut short, and every byte of it changed: never a proof, never a
 * crash. */
static void
test_hostile(void)
{
    const Example *example = &examples[3];
    for (guint step = 1; step <= 2; step++)
        for (gsize at = 0; at < strlen(example->says[step]); at++)
            for (guint kind = 0; kind < 2; kind++) {
                g_autoptr(Sasl) sasl = sasl_for(example);
                g_autofree char *bad = g_strdup(example->says[step]);
                bad[at] = kind == 0 ? '\0' : bad[at] ^ 1;
                gboolean ok = TRUE;
                for (guint i = 0; ok && i <= 2; i++) {
                    g_autofree char *challenge = encode(i == step ? bad : example->says[i]);
                    g_autofree char *answer = collect_sasl_respond(sasl, challenge, NULL);
                    ok = answer != NULL;
                }
                g_assert_false(collect_sasl_is_complete(sasl));
            }
}

static void
test_senseless(void)
{
    static const char *const texts[] = {
        "%%%", "A", "AAAA", "", "bT1leHQscj1hLHM9QUFBQSxpPTQwOTY=", "====", "cj1hAGI="};
    for (gsize m = 0; m < G_N_ELEMENTS(examples); m++)
        for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
            g_autoptr(Sasl) sasl = sasl_for(&examples[m]);
            for (guint step = 0; step < 5; step++) {
                g_autoptr(GError) error = NULL;
                g_autofree char *answer = collect_sasl_respond(sasl, texts[i], &error);
                if (!answer)
                    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
            }
            gboolean is_scram = g_str_has_prefix(examples[m].mechanism, "SCRAM");
            g_assert_false(is_scram && collect_sasl_is_complete(sasl));
        }
    SaslWords unknown = {"GSSAPI", "a", "b", "h", 1, NULL};
    g_assert_null(collect_sasl_new(&unknown));
}

/* RFC 4013 §3, and a name that would end the field early. */
static void
test_prepare(void)
{
    static const char *const pairs[][2] = {
        {"I\302\255X", "IX"}, {"user", "user"},       {"USER", "USER"},
        {"\302\252", "a"},    {"\342\205\250", "IX"}, {"a\302\240b", "a b"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *found = collect_sasl_prepare(pairs[i][0]);
        g_assert_cmpstr(found, ==, pairs[i][1]);
    }
    g_assert_null(collect_sasl_prepare("\377"));
    Example comma = examples[2];
    comma.user = "a,b=c";
    g_autoptr(Sasl) sasl = sasl_for(&comma);
    g_autofree char *answer = collect_sasl_respond(sasl, NULL, NULL);
    g_autofree char *bytes = decode(answer);
    g_assert_cmpstr(bytes, ==, "n,,n=a=2Cb=3Dc,r=fyko+d2lbbFgONRv9qkxdawL");
}

/* A nonce of our own is random, and long enough (RFC 5802 §9). */
static void
test_nonce(void)
{
    Example one = examples[3];
    one.nonce = NULL;
    g_autoptr(Sasl) a = sasl_for(&one), b = sasl_for(&one);
    g_autofree char *first = collect_sasl_respond(a, NULL, NULL),
                    *second = collect_sasl_respond(b, NULL, NULL);
    g_assert_cmpstr(first, !=, second);
    g_autofree char *text = decode(first);
    g_assert_cmpuint(strlen(strstr(text, "r=") + 2), ==, 24);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(examples); i++) {
        g_autofree char *path = g_strdup_printf("/collect/sasl/example/%s", examples[i].mechanism);
        g_test_add_data_func(path, &examples[i], test_example);
    }
    g_test_add_func("/collect/sasl/hostile", test_hostile);
    g_test_add_func("/collect/sasl/senseless", test_senseless);
    g_test_add_func("/collect/sasl/prepare", test_prepare);
    g_test_add_func("/collect/sasl/nonce", test_nonce);
    return g_test_run();
}
