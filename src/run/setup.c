/* SPDX-License-Identifier: MIT
 * From answers to a configuration. */
#include "run/setup.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "base/option.h"
#include "collect/feed.h"
#include "collect/imap.h"
#include "collect/secret.h"

void
run_setup_clear(Setup *setup)
{
    char **const texts[] = { &setup->name, &setup->address, &setup->host, &setup->tls, &setup->user, &setup->auth, &setup->password_command,
                             &setup->password_file, &setup->password_secret, &setup->online_account, &setup->ca_file, &setup->backfill,
                             &setup->feed };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_clear_pointer(texts[i], g_free);
    g_clear_pointer(&setup->password, collect_secret_free);
}

/* --- the text ------------------------------------------------------------------------------------------------------------ */

static void
put(GString *text, const char *key, const char *value)
{
    if (value != NULL && *value != '\0')
        g_string_append_printf(text, "%s = %s\n", key, value);
}

static char *
identity_of(const Setup *setup)
{
    const char *at = strrchr(setup->address, '@');
    return setup->is_all_us && at != NULL ? g_strdup_printf("%s; %s", setup->address, at) : g_strdup(setup->address);
}

static void
put_mailbox(GString *text, const Setup *setup)
{
    g_string_append_printf(text, "\n[mailbox %s]\n", setup->name);
    put(text, "host", setup->host);
    if (setup->port != 0)
        g_string_append_printf(text, "port = %d\n", setup->port);
    put(text, "tls", setup->tls);
    put(text, "user", setup->user);
    put(text, "auth", setup->auth);
    put(text, "password_command", setup->password_command);
    put(text, "password_file", setup->password_file);
    put(text, "password_secret", setup->password_secret);
    put(text, "online_account", setup->online_account);
    put(text, "ca_file", setup->ca_file);
    put(text, "backfill", setup->backfill);
}

/* The names of the sections and keys are plain ASCII, so a line tells what it is. */
static gboolean
is_header(const char *line, const char *name)
{
    g_autofree char *text = g_strstrip(g_strdup(line));
    g_autofree char *header = g_strdup_printf("[%s]", name);
    return g_str_equal(text, header);
}

static gboolean
is_key(const char *line, const char *key)
{
    g_autofree char *text = g_strchug(g_strdup(line));
    gsize n = strlen(key);
    return strncmp(text, key, n) == 0 && (text[n] == '=' || g_ascii_isspace(text[n]));
}

/* Writes ADDRESSES behind those that LINES name already; FALSE if there is no [identity]. */
static gboolean
extend_identity(char **lines, const char *addresses)
{
    char **header = NULL, **key = NULL;
    for (char **line = lines; *line != NULL; line++) {
        gboolean is_section = **line == '[';
        if (is_section && header != NULL)
            break;
        if (is_section && is_header(*line, "identity"))
            header = line;
        else if (header != NULL && is_key(*line, "addresses"))
            key = line;
    }
    if (header == NULL)
        return FALSE;
    char **at = key != NULL ? key : header;
    char *old = *at;
    *at = key != NULL ? g_strdup_printf("%s; %s", g_strchomp(old), addresses) : g_strdup_printf("%s\naddresses = %s", old, addresses);
    g_free(old);
    return TRUE;
}

static gboolean
is_identity_known(const Config *config, const Setup *setup)
{
    g_autoptr(AddressSet) set = config_addresses(config, "identity", "addresses");
    return address_set_has(set, setup->address);
}

/* OLD with the identity in it. */
static char *
with_identity(const char *old, const Config *config, const Setup *setup)
{
    g_autofree char *addresses = identity_of(setup);
    if (is_identity_known(config, setup))
        return g_strdup(old);
    g_auto(GStrv) lines = g_strsplit(old, "\n", -1);
    if (extend_identity(lines, addresses))
        return g_strjoinv("\n", lines);
    return g_strdup_printf("%s%s\n[identity]\naddresses = %s\n", old, g_str_has_suffix(old, "\n") ? "" : "\n", addresses);
}

static Config *
parse(const char *text, const char *file, GError **error)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    ConfigLayer layer = { .file = file, .text = text, .is_private = TRUE };
    Config *config = config_parse(&layer, 1, problems);
    if (config == NULL)
        fail(error, FAIL_BAD_INPUT, "%s", (const char *)problems->pdata[0]);
    return config;
}

static char *
begin(const Setup *setup, const char *old, const char *file, GError **error)
{
    if (old == NULL) {
        g_autofree char *addresses = identity_of(setup);
        return g_strdup_printf("# %s\n[identity]\naddresses = %s\n", _("Every option is explained in cadens.conf(5)."), addresses);
    }
    g_autoptr(Config) config = parse(old, file, error);
    if (config == NULL)
        return NULL;
    const char *const *names = config_sections(config, "mailbox");
    if (names != NULL && g_strv_contains(names, setup->name))
        return fail(error, FAIL_REFUSED, N_("%s has a mailbox %s already; choose another name"), file, setup->name), NULL;
    return with_identity(old, config, setup);
}

char *
run_setup_compose(const Setup *setup, const char *old, const char *file, GError **error)
{
    g_autofree char *beginning = begin(setup, old, file, error);
    if (beginning == NULL)
        return NULL;
    g_autoptr(GString) text = g_string_new(beginning);
    if (text->len > 0 && text->str[text->len - 1] != '\n')
        g_string_append_c(text, '\n');
    put_mailbox(text, setup);
    if (setup->feed != NULL)
        g_string_append_printf(text, "\n[calendar %s]\nurl = %s\n", setup->name, setup->feed);
    g_autoptr(Config) config = parse(text->str, file, error);
    return config != NULL ? g_strdup(text->str) : NULL;
}

/* --- does it work? ---------------------------------------------------------------------------------------------------------- */

char **
run_setup_try_mailbox(const Setup *setup, gboolean *ret_has_sent, GError **error)
{
    static const char *const folders[] = { "auto", NULL };
    const SourceConfig config = { .name = setup->name, .type = "imap", .host = setup->host, .port = setup->port, .tls = setup->tls,
                                  .user = setup->user, .auth = setup->auth, .password_command = setup->password_command,
                                  .password_file = setup->password_file, .password_secret = setup->password_secret,
                                  .online_account = setup->online_account, .ca_file = setup->ca_file, .folders = folders };
    g_autoptr(GPtrArray) found = NULL;
    if (!collect_imap_probe(&config, &found, NULL, error))
        return NULL;
    GStrvBuilder *names = g_strv_builder_new();
    *ret_has_sent = FALSE;
    for (guint i = 0; i < found->len; i++) {
        const SourceFolder *folder = found->pdata[i];
        g_strv_builder_add(names, folder->name);
        *ret_has_sent = *ret_has_sent || folder->role == FOLDER_SENT;
    }
    char **list = g_strv_builder_end(names);
    g_strv_builder_unref(names);
    return list;
}

gboolean
run_setup_try_feed(const Setup *setup, GError **error)
{
    const FeedConfig config = { .name = setup->name, .url = setup->feed, .ca_file = setup->ca_file };
    guint n;
    return collect_feed_probe(&config, NULL, &n, error);
}
