/* SPDX-License-Identifier: MIT
 * How long a source that failed is left alone. Pure. */
#pragma once
#include <glib.h>

/* Milliseconds within 20 % of MS, so that many sources do not knock at the same moment; DICE is from 0 to below 1. */
guint run_patience_jitter(guint ms, double dice);
/* After the FAILURES-th failure in a row, from 1: five seconds, then twice as long each time, up to a quarter of an hour; where the credentials
 * were refused (NEEDS_PERSON) from a quarter of an hour up to six hours, for a server locks out who knocks too often (notes on mail §2, §8). */
guint run_patience_ms(guint failures, gboolean needs_person, double dice);
