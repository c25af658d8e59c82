-- SPDX-License-Identifier: MIT
-- qualification as its CSV has it (00 §5).
-- in:
-- out: lead, step, result, at:i
SELECT l.ext_id AS "lead",
  q.step AS "step",
  q.result AS "result",
  q.at AS "at:i"
FROM qualification_step q JOIN lead l ON l.id = q.lead_id ORDER BY l.ext_id, q.step;
