/* SPDX-License-Identifier: MIT
 * Commands of another program, as far as the command line knows them, and the way there. */
#include "run/cmd-collect.h"
#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>
#include "base/error.h"
#include "run/commands.h"
#include "run/libexec.h"

const Command run_cmd_setup = {
    "setup", NEEDS_NOTHING, 0, 0,
    "address= name= all-us host= port= tls= user= auth= password-command= password-file= password-secret= online-account= keep= ca-file= "
    "backfill= calendar= add replace no-test enable yes",
    N_("[--address A] [--name NAME] [--host H] [...]"), N_("Ask for a mailbox, test it, write the configuration"), NULL };
const Command run_cmd_doctor = { "doctor", NEEDS_NOTHING, 0, 0, NULL, "", N_("Try everything that Cadens depends on"), NULL };
const Command run_cmd_sync = { "sync", NEEDS_WRITE, 0, 1, "accept", N_("[SOURCE] [--accept]"), N_("Read mailboxes and feeds now"), NULL };
const Command run_cmd_verify = { "verify", NEEDS_READ, 0, 1, "rows repair", N_("[SOURCE] [--rows] [--repair]"),
                                 N_("Prove that every message is accounted for"), NULL };
const Command run_cmd_inspect = { "inspect", NEEDS_PROFILE, 1, 1, "from= to= timezone=", N_("FILE [--from T] [--to T] [--timezone Z]"),
                                  N_("What would be made of a message or calendar file"), NULL };

int
run_collect_become(char **argv, GError **error)
{
    g_autofree char *program = run_libexec_path("cadens-collect");
    execv(program, argv); /* comes back only if it is not there */
    return fail(error, FAIL_TRY_LATER, "%s: %s", program, g_strerror(errno)), -1;
}
