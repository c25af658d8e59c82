/* SPDX-License-Identifier: MIT
 * The command line's program for what needs the libraries of mail and calendars. */
#include "run/cmd-collect.h"
#include "run/commands.h"

static CommandRun
collecting(const Command *command)
{
    if (command == &run_cmd_setup)
        return run_collect_setup;
    if (command == &run_cmd_doctor)
        return run_collect_doctor;
    if (command == &run_cmd_sync)
        return run_collect_sync;
    return command == &run_cmd_verify ? run_collect_verify : run_collect_inspect;
}

int
main(int argc, char **argv)
{
    return run_cli_main(argc, argv, collecting);
}
