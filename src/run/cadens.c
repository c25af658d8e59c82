/* SPDX-License-Identifier: MIT
 * The command line's program. */
#include "run/command.h"

int
main(int argc, char **argv)
{
    return run_cli_main(argc, argv, NULL);
}
