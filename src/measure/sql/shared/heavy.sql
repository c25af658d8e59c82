-- SPDX-License-Identifier: MIT
-- What weighs how much when somebody may leave (09 9.7).
heavy AS (
  SELECT 'cancel_signal' AS rule, 5 AS weight UNION ALL SELECT 'responsiveness_alert', 3 UNION ALL SELECT 'competitor_signal', 3 UNION ALL SELECT 'nps_detractor', 3
  UNION ALL SELECT 'budget_signal', 2 UNION ALL SELECT 'personnel_signal', 2 UNION ALL SELECT 'escalation', 2 UNION ALL SELECT 'responsiveness_watch', 1
  UNION ALL SELECT 'engagement_drop', 1 UNION ALL SELECT 'review_overdue', 1
),
