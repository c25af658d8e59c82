/* SPDX-License-Identifier: MIT
 * The command line program. */
#include <stdio.h>

int
main(void)
{
    puts("cadens " PACKAGE_VERSION);
    return 0;
}
