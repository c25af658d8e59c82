/* SPDX-License-Identifier: MIT
 * Whose Cadens this is: the configuration files read, and what follows from them. */
#include "run/profile.h"
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CONFIG_FILE_MAX (4 * 1024 * 1024)

typedef struct {
    char *file, *text;
    gsize length;
    gboolean is_private;
} Layer;

static void
layer_free(gpointer data)
{
    Layer *layer = data;
    g_free(layer->file);
    g_free(layer->text);
    g_free(layer);
}

/* FALSE only when the file is there and cannot be used; a missing optional file is no layer. */
static gboolean
read_layer(const char *file, gboolean must_exist, GPtrArray *layers, GPtrArray *problems)
{
    GStatBuf status;
    if (g_stat(file, &status) != 0) {
        if (must_exist)
            g_ptr_array_add(problems, g_strdup_printf("%s:1: cannot be read: %s", file, g_strerror(errno)));
        return !must_exist;
    }
    if (!S_ISREG(status.st_mode) || status.st_size > CONFIG_FILE_MAX) {
        g_ptr_array_add(problems, g_strdup_printf("%s:1: is no configuration file", file));
        return FALSE;
    }
    g_autofree char *text = NULL;
    gsize length = 0;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(file, &text, &length, &error)) {
        g_ptr_array_add(problems, g_strdup_printf("%s:1: %s", file, error->message));
        return FALSE;
    }
    Layer *layer = g_new0(Layer, 1);
    layer->file = g_strdup(file);
    layer->text = g_steal_pointer(&text);
    layer->length = length;
    layer->is_private = (status.st_mode & 077) == 0;
    g_ptr_array_add(layers, layer);
    return TRUE;
}

static int
by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static gboolean
read_user_layers(GPtrArray *layers, GPtrArray *problems)
{
    g_autofree char *folder = g_build_filename(g_get_user_config_dir(), "cadens", NULL);
    g_autofree char *main_file = g_build_filename(folder, "cadens.conf", NULL);
    gboolean good = read_layer(main_file, FALSE, layers, problems);
    g_autofree char *drop_ins = g_build_filename(folder, "cadens.conf.d", NULL);
    g_autoptr(GDir) dir = g_dir_open(drop_ins, 0, NULL);
    if (dir == NULL)
        return good;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;)
        if (g_str_has_suffix(name, ".conf"))
            g_ptr_array_add(names, g_build_filename(drop_ins, name, NULL));
    g_ptr_array_sort(names, by_name);
    for (guint i = 0; i < names->len; i++)
        good = read_layer(names->pdata[i], TRUE, layers, problems) && good;
    return good;
}

static Config *
parse_layers(GPtrArray *layers, GPtrArray *problems)
{
    g_autofree ConfigLayer *array = g_new0(ConfigLayer, layers->len + 1);
    for (guint i = 0; i < layers->len; i++) {
        const Layer *layer = layers->pdata[i];
        array[i] = (ConfigLayer){ .file = layer->file, .text = layer->text, .length = layer->length, .is_private = layer->is_private };
    }
    return config_parse(array, layers->len, problems);
}

static char *
store_path(const Config *config)
{
    char *path = config_path(config, "store", "path");
    return path != NULL ? path : g_build_filename(g_get_user_data_dir(), "cadens", "cadens.db", NULL);
}

/* A documents folder is not hidden, so sandboxed browsers can read it (spec 00 §2). */
static char *
dashboard_path(const Config *config)
{
    char *path = config_path(config, "dashboard", "path");
    if (path != NULL)
        return path;
    const char *documents = g_get_user_special_dir(G_USER_DIRECTORY_DOCUMENTS);
    if (documents != NULL && g_file_test(documents, G_FILE_TEST_IS_DIR))
        return g_build_filename(documents, "Cadens", "dashboard.html", NULL);
    return g_build_filename(g_get_user_data_dir(), "cadens", "dashboard.html", NULL);
}

/* The locale decides; C and POSIX name no language, and then it is Swedish (17-G). */
gboolean
run_profile_is_swedish(const Config *config, const char *lang)
{
    if (lang == NULL && config != NULL)
        lang = config_text(config, "ui", "language");
    if (lang != NULL && *lang != '\0')
        return g_str_equal(lang, "sv");
    const char *const names[] = { "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG" };
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = g_getenv(names[i]);
        if (value == NULL || *value == '\0' || g_str_has_prefix(value, "C.") || g_str_equal(value, "C") ||
            g_str_equal(value, "POSIX"))
            continue;
        return g_str_has_prefix(value, "sv");
    }
    return TRUE;
}

/* Beside the page, for the same reason. */
static char *
report_path(const Config *config, const char *dashboard)
{
    char *path = config_path(config, "report", "path");
    g_autofree char *folder = g_path_get_dirname(dashboard);
    return path != NULL ? path : g_build_filename(folder, "reports", NULL);
}

/* What one adds to Cadens lies beside the configuration; a configuration elsewhere, without such a FOLDER, leaves it where it usually is (00 §2). */
static char *
own_path(const char *file, const char *folder)
{
    g_autofree char *place = file ? g_path_get_dirname(file) : NULL;
    char *path = place ? g_build_filename(place, folder, NULL) : NULL;
    if (path && g_file_test(path, G_FILE_TEST_IS_DIR))
        return path;
    g_free(path);
    return g_build_filename(g_get_user_config_dir(), "cadens", folder, NULL);
}

Profile *
run_profile_load(const char *file, const char *lang, GPtrArray *problems)
{
    g_autoptr(GPtrArray) layers = g_ptr_array_new_with_free_func(layer_free);
    gboolean good = file != NULL ? read_layer(file, TRUE, layers, problems) : read_user_layers(layers, problems);
    g_autoptr(Config) config = parse_layers(layers, problems);
    if (!good || config == NULL)
        return NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(Calendar) calendar = config_calendar(config, &error);
    if (calendar == NULL) {
        g_ptr_array_add(problems, g_strdup(error->message));
        return NULL;
    }
    Profile *profile = g_new0(Profile, 1);
    profile->swedish = run_profile_is_swedish(config, lang);
    profile->store_path = store_path(config);
    profile->dashboard_path = dashboard_path(config);
    profile->report_path = report_path(config, profile->dashboard_path);
    profile->kpi_path = own_path(file, "kpi.d");
    profile->map_path = own_path(file, "maps");
    profile->files = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < layers->len; i++)
        g_ptr_array_add(profile->files, g_strdup(((Layer *)layers->pdata[i])->file));
    profile->calendar = g_steal_pointer(&calendar);
    profile->config = g_steal_pointer(&config);
    return profile;
}

void
run_profile_free(Profile *profile)
{
    if (profile == NULL)
        return;
    g_clear_pointer(&profile->config, config_free);
    g_clear_pointer(&profile->calendar, calendar_free);
    g_ptr_array_unref(profile->files);
    g_free(profile->store_path);
    g_free(profile->dashboard_path);
    g_free(profile->report_path);
    g_free(profile->kpi_path);
    g_free(profile->map_path);
    g_free(profile);
}

void
run_profile_speak(gboolean swedish)
{
    if (setlocale(LC_MESSAGES, "C.UTF-8") == NULL)
        setlocale(LC_MESSAGES, "");
    setlocale(LC_CTYPE, "C.UTF-8");
    g_setenv("LANGUAGE", swedish ? "sv" : "en", TRUE);
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = program != NULL ? g_path_get_dirname(program) : NULL;
    g_autofree char *beside = folder != NULL ? g_build_filename(folder, "po", NULL) : NULL;
    g_autofree char *catalogue = beside != NULL ? g_build_filename(beside, "sv", "LC_MESSAGES", "cadens.mo", NULL) : NULL;
    gboolean is_installed = catalogue == NULL || !g_file_test(catalogue, G_FILE_TEST_EXISTS);
    bindtextdomain("cadens", is_installed ? LOCALEDIR : beside);
    bind_textdomain_codeset("cadens", "UTF-8");
    textdomain("cadens");
}
