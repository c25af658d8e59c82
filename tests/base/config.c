/* SPDX-License-Identifier: MIT
 * The configuration: defaults of the specification, layers, every kind of problem, and files that
 * are none. */
#include "base/option.h"
#include <string.h>

static Config *
parse_bytes(const char *bytes, gsize length, gboolean is_private, GPtrArray *problems)
{
    ConfigLayer layer = {"a.conf", bytes, is_private, length};
    return config_parse(&layer, 1, problems);
}

static Config *
parse(const char *text)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    Config *config = parse_bytes(text, 0, FALSE, problems);
    for (guint i = 0; i < problems->len; i++)
        g_test_message("%s", (char *)problems->pdata[i]);
    g_assert_cmpuint(problems->len, ==, 0);
    g_assert_nonnull(config);
    return config;
}

/* TEXT must be refused with exactly the lines of EXPECTED. */
static void
refuse_bytes(const char *bytes, gsize length, gboolean is_private, const char *expected)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_assert_null(parse_bytes(bytes, length, is_private, problems));
    g_ptr_array_add(problems, NULL);
    g_autofree char *all = g_strjoinv("\n", (char **)problems->pdata);
    g_assert_cmpstr(all, ==, expected);
}

static void
refuse(const char *text, const char *expected)
{
    refuse_bytes(text, 0, FALSE, expected);
}

/* The numbers and words of spec 00 §2, 10 §10.2 and 17-L5. */
static void
test_defaults(void)
{
    static const struct {
        const char *section, *key, *standard;
    } cases[] = {
        {"business", "timezone", "Europe/Stockholm"},
        {"business", "work_hours", "Mon-Fri 08:00-17:00"},
        {"business", "holidays", "SE"},
        {"business", "extra_days_off", "midsummer_eve; christmas_eve; new_year_eve"},
        {"business", "quiet", "W28-W31; 12-22..01-06"},
        {"business", "fiscal_start_month", "1"},
        {"stale", "days", "14"},
        {"stale", "defer_max_days", "30"},
        {"hygiene", "days", "60"},
        {"attempts", "max", "5"},
        {"attempts", "auto_pause", "false"},
        {"attempts", "pause_days", "90"},
        {"attempts", "daily_target", "20"},
        {"reply", "window_days", "14"},
        {"reply", "fallback_days", "7"},
        {"reply", "invite_accept_counts", "true"},
        {"reply", "bulk_max_accounts", "8"},
        {"sla", "work_hours_t1", "4"},
        {"sla", "work_hours_t2", "9"},
        {"sla", "work_hours_t3", "18"},
        {"sla", "work_hours_prospect", "9"},
        {"responsiveness", "recent", "5"},
        {"responsiveness", "base_min", "8"},
        {"responsiveness", "base_max", "20"},
        {"responsiveness", "ratio", "2"},
        {"responsiveness", "min_diff_wh", "8"},
        {"responsiveness", "floor_wh", "4"},
        {"responsiveness", "p_watch", "0.05"},
        {"responsiveness", "confirm_n", "4"},
        {"responsiveness", "p_alert", "0.10"},
        {"pipeline", "min_probability", "10"},
        {"pipeline", "bands", "10-30; 40-60; 70-90"},
        {"pipeline", "conservative_probability", "false"},
        {"pipeline", "horizons", "3; 6; 12"},
        {"pipeline", "weekly_review_over", "60"},
        {"forecast", "snapshot", "first_workday"},
        {"coverage", "amber", "2"},
        {"coverage", "green", "3"},
        {"win", "lookback", "12m"},
        {"attribution", "model", "u_shaped"},
        {"attribution", "half_life_days", "30"},
        {"attribution", "lookback_days", "365"},
        {"finance", "gross_margin", NULL},
        {"icp", "employees", "30-300"},
        {"icp", "avoid", "<30; >500"},
        {"import", "employees", "25-500"},
        {"signal", "evidence", "true"},
        {"risk", "half_life_days", "45"},
        {"notify", "max_per_hour", "5"},
        {"notify", "max_per_day", "6"},
        {"notify", "hours", "work"},
        {"notify", "digest_at", "08:15"},
        {"notify", "privacy", "full"},
        {"kpi", "min_n_colour", "5"},
        {"privacy", "bodies", "never"},
        {"ui", "language", NULL},
    };
    g_autoptr(Config) config = parse("");
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *text = config_text(config, cases[i].section, cases[i].key);
        g_test_message("[%s] %s", cases[i].section, cases[i].key);
        g_assert_cmpstr(text, ==, cases[i].standard);
        g_assert_cmpstr(config_origin(config, cases[i].section, cases[i].key), ==, "default");
    }
    g_assert_null(config_sections(config, "mailbox")[0]);
    g_assert_null(config_sections(config, "calendar")[0]);
    g_assert_cmpuint(g_strv_length((char **)config_list(config, "business", "quiet")), ==, 2);
    g_assert_cmpstr(config_list(config, "pipeline", "horizons")[2], ==, "12");
    g_assert_null(config_list(config, "identity", "addresses")[0]);
}

/* Every default is a value that a file could have set, and no key stands twice. */
static void
test_table(void)
{
    gsize n;
    const Option *options = option_table(&n);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) sections = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GString) text = g_string_new(NULL);
    for (gsize i = 0; i < n; i++) {
        char *name = g_strdup_printf("%s.%s", options[i].section, options[i].key);
        g_assert_true(g_hash_table_add(seen, name));
        g_assert_true(options[i].help && *options[i].help);
        g_assert_true((options[i].type == OPTION_CHOICE) == (options[i].choices != NULL));
        gboolean named = strcmp(options[i].section, "mailbox") == 0 ||
                         strcmp(options[i].section, "calendar") == 0;
        if (g_hash_table_add(sections, (gpointer)options[i].section))
            g_string_append_printf(text, "[%s%s]\n", options[i].section, named ? " x" : "");
        if (options[i].standard)
            g_string_append_printf(text, "%s = %s\n", options[i].key, options[i].standard);
        if (strcmp(name, "mailbox.type") == 0)
            g_string_append(text, "host = h\nuser = u\npassword_file = f\n");
        if (strcmp(name, "calendar.url") == 0)
            g_string_append(text, "url = https://h/c.ics\n");
    }
    g_autoptr(Config) config = parse(text->str);
}

static const char whole[] = "# the contract's example\n"
                            "[business]\n"
                            "timezone = Europe/Helsinki\n"
                            "work_hours = Mon-Thu 08:00-16:30; Fri 08:00-15:00\n"
                            "quiet =\n"
                            "[identity]\n"
                            "addresses = Anna@satori.example ;@satori.example;\n"
                            "\n"
                            "[mailbox work]\n"
                            "type = imap\n"
                            "host = imap.example.com\n"
                            "tls = starttls\n"
                            "user = anna@satori.example # not a comment\n"
                            "password_command = sh -c \"pass show mail/work\"\n"
                            "ca_file =\n"
                            "folders = INBOX; Skickade objekt\n"
                            "backfill = 365d\n"
                            "path =\n"
                            "  ; another comment\n"
                            "[mailbox Ärkiv 1]\n"
                            "type = mbox\n"
                            "path = old/sent.mbox\n"
                            "role = sent\n"
                            "[calendar work]\n"
                            "url = webcal://u:secret@cal.example.com/a.ics?x=1\n"
                            "[privacy]\n"
                            "never_log = lawyer@example.com; @clinic.example\n"
                            "[finance]\n"
                            "gross_margin = 62,5 %\n";

static void
test_values(void)
{
    g_autofree char *text = g_strdup(whole);
    *strchr(strstr(text, "62,5"), ',') = '.';
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Config) config = parse_bytes(text, 0, TRUE, problems);
    g_assert_nonnull(config);
    g_assert_cmpstr(config_sections(config, "mailbox")[0], ==, "work");
    g_assert_cmpstr(config_sections(config, "mailbox")[1], ==, "Ärkiv 1");
    g_assert_null(config_sections(config, "mailbox")[2]);
    g_assert_cmpstr(config_sections(config, "calendar")[0], ==, "work");
    const char *section = "mailbox work";
    g_assert_cmpstr(config_text(config, section, "user"), ==,
                    "anna@satori.example # not a comment");
    g_assert_cmpstr(config_text(config, section, "password_command"), ==,
                    "sh -c \"pass show mail/work\"");
    g_assert_cmpint(config_int(config, section, "port"), ==, 143);
    g_assert_cmpint(config_int(config, "mailbox Ärkiv 1", "port"), ==, 993);
    g_assert_null(config_text(config, section, "ca_file"));
    g_assert_cmpstr(config_list(config, section, "folders")[1], ==, "Skickade objekt");
    g_assert_cmpstr(config_list(config, "identity", "addresses")[1], ==, "@satori.example");
    g_assert_null(config_list(config, "identity", "addresses")[2]);
    g_assert_null(config_list(config, "business", "quiet")[0]);
    g_assert_cmpstr(config_origin(config, section, "host"), ==, "a.conf:11");
    g_assert_cmpfloat_with_epsilon(config_real(config, "finance", "gross_margin"), 0.625, 1e-9);
    g_assert_cmpfloat(config_real(config, "responsiveness", "p_watch"), ==, 0.05);
    g_assert_true(config_bool(config, "reply", "invite_accept_counts"));
    g_assert_false(config_bool(config, "attempts", "auto_pause"));
    g_assert_cmpint(config_int(config, "stale", "days"), ==, 14);
    g_assert_cmpint(config_backfill_day(config, section, 20000), ==, 19635);
    g_assert_cmpint(config_backfill_day(config, "mailbox Ärkiv 1", 20000), ==, DAY_NONE);
}

static void
test_things(void)
{
    ConfigLayer layer = {"/etc/cadens/a.conf",
                         "[business]\ntimezone = Asia/Tokyo\nquiet =\n"
                         "[identity]\naddresses = Anna@satori.example; @satori.example\n"
                         "[store]\npath = ~/x/cadens.db\n[dashboard]\npath = /srv/d.html\n"
                         "[mailbox m]\ntype = maildir\npath = ../mail\nbackfill = 2025-01-01\n"
                         "[calendar c]\nurl = https://u:secret@h.example/a.ics\n"
                         "[calendar d]\nurl = file:///srv/a.ics\n",
                         TRUE, 0};
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Config) config = config_parse(&layer, 1, problems);
    g_assert_nonnull(config);
    g_autoptr(Calendar) calendar = config_calendar(config, NULL);
    g_assert_nonnull(calendar);
    g_assert_cmpstr(g_time_zone_get_identifier(calendar_zone(calendar)), ==, "Asia/Tokyo");
    g_autoptr(AddressSet) us = config_addresses(config, "identity", "addresses");
    g_assert_true(address_set_has(us, "anna@satori.example"));
    g_assert_true(address_set_has(us, "bo@mail.satori.example"));
    g_autofree char *store = config_path(config, "store", "path");
    g_autofree char *store_expected = g_build_filename(g_get_home_dir(), "x/cadens.db", NULL);
    g_assert_cmpstr(store, ==, store_expected);
    g_autofree char *dashboard = config_path(config, "dashboard", "path");
    g_assert_cmpstr(dashboard, ==, "/srv/d.html");
    g_autofree char *mail = config_path(config, "mailbox m", "path");
    g_assert_cmpstr(mail, ==, "/etc/cadens/../mail");
    g_assert_null(config_path(config, "mailbox m", "ca_file"));
    g_assert_cmpint(config_backfill_day(config, "mailbox m", 1), ==, day_from_ymd(2025, 1, 1));
    static const struct { const char *text, *filled; } texts[] = {
        { "no activity for more than [stale] days.", "no activity for more than 14 days." },
        { "halved every [risk] half_life_days, [attempts] max attempts", "halved every 45 days, 5 attempts" },
        { "of [report] kinds, with [attempts] auto_pause", "of [report] kinds, with [attempts] auto_pause" },
        { "[sla] have passed [", "[sla] have passed [" }, { "[no] such key [[stale] days", "[no] such key [14 days" }, { "", "" },
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *filled = config_fill(config, texts[i].text);
        g_assert_cmpstr(filled, ==, texts[i].filled);
    }
    g_autofree char *shown = config_shown(config, "calendar c", "url");
    g_assert_cmpstr(shown, ==, "https://u@h.example/a.ics");
    g_autofree char *plain = config_shown(config, "calendar d", "url");
    g_assert_cmpstr(plain, ==, "file:///srv/a.ics");
    g_assert_null(config_shown(config, "calendar c", "user"));
}

static void
test_layers(void)
{
    ConfigLayer layers[] = {
        {"a.conf", "[stale]\ndays = 20\n[hygiene]\ndays = 70\n[calendar x]\nurl=file:///a\n", FALSE,
         0},
        {"b.conf",
         "[stale]\ndays = 21\ndefer_max_days = 9\n[hygiene]\ndays =\n[calendar x]\nuser=u\n", FALSE,
         0},
    };
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Config) config = config_parse(layers, 2, problems);
    g_assert_nonnull(config);
    g_assert_cmpint(config_int(config, "stale", "days"), ==, 21);
    g_assert_cmpstr(config_origin(config, "stale", "days"), ==, "b.conf:2");
    g_assert_cmpint(config_int(config, "stale", "defer_max_days"), ==, 9);
    g_assert_cmpint(config_int(config, "hygiene", "days"), ==, 60);
    g_assert_cmpstr(config_text(config, "calendar x", "url"), ==, "file:///a");
    g_assert_cmpstr(config_text(config, "calendar x", "user"), ==, "u");
    layers[1].text = "[stale]\nday = 1\n[calendar y]\n[calendar x]\nurl = https://u:p@h/\n";
    layers[0].text = "[stale]\ndays = x\n[calendar x]\nurl=file:///a\n";
    layers[0].is_private = TRUE;
    g_assert_null(config_parse(layers, 2, problems));
    g_assert_cmpuint(problems->len, ==, 4);
    g_assert_cmpstr(problems->pdata[0], ==, "a.conf:2: days: \"x\" is not a whole number");
    g_assert_cmpstr(problems->pdata[1], ==,
                    "b.conf:2: unknown key \"day\" in [stale] (did you mean days)");
    g_assert_cmpstr(problems->pdata[2], ==, "b.conf:3: [calendar y] needs a url");
    g_assert_cmpstr(
        problems->pdata[3], ==,
        "b.conf:5: url: it holds a password, so nobody else may read this file (mode 0600)");
}

static void
test_lines(void)
{
    refuse("x = 1\n[bussiness]\na = b\n[business\n[mailbox]\n[ui sv]\n[nonsense]\n",
           "a.conf:1: key \"x\" stands before the first section\n"
           "a.conf:2: unknown section [bussiness] (did you mean [business])\n"
           "a.conf:4: \"[business\" is no section: it does not end with ]\n"
           "a.conf:5: section [mailbox] needs a name of at most 64 characters: [mailbox NAME]\n"
           "a.conf:6: section [ui] takes no name\n"
           "a.conf:7: unknown section [nonsense]");
    refuse("[stale]\ndays\ndays = 1\ndays = 2\n[ui]\n[stale]\ntimezone = UTC\nTime = 1\n",
           "a.conf:2: \"days\" is neither [section], key = value nor # comment\n"
           "a.conf:4: days is set in line 3 already\n"
           "a.conf:6: section [stale] stands in line 1 already\n"
           "a.conf:7: unknown key \"timezone\" in [stale] (did you mean section [business])\n"
           "a.conf:8: unknown key \"Time\" in [stale]");
    refuse("[stale]\r\ndays = \xff\r\ndays = a\x1b[31m\r\n",
           "a.conf:2: the line is not UTF-8\na.conf:3: the line has a control character");
    refuse("[mailbo work]\n", "a.conf:1: unknown section [mailbo] (did you mean [mailbox NAME])");
    refuse("[Stale]\n", "a.conf:1: unknown section [Stale] (did you mean [stale])");
}

static void
test_types(void)
{
    refuse(
        "[stale]\ndays = 10 # ten\ndefer_max_days = 366\n[attempts]\nauto_pause = perhaps\n"
        "max = 0\npause_days = 5.5\n[responsiveness]\nratio = 2,5\np_watch = 1.5\nrecent = 0x10\n"
        "floor_wh = nan\n[notify]\nhours = wrok\nprivacy = all\ndigest_at = 8:15\n",
        "a.conf:2: days: \"10 # ten\" is not a whole number; a comment stands on a line of its "
        "own\n"
        "a.conf:3: defer_max_days: 366 is not between 0 and 365\n"
        "a.conf:5: auto_pause: \"perhaps\" is not yes or no\n"
        "a.conf:6: max: 0 is not between 1 and 100\n"
        "a.conf:7: pause_days: \"5.5\" is not a whole number\n"
        "a.conf:9: ratio: \"2,5\" is not a number\n"
        "a.conf:10: p_watch: 1.5 is not between 0 and 1\n"
        "a.conf:11: recent: \"0x10\" is not a whole number\n"
        "a.conf:12: floor_wh: \"nan\" is not a number\n"
        "a.conf:14: hours: \"wrok\" is none of work, always (did you mean work)\n"
        "a.conf:15: privacy: \"all\" is none of full, names, counts\n"
        "a.conf:16: digest_at: \"8:15\" is no time like 08:15");
    refuse(
        "[business]\ntimezone = Sweden\nwork_hours = 8-17\nextra_days_off = easter\nquiet = W99\n"
        "fiscal_start_month = 99999999999999999999\n[identity]\naddresses = anna; @gmail.com; @se\n"
        "[icp]\nemployees = 300-30\navoid = 30\n[win]\nlookback = 12\n[finance]\ngross_margin = "
        "101\n"
        "[pipeline]\nhorizons = 3;0\nbands = 10..30\n[review]\ncheck_in_by_mail = 4\n",
        "a.conf:2: timezone: \"Sweden\" is no time zone of this machine; Europe/Stockholm is one\n"
        "a.conf:3: work_hours: \"8-17\" is not like \"Mon-Fri 08:00-17:00\"\n"
        "a.conf:4: extra_days_off: \"easter\" is neither a date nor midsummer_eve, christmas_eve, "
        "new_year_eve\n"
        "a.conf:5: quiet: \"W99\" is not like W28-W31 or 12-22..01-06\n"
        "a.conf:6: fiscal_start_month: \"99999999999999999999\" is not a whole number\n"
        "a.conf:8: addresses: \"anna\" is neither an address nor @domain\n"
        "a.conf:10: employees: \"300-30\" is no range like 30-300\n"
        "a.conf:11: avoid: \"30\" is not like <30 or >500\n"
        "a.conf:13: lookback: \"12\" is no number of months like 12m\n"
        "a.conf:15: gross_margin: 101 is not between 0 and 100\n"
        "a.conf:17: horizons: \"0\" is no number from 1 to 1200\n"
        "a.conf:18: bands: \"10..30\" is no range like 30-300\n"
        "a.conf:20: check_in_by_mail: \"4\" is no tier; they are 1, 2 and 3");
    refuse("[identity]\naddresses = @gmail.com\n",
           "a.conf:2: addresses: \"@gmail.com\" is open to anybody; name the address itself");
    refuse("[identity]\naddresses = @co.uk\n",
           "a.conf:2: addresses: \"@co.uk\" is open to anybody; name the address itself");
    refuse("[ui]\nlanguage = \"sv\"\n", "a.conf:2: language: values stand without quotes");
}

static void
test_between_keys(void)
{
    refuse("[mailbox work]\n[mailbox old]\ntype = maildir\n[calendar a]\n",
           "a.conf:1: [mailbox work] needs a host (type is imap)\n"
           "a.conf:1: [mailbox work] needs a user (type is imap)\n"
           "a.conf:1: [mailbox work] needs a password_command, password_file, password_secret or online_account\n"
           "a.conf:2: [mailbox old] needs a path (type is maildir or mbox)\n"
           "a.conf:4: [calendar a] needs a url");
    refuse("[mailbox w]\nhost = mail.example.com\nuser = u\ntls = none\npassword_file = f\n"
           "password_command = c\nfolders = ;\n",
           "a.conf:4: tls: none is allowed only for a server on this computer\n"
           "a.conf:5: password_command and password_file exclude each other\n"
           "a.conf:7: folders: name some, or write auto");
    refuse(
        "[mailbox w]\nhost = mail.example.com:993\nuser = u\npassword = hunter2\n"
        "password_command = pass \"mail\nport = 0\nbackfill = 1y\n",
        "a.conf:2: host: \"mail.example.com:993\" is no host name (the port has a key of its own)\n"
        "a.conf:4: a password does not stand in the configuration: use password_command or "
        "password_file\n"
        "a.conf:5: password_command: no command, or a quote in it does not end\n"
        "a.conf:6: port: 0 is not between 1 and 65535\n"
        "a.conf:7: backfill: \"1y\" is not like all, 365d or 2025-01-01");
    refuse("[coverage]\namber = 4\n[responsiveness]\nbase_max = 5\n",
           "a.conf:2: green: must not be below amber\n"
           "a.conf:4: base_max: must not be below base_min");
}

static void
test_loopback(void)
{
    static const char *const yes[] = {"localhost", "127.0.0.1", "127.9.9.9", "::1", "LOCALHOST"};
    static const char *const no[] = {"localhost.example.com", "10.0.0.1", "::2", "128.0.0.1",
                                     "0.0.0.0"};
    for (gsize i = 0; i < G_N_ELEMENTS(yes); i++) {
        g_autofree char *text =
            g_strdup_printf("[mailbox w]\ntls=none\nuser=u\npassword_file=f\nhost=%s\n", yes[i]);
        g_autoptr(Config) config = parse(text);
        g_assert_cmpint(config_int(config, "mailbox w", "port"), ==, 143);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(no); i++) {
        g_autofree char *text =
            g_strdup_printf("[mailbox w]\ntls=none\nuser=u\npassword_file=f\nhost=%s\n", no[i]);
        refuse(text, "a.conf:2: tls: none is allowed only for a server on this computer");
    }
}

static void
test_urls(void)
{
    static const char *const good[] = {"https://h.example/a.ics",
                                       "http://h/",
                                       "webcal://h/a?b=c",
                                       "webcals://h/a",
                                       "caldav://h/",
                                       "caldavs://u@h/a",
                                       "file:///srv/a.ics",
                                       "file://localhost/a.ics"};
    static const char *const bad[] = {"ftp://h/a",    "/srv/a.ics",   "a.ics",
                                      "https:///a",   "file://srv/a", "file:a.ics",
                                      "javascript:x", "https:",       "https://h:99999999/a"};
    for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
        g_autofree char *text = g_strdup_printf("[calendar c]\nurl = %s\n", good[i]);
        g_autoptr(Config) config = parse(text);
        g_assert_cmpstr(config_text(config, "calendar c", "url"), ==, good[i]);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autofree char *text = g_strdup_printf("[calendar c]\nurl = %s\n", bad[i]);
        g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
        g_test_message("%s", bad[i]);
        g_assert_null(parse_bytes(text, 0, TRUE, problems));
        g_assert_cmpuint(problems->len, ==, 1);
        g_assert_true(g_str_has_prefix(problems->pdata[0], "a.conf:2: url: "));
    }
}

static void
test_secrets(void)
{
    const char *text = "[calendar c]\nurl = https://u:p@h.example/a.ics\n";
    refuse(text,
           "a.conf:2: url: it holds a password, so nobody else may read this file (mode 0600)");
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Config) config = parse_bytes(text, 0, TRUE, problems);
    g_assert_nonnull(config);
    refuse("[calendar c]\nurl = ftp://u:hunter2@h.example/\n",
           "a.conf:2: url: not a URL that begins with https:, webcal:, caldavs: or file:///\n"
           "a.conf:2: url: it holds a password, so nobody else may read this file (mode 0600)");
}

static void
test_encodings(void)
{
    g_autoptr(Config) bom = parse("\xef\xbb\xbf[stale]\r\ndays = 3\r\n\r\n");
    g_assert_cmpint(config_int(bom, "stale", "days"), ==, 3);
    g_autoptr(Config) no_eol = parse("[stale]\ndays=4");
    g_assert_cmpint(config_int(no_eol, "stale", "days"), ==, 4);
    static const char nul[] = "[stale]\nda\0ys = 3\ndays = 5\n";
    refuse_bytes(nul, sizeof nul - 1, FALSE, "a.conf:2: the line has a NUL byte");
    g_autoptr(GString) huge = g_string_new("[stale]\ndays = ");
    for (int i = 0; i < 1024 * 1024; i++)
        g_string_append_c(huge, '1');
    g_string_append(huge, "\nx = 1\n");
    refuse(huge->str,
           "a.conf:2: the line is longer than 8192 bytes\na.conf:3: unknown key \"x\" in [stale]");
}

static void
test_flood(void)
{
    g_autoptr(GString) flood = g_string_new(NULL);
    for (int i = 0; i < 100000; i++)
        g_string_append(flood, "rubbish\n");
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_assert_null(parse_bytes(flood->str, flood->len, FALSE, problems));
    g_assert_cmpuint(problems->len, ==, 101);
    g_assert_cmpstr(problems->pdata[100], ==,
                    "a.conf:100: too many problems, the rest of the file is not read");
}

/* A heap copy without a NUL behind it, so that a sanitizer sees a byte read too far. Whatever
 * comes, the answer is either a configuration or problems, and every problem is one clean line that
 * begins with file and line. */
static void
feed(const char *bytes, gsize length)
{
    if (length == 0)
        return;
    char *copy = g_memdup2(bytes, length);
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Config) config = parse_bytes(copy, length, TRUE, problems);
    g_assert_true((config == NULL) == (problems->len > 0));
    for (guint i = 0; i < problems->len; i++) {
        const char *problem = problems->pdata[i];
        g_assert_true(g_str_has_prefix(problem, "a.conf:"));
        g_assert_true(g_utf8_validate(problem, -1, NULL));
        for (const char *p = problem; *p; p++)
            g_assert_true((unsigned char)*p >= 0x20 && *p != 0x7f);
    }
    g_free(copy);
}

static void
test_truncated(void)
{
    for (gsize n = 0; n < sizeof whole; n++)
        feed(whole, n);
}

static void
test_mutated(void)
{
    static const char bytes[] = {'\0', '\n', '\r',   '[',    ']',    '=',    ';', '#',
                                 '"',  ' ',  '\x7f', '\xff', '\xc3', '\x1b', '-', '9'};
    g_autoptr(GRand) rand = g_rand_new_with_seed(20260331);
    for (int round = 0; round < 3000; round++) {
        g_autofree char *text = g_memdup2(whole, sizeof whole - 1);
        int changes = g_rand_int_range(rand, 1, 6);
        for (int i = 0; i < changes; i++)
            text[g_rand_int_range(rand, 0, sizeof whole - 1)] =
                bytes[g_rand_int_range(rand, 0, sizeof bytes)];
        feed(text, sizeof whole - 1);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/config/defaults", test_defaults);
    g_test_add_func("/config/table", test_table);
    g_test_add_func("/config/values", test_values);
    g_test_add_func("/config/things", test_things);
    g_test_add_func("/config/layers", test_layers);
    g_test_add_func("/config/lines", test_lines);
    g_test_add_func("/config/types", test_types);
    g_test_add_func("/config/between-keys", test_between_keys);
    g_test_add_func("/config/loopback", test_loopback);
    g_test_add_func("/config/urls", test_urls);
    g_test_add_func("/config/secrets", test_secrets);
    g_test_add_func("/config/encodings", test_encodings);
    g_test_add_func("/config/flood", test_flood);
    g_test_add_func("/config/truncated", test_truncated);
    g_test_add_func("/config/mutated", test_mutated);
    return g_test_run();
}
