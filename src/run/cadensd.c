/* SPDX-License-Identifier: MIT
 * The daemon's program. */
#include "run/daemon.h"

int
main(int argc, char **argv)
{
    return run_daemon_main(argc, argv);
}
