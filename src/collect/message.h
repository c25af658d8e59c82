/* SPDX-License-Identifier: MIT
 * A whole message: its header and the machine-readable parts of its MIME structure. Text for people is stepped over. Pure. */
#pragma once
#include "base/mail.h"

/* As collect_header_parse, and calendar and report parts are read. BYTES may end anywhere. Caller frees. */
Mail *collect_message_parse(const char *bytes, gsize length);
