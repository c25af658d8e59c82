/* SPDX-License-Identifier: MIT
 * The [mailbox NAME] and [calendar NAME] sections as their sources want them. */
#include "run/source-config.h"

static const char *
text_or_null(const Config *config, const char *section, const char *key)
{
    const char *text = config_text(config, section, key);
    return text != NULL && *text != '\0' ? text : NULL;
}

static FolderRole
role_of(const char *name)
{
    if (name != NULL && g_str_equal(name, "sent"))
        return FOLDER_SENT;
    return FOLDER_INBOX;
}

gint32
run_source_coverage(const Profile *profile, const char *name, gint64 now)
{
    g_autofree char *section = g_strconcat("mailbox ", name, NULL);
    return config_backfill_day(profile->config, section, calendar_day_of(profile->calendar, now));
}

SourceConfig
run_source_mailbox(const Profile *profile, const char *name, gint64 now)
{
    const Config *config = profile->config;
    g_autofree char *section = g_strconcat("mailbox ", name, NULL);
    gint32 since = run_source_coverage(profile, name, now);
    return (SourceConfig){
        .name = name,
        .type = config_text(config, section, "type"),
        .host = text_or_null(config, section, "host"),
        .port = g_str_equal(config_origin(config, section, "port"), "default") ? 0 : (int)config_int(config, section, "port"),
        .tls = config_text(config, section, "tls"),
        .user = text_or_null(config, section, "user"),
        .auth = config_text(config, section, "auth"),
        .password_command = text_or_null(config, section, "password_command"),
        .password_file = config_path(config, section, "password_file"),
        .password_secret = text_or_null(config, section, "password_secret"),
        .online_account = text_or_null(config, section, "online_account"),
        .ca_file = config_path(config, section, "ca_file"),
        .folders = config_list(config, section, "folders"),
        .backfill = since == DAY_NONE ? BACKFILL_ALL : BACKFILL_SINCE,
        .backfill_since = since == DAY_NONE ? 0 : calendar_day_start(profile->calendar, since),
        .path = config_path(config, section, "path"),
        .role = role_of(config_text(config, section, "role")),
        .idle_minutes = (int)config_int(config, section, "idle_minutes"),
        .poll_minutes = (int)config_int(config, section, "poll_minutes"),
    };
}

FeedConfig
run_source_calendar(const Profile *profile, const char *name)
{
    const Config *config = profile->config;
    g_autofree char *section = g_strconcat("calendar ", name, NULL);
    return (FeedConfig){
        .name = name,
        .url = config_text(config, section, "url"),
        .user = text_or_null(config, section, "user"),
        .password_command = text_or_null(config, section, "password_command"),
        .password_file = config_path(config, section, "password_file"),
        .password_secret = text_or_null(config, section, "password_secret"),
        .user_agent = text_or_null(config, section, "user_agent"),
        .ca_file = config_path(config, section, "ca_file"),
    };
}

void
run_source_mailbox_clear(SourceConfig *config)
{
    g_free((char *)config->password_file);
    g_free((char *)config->ca_file);
    g_free((char *)config->path);
    *config = (SourceConfig){ 0 };
}

void
run_source_calendar_clear(FeedConfig *config)
{
    g_free((char *)config->password_file);
    g_free((char *)config->ca_file);
    *config = (FeedConfig){ 0 };
}
