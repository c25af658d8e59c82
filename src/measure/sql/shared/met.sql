-- SPDX-License-Identifier: MIT
-- Who was at a held meeting, one row per person of an account.
met AS NOT MATERIALIZED (
  SELECT a.account_id, a.contact_id, a.addr, h.id AS meeting_id, h.start_at AS at, h.local_day
  FROM meeting_attendee a JOIN held h ON h.id = a.meeting_id
  WHERE a.is_own = 0 AND a.role <> 'resource' AND a.partstat <> 'declined' AND a.account_id IS NOT NULL
),
