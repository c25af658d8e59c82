/* SPDX-License-Identifier: MIT
 * Fuzz target: a list of addresses. What is found is an address, and there are no more of them than fit. */
#include <string.h>
#include "collect/address-list.h"
#include "target.h"

static void
found(gpointer data, const char *canonical, const char *name)
{
    guint *n = data;
    (*n)++;
    g_assert_nonnull(strchr(canonical, '@'));
    target_check_text(canonical);
    target_check_text(name);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    guint n = 0;
    collect_address_list(text, found, &n);
    g_assert_cmpuint(n, <=, size / 3 + 1);
    return 0;
}
