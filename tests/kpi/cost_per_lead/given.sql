-- SPDX-License-Identifier: MIT
-- scene: economy
-- what is to be paid for calls only after now is no cost yet
INSERT INTO source_cost (source_id, from_day, to_day, kind, amount_ore, ext_id) SELECT s.id, #2026-05-01#, #2026-05-31#, 'ads', 500000, 'K9' FROM lead_source s WHERE s.code = 'cold_calling';
