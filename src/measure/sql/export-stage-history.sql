-- SPDX-License-Identifier: MIT
-- stage-history as its CSV has it (00 §5).
-- in:
-- out: lead, stage, at:i
SELECT l.ext_id AS "lead",
  s.code AS "stage",
  h.at AS "at:i"
FROM lead_stage_history h JOIN lead l ON l.id = h.lead_id JOIN stage s ON s.id = h.to_stage_id
WHERE h.is_synthetic = 0 ORDER BY l.ext_id, h.at, h.id;
