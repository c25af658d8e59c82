/* SPDX-License-Identifier: MIT
 * Getting in: whom we trust with TLS, STARTTLS that somebody tampers with, and logins that are
 * refused. */
#include "collect/imap.h"
#include <string.h>
#include "base/error.h"
#include "collect/imap-stream.h"
#include "lib/imapd.h"
#include "lib/scratch.h"

static char *directory, *ca_file;

typedef struct {
    const char *scenario, *certificate, *tls, *host;
    gboolean with_ca;
    const char *auth, *secret;
    int code;            /* -1 = it works */
    const char *message; /* part of the error */
} Case;

#define LATER CADENS_ERROR_TRY_LATER
#define ASK CADENS_ERROR_ASK_USER

static const Case cases[] = {
    {"plain", "localhost", "implicit", "localhost", TRUE, "password", "secret", -1, NULL},
    {"plain", "localhost", "implicit", "127.0.0.1", TRUE, "password", "secret", -1, NULL},
    {"plain", "localhost", "implicit", "localhost", FALSE, "password", "secret", LATER,
     "localhost: certificate is not trusted: its issuer is unknown"},
    {"plain", "other-host", "implicit", "localhost", TRUE, "password", "secret", LATER,
     "localhost: certificate is for another host, its name does not match"},
    {"plain", "other-host", "implicit", "127.0.0.1", TRUE, "password", "secret", LATER,
     "127.0.0.1: certificate is for another host"},
    {"plain", "expired", "implicit", "localhost", TRUE, "password", "secret", LATER,
     "localhost: certificate has expired"},
    {"needs-name", "localhost", "implicit", "localhost", TRUE, "password", "secret", -1, NULL},
    {"needs-name", "localhost", "implicit", "127.0.0.1", TRUE, "password", "secret", LATER,
     "127.0.0.1: TLS failed"},
    {"old-tls", "localhost", "implicit", "localhost", TRUE, "password", "secret", LATER,
     "localhost: TLS failed: the server speaks no TLS 1.2 or later"},
    {"plain", NULL, "implicit", "localhost", TRUE, "password", "secret", LATER,
     "localhost: TLS failed: the server does not answer with TLS"},
    {"starttls", "localhost", "starttls", "localhost", TRUE, "password", "secret", -1, NULL},
    {"starttls", "other-host", "starttls", "localhost", TRUE, "password", "secret", LATER,
     "its name does not match"},
    {"starttls-injected", "localhost", "starttls", "localhost", TRUE, "password", "secret", LATER,
     "unprotected bytes behind STARTTLS"},
    {"starttls-stripped", "localhost", "starttls", "localhost", TRUE, "password", "secret", LATER,
     "offers no STARTTLS"},
    {"preauth-starttls", "localhost", "starttls", "localhost", TRUE, "password", "secret", LATER,
     "PREAUTH"},
    {"preauth", NULL, "none", "localhost", FALSE, "password", "secret", -1, NULL},
    {"login-only", NULL, "none", "localhost", FALSE, "password", "secret", -1, NULL},
    {"plain", NULL, "none", "localhost", FALSE, "password", "wrong", ASK,
     "localhost: refused the password of anna: wrong"},
    {"login-only", NULL, "none", "localhost", FALSE, "password", "wro\\\"ng", ASK,
     "localhost: refused the password of anna: wrong"},
    {"login-disabled", NULL, "none", "localhost", FALSE, "password", "secret", ASK,
     "LOGINDISABLED"},
    {"login-alert", NULL, "none", "localhost", FALSE, "password", "secret", ASK,
     "Please log in via your web browser"},
    {"login-busy", NULL, "none", "localhost", FALSE, "password", "secret", LATER,
     "login refused for now"},
    {"token", NULL, "none", "localhost", FALSE, "xoauth2", "secret", -1, NULL},
    {"token-renewed", NULL, "none", "localhost", FALSE, "xoauth2", "secret", -1, NULL},
    {"token-expired", NULL, "none", "localhost", FALSE, "xoauth2", "secret", ASK,
     "refused the access token of anna: the access token has expired, is not valid or lacks the right to read mail"},
    {"token-out", NULL, "none", "localhost", FALSE, "xoauth2", "secret", ASK,
     "refused the access token of anna: the access token has expired or is not valid; it must be for mail"},
    {"token-scope", NULL, "none", "localhost", FALSE, "xoauth2", "secret", ASK,
     "the access token lacks the right to read mail"},
    {"token-scope", NULL, "none", "localhost", FALSE, "xoauth2", "secret", ASK, "(scope)"},
    {"token-expired", NULL, "none", "localhost", FALSE, "xoauth2", "secret", ASK,
     "it must be for https://mail.google.com/"},
    {"token-bearer", NULL, "none", "localhost", FALSE, "xoauth2", "secret", -1, NULL},
    {"token-bearer", NULL, "none", "localhost", FALSE, "xoauth2", "old", ASK,
     "the access token has expired or is not valid; it must be for imap"},
    {"token-none", NULL, "none", "localhost", FALSE, "xoauth2", "secret", ASK,
     "the server takes no access tokens"},
    {"token-unconnected", NULL, "none", "localhost", FALSE, "xoauth2", "secret", ASK,
     "the login is accepted but there is no mailbox behind it"},
    {"token-reconnected", NULL, "none", "localhost", FALSE, "xoauth2", "secret", -1, NULL},
    {"words-app-password", NULL, "none", "localhost", FALSE, "password", "secret", ASK,
     "refused the password of anna: it wants an app password"},
    {"words-web-login", NULL, "none", "localhost", FALSE, "password", "secret", ASK,
     "a login in the web browser first"},
    {"words-imap-off", NULL, "none", "localhost", FALSE, "password", "secret", ASK,
     "IMAP is switched off"},
    {"words-basic", NULL, "none", "localhost", FALSE, "password", "secret", ASK,
     "it takes no passwords any more"},
    {"words-expired", NULL, "none", "localhost", FALSE, "password", "secret", ASK,
     "the password has expired"},
    {"words-locked", NULL, "none", "localhost", FALSE, "password", "secret", ASK,
     "the account is locked"},
    {"cram", NULL, "none", "localhost", FALSE, "password", "secret", -1, NULL},
    {"cram", NULL, "none", "localhost", FALSE, "password", "wrong", ASK, "refused the password"},
    {"scram", NULL, "none", "localhost", FALSE, "password", "secret", -1, NULL},
    {"scram", NULL, "none", "localhost", FALSE, "password", "wrong", ASK, "refused the password"},
    {"scram-old", NULL, "none", "localhost", FALSE, "password", "secret", -1, NULL},
    {"scram-liar", NULL, "none", "localhost", FALSE, "password", "secret", LATER,
     "cannot prove that it knows the password"},
    {"scram-silent", NULL, "none", "localhost", FALSE, "password", "secret", LATER,
     "lets us in without proof"},
    {"scram-expensive", NULL, "none", "localhost", FALSE, "password", "secret", LATER,
     "a challenge that cannot be read"},
    {"unwelcome", NULL, "none", "localhost", FALSE, "password", "secret", LATER,
     "too many connections"},
};

static void
test_case(gconstpointer data)
{
    const Case *one = data;
    g_autoptr(Imapd) imapd = imapd_start(directory, one->scenario, one->certificate);
    g_autofree char *command = g_strdup_printf("printf '%%s\\n' '%s'", one->secret);
    g_autofree char *quoted = g_shell_quote(command);
    g_autofree char *shell = g_strconcat("sh -c ", quoted, NULL);
    g_autoptr(GPtrArray) folders = NULL;
    g_autoptr(GError) error = NULL;
    SourceConfig config = imapd_config(imapd);
    config.tls = one->tls;
    config.host = one->host;
    config.auth = one->auth;
    config.ca_file = one->with_ca ? ca_file : NULL;
    config.password_command = shell;
    gboolean ok = collect_imap_probe(&config, &folders, NULL, &error);
    if (one->code < 0) {
        g_assert_no_error(error);
        g_assert_true(ok);
        g_assert_cmpuint(folders->len, ==, 2);
        return;
    }
    g_assert_false(ok);
    g_test_message("%s", error->message);
    g_assert_nonnull(strstr(error->message, one->message));
    g_assert_error(error, CADENS_ERROR, one->code);
    g_assert_null(strpbrk(error->message, "\r\n"));
    g_assert_null(strstr(error->message, "secret"));
}

/* Where TLS is required, not one byte of the credentials may leave without it. */
static void
test_no_credentials_in_clear(void)
{
    static const char *const scenarios[] = {"starttls-stripped", "preauth-starttls",
                                            "starttls-injected"};
    for (gsize i = 0; i < G_N_ELEMENTS(scenarios); i++) {
        g_autoptr(Imapd) imapd = imapd_start(directory, scenarios[i], "localhost");
        g_autoptr(GPtrArray) folders = NULL;
        SourceConfig config = imapd_config(imapd);
        config.tls = "starttls";
        config.ca_file = ca_file;
        g_assert_false(collect_imap_probe(&config, &folders, NULL, NULL));
        g_assert_cmpuint(imapd_count(imapd, "AUTHENTICATE"), ==, 0);
        g_assert_cmpuint(imapd_count(imapd, "LOGIN"), ==, 0);
    }
}

/* A wrong password is tried once: more would lock the account. */
static void
test_one_attempt(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "plain", NULL);
    g_autoptr(GPtrArray) folders = NULL;
    SourceConfig config = imapd_config(imapd);
    config.password_command = "echo wrong";
    g_assert_false(collect_imap_probe(&config, &folders, NULL, NULL));
    g_assert_cmpuint(imapd_count(imapd, "AUTHENTICATE"), ==, 1);
}

/* A token that leads to no mailbox is asked for once more, but not where the same one would come again, and a password is not. */
static void
test_second_login(void)
{
    static const struct {
        const char *scenario, *auth, *command;
        guint logins;
    } tries[] = {{"token-unconnected", "xoauth2", "echo secret", 2},
                 {"token-unconnected", "xoauth2", NULL, 1},
                 {"not-connected", "password", "echo secret", 1}};
    g_autofree char *file = g_build_filename(directory, "token", NULL);
    g_assert_true(g_file_set_contents_full(file, "secret\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(tries); i++) {
        g_autoptr(Imapd) imapd = imapd_start(directory, tries[i].scenario, NULL);
        g_autoptr(GPtrArray) folders = NULL;
        g_autoptr(GError) error = NULL;
        SourceConfig config = imapd_config(imapd);
        config.auth = tries[i].auth;
        config.password_command = tries[i].command;
        config.password_file = tries[i].command ? NULL : file;
        g_assert_false(collect_imap_probe(&config, &folders, NULL, &error));
        g_assert_error(error, CADENS_ERROR, CADENS_ERROR_ASK_USER);
        g_assert_cmpuint(imapd_count(imapd, "AUTHENTICATE"), ==, tries[i].logins);
    }
}

static void
test_unreachable(void)
{
    static const struct {
        const char *host, *message;
    } hosts[] = {{"127.0.0.1", "127.0.0.1: "}, {"no-such-host.invalid", "no-such-host.invalid: "}};
    for (gsize i = 0; i < G_N_ELEMENTS(hosts); i++) {
        g_autoptr(GPtrArray) folders = NULL;
        g_autoptr(GError) error = NULL;
        SourceConfig config = {.name = "work",
                               .type = "imap",
                               .host = hosts[i].host,
                               .port = 1,
                               .tls = "none",
                               .user = "anna",
                               .auth = "password",
                               .password_command = "echo secret"};
        g_assert_false(collect_imap_probe(&config, &folders, NULL, &error));
        g_assert_error(error, CADENS_ERROR, CADENS_ERROR_TRY_LATER);
        g_assert_true(g_str_has_prefix(error->message, hosts[i].message));
    }
}

static void
test_bad_ca_file(void)
{
    g_autoptr(Imapd) imapd = imapd_start(directory, "plain", "localhost");
    g_autoptr(GPtrArray) folders = NULL;
    g_autoptr(GError) error = NULL;
    SourceConfig config = imapd_config(imapd);
    config.tls = "implicit";
    config.ca_file = "/nonexistent/ca.pem";
    g_assert_false(collect_imap_probe(&config, &folders, NULL, &error));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_BAD_INPUT);
    g_assert_nonnull(strstr(error->message, "/nonexistent/ca.pem"));
}

/* The deadline is absolute: a server that always says a little more cannot stretch it. */
static void
test_deadline(void)
{
    static const char *const scenarios[] = {"silent", "drip", "stall"};
    for (gsize i = 0; i < G_N_ELEMENTS(scenarios); i++) {
        g_autoptr(Imapd) imapd = imapd_start(directory, scenarios[i], NULL);
        g_autoptr(ImapStream) stream =
            collect_imap_stream_new("localhost", imapd_config(imapd).port, NULL, NULL);
        mailstream *wrapped = collect_imap_stream_wrap(stream);
        char buffer[1000];
        gint64 start = g_get_monotonic_time();
        collect_imap_stream_deadline(stream, 1);
        g_assert_cmpint(mailstream_write(wrapped, "1 LIST \"\" *\r\n", 13), ==, 13);
        g_assert_cmpint(mailstream_flush(wrapped), ==, 0);
        while (mailstream_read(wrapped, buffer, sizeof buffer) > 0)
            ;
        gint64 took = g_get_monotonic_time() - start;
        g_assert_cmpint(took, >=, G_USEC_PER_SEC);
        g_assert_cmpint(took, <, 10 * G_USEC_PER_SEC); /* the server would go on for ever */
        g_assert_error(collect_imap_stream_error(stream), CADENS_ERROR, CADENS_ERROR_TRY_LATER);
        g_assert_nonnull(strstr(collect_imap_stream_error(stream)->message, "in time"));
        mailstream_close(wrapped);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    directory = scratch_new();
    g_autofree char *script = scratch_source("lib/certificates.sh");
    scratch_run("sh", script, directory, NULL);
    ca_file = scratch_path(directory, "ca.pem");
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strdup_printf(
            "/collect/imap-login/%zu-%s-%s-%s-%s", i, cases[i].scenario, cases[i].tls,
            cases[i].certificate ? cases[i].certificate : "none", cases[i].host);
        g_test_add_data_func(path, &cases[i], test_case);
    }
    g_test_add_func("/collect/imap-login/no-credentials-in-clear", test_no_credentials_in_clear);
    g_test_add_func("/collect/imap-login/one-attempt", test_one_attempt);
    g_test_add_func("/collect/imap-login/second-login", test_second_login);
    g_test_add_func("/collect/imap-login/unreachable", test_unreachable);
    g_test_add_func("/collect/imap-login/bad-ca-file", test_bad_ca_file);
    g_test_add_func("/collect/imap-login/deadline", test_deadline);
    int status = g_test_run();
    imapd_end();
    scratch_remove(directory);
    g_free(directory);
    g_free(ca_file);
    return status;
}
