/* SPDX-License-Identifier: MIT
 * The corpus of a fuzz target as an ordinary test: every input that ever taught it something. The directory is named after the program. */
#include "target.h"
#include <string.h>

static void
replay_one(gconstpointer path)
{
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    g_autofree guint8 *exact = g_memdup2(bytes, length); /* without the NUL that GLib adds: reading behind the end shows */
    g_assert_cmpint(LLVMFuzzerTestOneInput(exact, length), ==, 0);
}

static guint
add_all(const char *name, const char *directory)
{
    g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
    g_assert_nonnull(dir);
    guint n = 0;
    for (const char *file; (file = g_dir_read_name(dir)); n++) {
        g_autofree char *test = g_strdup_printf("/fuzz/%s/%s", name, file);
        g_test_add_data_func_full(test, g_build_filename(directory, file, NULL), replay_one, g_free);
    }
    return n;
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_autofree char *base = g_path_get_basename(argv[0]);
    const char *name = g_str_has_prefix(base, "replay-") ? base + strlen("replay-") : base;
    g_autofree char *directory = g_test_build_filename(G_TEST_DIST, "fuzz", "corpus", name, NULL);
    g_assert_cmpuint(add_all(name, directory), >, 10);
    return g_test_run();
}
