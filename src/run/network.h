/* SPDX-License-Identifier: MIT
 * What kind of network we are on, as far as the system knows. Without NetworkManager nothing is known, and all is well. */
#pragma once
#include <gio/gio.h>

/* TRUE behind a portal that wants a login first: whatever servers seem to answer there is not theirs. */
gboolean run_network_is_captive(void);
/* TRUE where not all of the world can be reached, as far as is known; a system that does not check may always say so. */
gboolean run_network_is_limited(void);
/* TRUE where bytes cost money. */
gboolean run_network_is_metered(void);
/* The addresses from which we would speak to the world, "" without a way out: another text is another network. Sends nothing. Caller
 * frees. */
char *run_network_place(void);
