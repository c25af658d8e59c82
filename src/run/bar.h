/* SPDX-License-Identifier: MIT
 * One line for a status bar: waybar (JSON, waybar-custom(5)) and i3blocks (three lines: long, short, colour). */
#pragma once
#include "run/command.h"

/* Whether the call asks for one. */
gboolean run_bar_is_asked_for(const Cli *cli);
/* Prints what is due and open (a table of measure_due_table) and returns the status. */
int run_bar_due(const Cli *cli, const Table *due);
/* Prints how many are open and how many sources fail, and returns the status. */
int run_bar_status(Cli *cli, guint failing, GError **error);
