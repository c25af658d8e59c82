-- SPDX-License-Identifier: MIT
-- scene: pipeline
UPDATE lead SET probability_reviewed_day = CASE ext_id WHEN 'L1' THEN #2026-02-22# ELSE #2026-01-29# END WHERE ext_id IN ('L1', 'L2');
