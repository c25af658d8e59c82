/* SPDX-License-Identifier: MIT
 * Why a signal is there, for the store. */
#include "measure/evidence.h"

char *
measure_evidence_new(const char *msgid, const char *a, const char *b)
{
    return g_strjoin("\t", msgid, a, b, NULL);
}
