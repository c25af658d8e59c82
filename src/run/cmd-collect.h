/* SPDX-License-Identifier: MIT
 * The commands that read mailboxes, feeds and files of mail: they run in a program of their own, `cadens-collect`, because loading the
 * libraries that this takes is most of what any other command would do. */
#pragma once
#include "run/command.h"

int run_collect_setup(Cli *cli, GError **error);
int run_collect_doctor(Cli *cli, GError **error);
int run_collect_sync(Cli *cli, GError **error);
int run_collect_verify(Cli *cli, GError **error);
int run_collect_inspect(Cli *cli, GError **error);
/* Becomes cadens-collect with the same arguments: the one beside this program, else the installed one. Returns -1 with ERROR. */
int run_collect_become(char **argv, GError **error);
