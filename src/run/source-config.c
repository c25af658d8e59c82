/* SPDX-License-Identifier: MIT
 * The [mailbox NAME] and [calendar NAME] sections as their sources want them. */
#include "run/source-config.h"
#include <stdlib.h>
#include <string.h>

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
    const char *backfill = config_text(profile->config, section, "backfill");
    gint32 day;
    if (backfill == NULL || g_str_equal(backfill, "all"))
        return DAY_NONE;
    if (day_parse(backfill, &day))
        return day;
    return calendar_day_of(profile->calendar, now) - (gint32)strtol(backfill, NULL, 10);
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
        .port = (int)config_int(config, section, "port"),
        .tls = config_text(config, section, "tls"),
        .user = text_or_null(config, section, "user"),
        .auth = config_text(config, section, "auth"),
        .password_command = text_or_null(config, section, "password_command"),
        .password_file = text_or_null(config, section, "password_file"),
        .ca_file = text_or_null(config, section, "ca_file"),
        .folders = config_list(config, section, "folders"),
        .backfill = since == DAY_NONE ? BACKFILL_ALL : BACKFILL_SINCE,
        .backfill_since = since == DAY_NONE ? 0 : calendar_day_start(profile->calendar, since),
        .path = text_or_null(config, section, "path"),
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
        .password_file = text_or_null(config, section, "password_file"),
        .user_agent = text_or_null(config, section, "user_agent"),
        .ca_file = text_or_null(config, section, "ca_file"),
    };
}
