/* SPDX-License-Identifier: MIT
 * The program that reads calendar text for the others, in a process with limits of its own. */
#include <unistd.h>
#include "collect/ics-apart.h"
#include "run/profile.h"

int
main(void)
{
    run_profile_speak(run_profile_is_swedish(NULL, NULL));
    return collect_ics_work(STDIN_FILENO, stdout);
}
