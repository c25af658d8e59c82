/* SPDX-License-Identifier: MIT
 * The configuration as a whole: layers in, values out. */
#include "base/config.h"
#include <string.h>
#include "base/option-value.h"
#include "base/text.h"

Section *
config_section_find(const Config *config, const char *name)
{
    for (guint i = 0; i < config->sections->len; i++) {
        Section *section = g_ptr_array_index(config->sections, i);
        if (strcmp(section->name, name) == 0)
            return section;
    }
    return NULL;
}

Setting *
config_setting_find(const Section *section, const char *key)
{
    for (guint i = 0; i < section->settings->len; i++) {
        Setting *setting = g_ptr_array_index(section->settings, i);
        if (strcmp(setting->option->key, key) == 0)
            return setting;
    }
    return NULL;
}

void
config_setting_free(gpointer data)
{
    Setting *setting = data;
    g_free(setting->text);
    g_strfreev(setting->list);
    g_free(setting->origin);
    g_free(setting);
}

void
config_section_free(gpointer data)
{
    Section *section = data;
    g_free(section->name);
    g_ptr_array_unref(section->settings);
    g_free(section);
}

void
config_problem(GArray *problems, guint layer, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    ConfigProblem problem = {layer, line, g_strdup_vprintf(format, args)};
    va_end(args);
    g_array_append_val(problems, problem);
}

static void
problem_clear(gpointer data)
{
    ConfigProblem *problem = data;
    g_free(problem->text);
}

static int
compare_problems(gconstpointer a, gconstpointer b)
{
    const ConfigProblem *x = a, *y = b;
    if (x->layer != y->layer)
        return x->layer < y->layer ? -1 : 1;
    return x->line - y->line;
}

static void
tell(GArray *found, const ConfigLayer *layers, GPtrArray *problems)
{
    g_array_sort(found, compare_problems);
    for (guint i = 0; i < found->len; i++) {
        const ConfigProblem *problem = &g_array_index(found, ConfigProblem, i);
        g_autofree char *file = text_clean(layers[problem->layer].file, -1);
        g_ptr_array_add(problems, g_strdup_printf("%s:%d: %s", file, problem->line, problem->text));
    }
}

static Config *
config_new(void)
{
    gsize n;
    const Option *options = option_table(&n);
    Config *config = g_new0(Config, 1);
    config->sections = g_ptr_array_new_with_free_func(config_section_free);
    config->standards = g_new0(char **, n + 1);
    for (gsize i = 0; i < n; i++)
        config->standards[i] = option_split(options[i].standard ? options[i].standard : "");
    config->mailboxes = g_ptr_array_new();
    config->calendars = g_ptr_array_new();
    return config;
}

static void
list_names(Config *config)
{
    for (guint i = 0; i < config->sections->len; i++) {
        Section *section = g_ptr_array_index(config->sections, i);
        if (strcmp(section->kind, "mailbox") == 0)
            g_ptr_array_add(config->mailboxes, section->name + strlen("mailbox "));
        else if (strcmp(section->kind, "calendar") == 0)
            g_ptr_array_add(config->calendars, section->name + strlen("calendar "));
    }
    g_ptr_array_add(config->mailboxes, NULL);
    g_ptr_array_add(config->calendars, NULL);
}

Config *
config_parse(const ConfigLayer *layers, gsize n, GPtrArray *problems)
{
    g_autoptr(Config) config = config_new();
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(ConfigProblem));
    g_array_set_clear_func(found, problem_clear);
    for (gsize i = 0; i < n; i++)
        config_scan(config, &layers[i], (guint)i, found);
    config_check(config, layers, found);
    if (found->len > 0) {
        tell(found, layers, problems);
        return NULL;
    }
    list_names(config);
    return g_steal_pointer(&config);
}

void
config_free(Config *config)
{
    if (!config)
        return;
    for (char ***list = config->standards; *list; list++)
        g_strfreev(*list);
    g_free(config->standards);
    g_ptr_array_unref(config->sections);
    g_ptr_array_unref(config->mailboxes);
    g_ptr_array_unref(config->calendars);
    g_free(config);
}

const char *const *
config_sections(const Config *config, const char *kind)
{
    gboolean mail = strcmp(kind, "mailbox") == 0;
    return (const char *const *)(mail ? config->mailboxes->pdata : config->calendars->pdata);
}

static const Option *
option_of(const char *section, const char *key)
{
    g_autofree char *kind = g_strndup(section, strcspn(section, " "));
    return option_find(kind, key);
}

static const Setting *
setting_of(const Config *config, const char *section, const char *key)
{
    const Section *found = config_section_find(config, section);
    const Setting *setting = found ? config_setting_find(found, key) : NULL;
    return setting && setting->text ? setting : NULL;
}

/* The one default that depends on another key. */
static const char *
standard_of(const Config *config, const char *section, const Option *option)
{
    if (strcmp(option->section, "mailbox") != 0 || strcmp(option->key, "port") != 0)
        return option->standard;
    const char *tls = config_text(config, section, "tls");
    return strcmp(tls, "implicit") == 0 ? option->standard : "143";
}

const char *
config_text(const Config *config, const char *section, const char *key)
{
    const Option *option = option_of(section, key);
    g_return_val_if_fail(option, NULL);
    const Setting *setting = setting_of(config, section, key);
    return setting ? setting->text : standard_of(config, section, option);
}

gint64
config_int(const Config *config, const char *section, const char *key)
{
    const char *text = config_text(config, section, key);
    gint64 value = 0;
    return text && option_to_int(text, &value) ? value : 0;
}

double
config_real(const Config *config, const char *section, const char *key)
{
    const Option *option = option_of(section, key);
    const char *text = config_text(config, section, key);
    double value = 0;
    if (!option || !text)
        return 0;
    if (option->type == OPTION_PERCENT)
        return option_to_percent(text, &value) ? value : 0;
    return option_to_real(text, &value) ? value : 0;
}

gboolean
config_bool(const Config *config, const char *section, const char *key)
{
    const char *text = config_text(config, section, key);
    gboolean value = FALSE;
    return text && option_to_bool(text, &value) && value;
}

const char *const *
config_list(const Config *config, const char *section, const char *key)
{
    static const char *const none[] = {NULL};
    gsize n;
    const Option *options = option_table(&n), *option = option_of(section, key);
    g_return_val_if_fail(option && option->type == OPTION_LIST, none);
    const Setting *setting = setting_of(config, section, key);
    return (const char *const *)(setting ? setting->list : config->standards[option - options]);
}

const char *
config_origin(const Config *config, const char *section, const char *key)
{
    g_return_val_if_fail(option_of(section, key), "default");
    const Setting *setting = setting_of(config, section, key);
    return setting ? setting->origin : "default";
}
