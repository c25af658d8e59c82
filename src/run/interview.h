/* SPDX-License-Identifier: MIT
 * What setup must know and does not yet: asked of a person, or, where nobody can be asked, taken from what is usual. */
#pragma once
#include "run/setup.h"

typedef struct {
    Setup *setup;
    gboolean can_ask;
} Interview;
/* Each fills what is missing in the setup. Errors: REFUSED, the person gives up; misuse (see run_cli_misuse), nobody can be asked and there is
 * no usual answer; the name of the option is in it. */
gboolean run_interview_person(const Interview *interview, GError **error);
gboolean run_interview_server(const Interview *interview, GError **error);
gboolean run_interview_secret(const Interview *interview, GError **error);
gboolean run_interview_feed(const Interview *interview, GError **error);
