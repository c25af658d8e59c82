/* SPDX-License-Identifier: MIT
 * The addresses of From, To, Cc and the like, as people and broken programs write them (RFC 5322 §3.4; spec 16-B04). Pure. */
#pragma once
#include "base/mail.h"

typedef void (*CollectAddressFound)(gpointer data, const char *canonical, const char *name);
/* Calls FOUND for each address of the header value RAW (NUL-terminated, any bytes), in order; NAME is decoded and clean, or NULL. Groups are
 * opened, commas in unquoted names, missing or doubled angle brackets and semicolons as separators understood. Returns FALSE if
 * something that should have been an address was none. */
gboolean collect_address_list(const char *raw, CollectAddressFound found, gpointer data);
