/* SPDX-License-Identifier: MIT
 * What is done about a customer who may leave: four tasks, and closer contact for 90 days (spec 09 §9.7). */
#pragma once
#include "measure/kpi.h"

/* Opens the playbook of an account: its follow-ups, which nothing but a person closes. Inside a transaction. While one of them is open, or
 * younger than 90 days, check-ins are due twice as often (due-review.sql). SIGNAL_ID makes their ids. */
gboolean measure_playbook_open(const MeasureContext *context, gint64 account_id, gint64 signal_id, GError **error);
