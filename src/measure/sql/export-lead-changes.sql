-- SPDX-License-Identifier: MIT
-- lead-changes as its CSV has it (00 §5).
-- in:
-- out: lead, at:i, field, old, new
SELECT l.ext_id AS "lead",
  c.at AS "at:i",
  CASE c.field WHEN 'amount_ore' THEN 'amount' WHEN 'expected_close_day' THEN 'expected_close' WHEN 'source_id' THEN 'source' ELSE c.field END AS "field",
  CASE c.field
    WHEN 'amount_ore' THEN CAST(c.old_value / 100 AS TEXT) || '.' || substr('0' || CAST(c.old_value % 100 AS TEXT), -2)
    WHEN 'expected_close_day' THEN (SELECT substr(d.ymd, 1, 4) || '-' || substr(d.ymd, 5, 2) || '-' || substr(d.ymd, 7, 2) FROM calendar_day d WHERE d.local_day = c.old_value)
    WHEN 'source_id' THEN (SELECT s.code FROM lead_source s WHERE s.id = c.old_value)
    WHEN 'forecast_category' THEN c.old_text
    ELSE CAST(c.old_value AS TEXT) END AS "old",
  CASE c.field
    WHEN 'amount_ore' THEN CAST(c.new_value / 100 AS TEXT) || '.' || substr('0' || CAST(c.new_value % 100 AS TEXT), -2)
    WHEN 'expected_close_day' THEN (SELECT substr(d.ymd, 1, 4) || '-' || substr(d.ymd, 5, 2) || '-' || substr(d.ymd, 7, 2) FROM calendar_day d WHERE d.local_day = c.new_value)
    WHEN 'source_id' THEN (SELECT s.code FROM lead_source s WHERE s.id = c.new_value)
    WHEN 'forecast_category' THEN c.new_text
    ELSE CAST(c.new_value AS TEXT) END AS "new"
FROM lead_change c JOIN lead l ON l.id = c.lead_id
WHERE c.field <> 'status' ORDER BY l.ext_id, c.at, c.id;
