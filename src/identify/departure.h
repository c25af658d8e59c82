/* SPDX-License-Identifier: MIT
 * Who has left, and whom to write to instead, by the words of an automatic answer (spec 09 §9.7). Pure; what is read is not kept. */
#pragma once
#include <glib.h>

/* TRUE if TEXT (a subject, or what somebody wrote) says that its writer does not work there any more. */
gboolean identify_departure(const char *text);
/* The first address in TEXT of the domain of FROM (canonical) that is not FROM itself, canonical; NULL = none is named, or FROM's domain is one
 * that anybody can join. Caller frees. */
char *identify_colleague(const char *text, const char *from);
