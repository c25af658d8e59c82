/* SPDX-License-Identifier: MIT
 * SQL fragments that answer which lead an automatic touchpoint belongs to (15-B9); nobody outside of `keep` includes it. */
#pragma once

/* The lead existed and was neither won nor lost at that instant; before its first history row it is a prospect (15-B5). */
#define LEAD_IS_OPEN_AT(at)                                                                                          \
    "l.created_at <= " at " AND COALESCE((SELECT s.kind FROM lead_stage_history h "                                 \
    "JOIN stage s ON s.id = h.to_stage_id WHERE h.lead_id = l.id AND h.at <= " at                                    \
    " ORDER BY h.at DESC, h.id DESC LIMIT 1), 'open') IN ('open','paused')"

/* The contact's only such lead, else the account's only one, else none. */
#define LEAD_OF(account, contact, at)                                                                                \
    "COALESCE((SELECT CASE WHEN COUNT(*) = 1 THEN MIN(l.id) END FROM lead l WHERE l.account_id = " account           \
    " AND l.contact_id = " contact " AND " LEAD_IS_OPEN_AT(at) "), "                                                \
    "(SELECT CASE WHEN COUNT(*) = 1 THEN MIN(l.id) END FROM lead l WHERE l.account_id = " account                    \
    " AND " LEAD_IS_OPEN_AT(at) "))"
