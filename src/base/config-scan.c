/* SPDX-License-Identifier: MIT
 * Reads one configuration file line by line. GKeyFile knows no line numbers, merges duplicates
 * silently and stops at the first mistake; a person wants all of them with their lines. */
#include "base/config.h"
#include <string.h>
#include "base/option-value.h"
#include "base/text.h"

#define LINE_MAX_BYTES 8192
#define PROBLEMS_MAX 100 /* of one file; more means that it is no configuration at all */
#define SHOWN_MAX 60
#define NAME_MAX_CHARS 64

typedef struct {
    Config *config;
    GArray *problems; /* of ConfigProblem */
    const ConfigLayer *layer;
    guint index;
    int line;
    Section *section;
    gboolean lost; /* below a section that is none: its keys are not judged */
} Scan;

#define PROBLEM(scan, ...) \
    config_problem((scan)->problems, (scan)->index, (scan)->line, __VA_ARGS__)

/* Text of the file as it may be shown in one line of a message. */
static char *
shown(const char *text)
{
    return text_clean_line(text, -1, SHOWN_MAX);
}

static gboolean
is_named_kind(const char *kind)
{
    return strcmp(kind, "mailbox") == 0 || strcmp(kind, "calendar") == 0;
}

/* All section kinds of the table, each once. Caller frees the array. */
static GPtrArray *
section_kinds(void)
{
    gsize n;
    const Option *options = option_table(&n);
    GPtrArray *kinds = g_ptr_array_new();
    for (gsize i = 0; i < n; i++)
        if (i == 0 || strcmp(options[i].section, options[i - 1].section) != 0)
            g_ptr_array_add(kinds, (gpointer)options[i].section);
    g_ptr_array_add(kinds, NULL);
    return kinds;
}

static const char *
find_kind(const char *word)
{
    g_autoptr(GPtrArray) kinds = section_kinds();
    for (guint i = 0; kinds->pdata[i]; i++)
        if (strcmp(kinds->pdata[i], word) == 0)
            return kinds->pdata[i];
    return NULL;
}

static void
unknown_section(Scan *scan, const char *word)
{
    g_autoptr(GPtrArray) kinds = section_kinds();
    const char *near = text_nearest(word, (const char *const *)kinds->pdata);
    g_autofree char *name = shown(word);
    if (near)
        PROBLEM(scan, "unknown section [%s] (did you mean [%s%s])", name, near,
                is_named_kind(near) ? " NAME" : "");
    else
        PROBLEM(scan, "unknown section [%s]", name);
}

static Section *
enter_section(Scan *scan, const char *name, const char *kind)
{
    Section *section = config_section_find(scan->config, name);
    if (section && section->layer == scan->index)
        PROBLEM(scan, "section [%s] stands in line %d already", name, section->line);
    if (!section) {
        section = g_new0(Section, 1);
        section->name = g_strdup(name);
        section->kind = kind;
        section->settings = g_ptr_array_new_with_free_func(config_setting_free);
        g_ptr_array_add(scan->config->sections, section);
    }
    section->layer = scan->index;
    section->line = scan->line;
    return section;
}

static gboolean
is_section_name(const char *name)
{
    return *name && g_utf8_strlen(name, -1) <= NAME_MAX_CHARS && !strpbrk(name, "[]\"");
}

/* INNER is what stands between the brackets: "business" or "mailbox NAME". */
static Section *
open_section(Scan *scan, char *inner)
{
    gsize n = strcspn(g_strstrip(inner), " \t");
    g_autofree char *word = g_strndup(inner, n);
    const char *name = g_strchug(inner + n);
    const char *kind = find_kind(word);
    if (!kind)
        return unknown_section(scan, word), NULL;
    if (!is_named_kind(kind) && *name)
        return PROBLEM(scan, "section [%s] takes no name", kind), NULL;
    if (is_named_kind(kind) && !is_section_name(name))
        return PROBLEM(scan, "section [%s] needs a name of at most %d characters: [%s NAME]", kind,
                       NAME_MAX_CHARS, kind),
               NULL;
    g_autofree char *whole = *name ? g_strdup_printf("%s %s", kind, name) : g_strdup(kind);
    return enter_section(scan, whole, kind);
}

static void
scan_header(Scan *scan, char *text)
{
    gsize n = strlen(text);
    scan->section = NULL;
    scan->lost = TRUE;
    if (text[n - 1] != ']') {
        g_autofree char *line = shown(text);
        PROBLEM(scan, "\"%s\" is no section: it does not end with ]", line);
        return;
    }
    text[n - 1] = '\0';
    scan->section = open_section(scan, text + 1);
    scan->lost = scan->section == NULL;
}

/* Where KEY would be known, NULL if nowhere. */
static const char *
other_section(const char *key)
{
    gsize n;
    const Option *options = option_table(&n);
    for (gsize i = 0; i < n; i++)
        if (strcmp(options[i].key, key) == 0)
            return options[i].section;
    return NULL;
}

static const char *
nearest_key(const char *kind, const char *key)
{
    gsize n;
    const Option *options = option_table(&n);
    g_autoptr(GPtrArray) keys = g_ptr_array_new();
    for (gsize i = 0; i < n; i++)
        if (strcmp(options[i].section, kind) == 0)
            g_ptr_array_add(keys, (gpointer)options[i].key);
    g_ptr_array_add(keys, NULL);
    return text_nearest(key, (const char *const *)keys->pdata);
}

static void
unknown_key(Scan *scan, const char *key)
{
    const char *kind = scan->section->kind, *near = nearest_key(kind, key);
    const char *other = other_section(key);
    g_autofree char *name = shown(key);
    if (is_named_kind(kind) && strcmp(key, "password") == 0)
        PROBLEM(scan, "a password does not stand in the configuration: "
                      "use password_command or password_file");
    else if (other)
        PROBLEM(scan, "unknown key \"%s\" in [%s] (did you mean section [%s])", name, kind, other);
    else if (near)
        PROBLEM(scan, "unknown key \"%s\" in [%s] (did you mean %s)", name, kind, near);
    else
        PROBLEM(scan, "unknown key \"%s\" in [%s]", name, kind);
}

/* Other formats want quotes; here they would silently become part of the value. */
static gboolean
is_quoted(const char *value)
{
    gsize n = strlen(value);
    return n >= 2 && (*value == '"' || *value == '\'') && value[n - 1] == *value;
}

static void
check_value(Scan *scan, const Option *option, const char *value)
{
    g_autoptr(GError) error = NULL;
    if (is_quoted(value) && strcmp(option->key, "password_command") != 0) {
        PROBLEM(scan, "%s: values stand without quotes", option->key);
        return;
    }
    if (*value == '\0' || option_accepts(option, value, &error))
        return;
    g_autofree char *why = text_clean_line(error->message, -1, 4 * SHOWN_MAX);
    PROBLEM(scan, "%s: %s", option->key, why);
}

static void
set_value(Scan *scan, const Option *option, const char *value)
{
    Setting *setting = config_setting_find(scan->section, option->key);
    if (setting && setting->layer == scan->index)
        PROBLEM(scan, "%s is set in line %d already", option->key, setting->line);
    if (setting)
        g_ptr_array_remove(scan->section->settings, setting);
    setting = g_new0(Setting, 1);
    setting->option = option;
    setting->text = *value || option->type == OPTION_LIST ? g_strdup(value) : NULL;
    setting->list = option->type == OPTION_LIST ? option_split(value) : NULL;
    setting->origin = g_strdup_printf("%s:%d", scan->layer->file, scan->line);
    setting->layer = scan->index;
    setting->line = scan->line;
    g_ptr_array_add(scan->section->settings, setting);
}

static void
scan_setting(Scan *scan, char *text)
{
    char *equals = strchr(text, '=');
    if (!equals) {
        g_autofree char *line = shown(text);
        PROBLEM(scan, "\"%s\" is neither [section], key = value nor # comment", line);
        return;
    }
    *equals = '\0';
    const char *key = g_strchomp(text), *value = g_strchug(equals + 1);
    if (!scan->section) {
        g_autofree char *name = shown(key);
        if (!scan->lost)
            PROBLEM(scan, "key \"%s\" stands before the first section", name);
        return;
    }
    const Option *option = option_find(scan->section->kind, key);
    if (!option) {
        unknown_key(scan, key);
        return;
    }
    check_value(scan, option, value);
    set_value(scan, option, value);
}

static gboolean
has_control(const char *utf8)
{
    for (; *utf8; utf8 = g_utf8_next_char(utf8))
        if (*utf8 != '\t' && g_unichar_iscntrl(g_utf8_get_char(utf8)))
            return TRUE;
    return FALSE;
}

static void
scan_line(Scan *scan, const char *start, gsize length)
{
    if (length > LINE_MAX_BYTES) {
        PROBLEM(scan, "the line is longer than %d bytes", LINE_MAX_BYTES);
        return;
    }
    if (memchr(start, '\0', length)) {
        PROBLEM(scan, "the line has a NUL byte");
        return;
    }
    g_autofree char *line = g_strndup(start, length);
    char *text = g_strstrip(line);
    if (!g_utf8_validate(text, -1, NULL))
        PROBLEM(scan, "the line is not UTF-8");
    else if (*text == '\0' || *text == '#' || *text == ';')
        return;
    else if (has_control(text))
        PROBLEM(scan, "the line has a control character");
    else if (*text == '[')
        scan_header(scan, text);
    else
        scan_setting(scan, text);
}

void
config_scan(Config *config, const ConfigLayer *layer, guint index, GArray *problems)
{
    Scan scan = {.config = config, .problems = problems, .layer = layer, .index = index};
    const char *p = layer->text;
    const char *end = p + (layer->length ? layer->length : strlen(p));
    guint limit = problems->len + PROBLEMS_MAX;
    if (end - p >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
        p += 3;
    while (p < end) {
        const char *eol = memchr(p, '\n', (gsize)(end - p));
        scan.line++;
        scan_line(&scan, p, (gsize)((eol ? eol : end) - p));
        if (problems->len >= limit) {
            PROBLEM(&scan, "too many problems, the rest of the file is not read");
            return;
        }
        p = eol ? eol + 1 : end;
    }
}
