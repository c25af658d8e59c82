/* SPDX-License-Identifier: MIT
 * attempts.auto_pause: five attempts without an answer pause a lead by themselves (spec 09 §9.2). */
#pragma once
#include "measure/due-signal.h"

/* Pauses the alert's lead for [attempts] pause_days and leaves a resolved signal as the record of it; SIGNAL is the live row of
 * the same key, from a time without auto_pause, or NULL. */
gboolean measure_due_pause(const MeasureContext *context, const Alert *alert, const Signal *signal, GError **error);
