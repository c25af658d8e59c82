-- SPDX-License-Identifier: MIT
-- The day on which somebody last changed or confirmed the probability of each opportunity; null if nobody did (15-C53).
looked AS (
  SELECT o.lead_id, o.ext_id, o.name, o.probability, CASE WHEN l.probability_reviewed_day <= :today THEN l.probability_reviewed_day END AS confirmed_day,
    (SELECT MAX(c.local_day) FROM lead_change c WHERE c.lead_id = o.lead_id AND c.field = 'probability' AND c.at <= :now) AS changed_day
  FROM opp o JOIN lead l ON l.id = o.lead_id
),
confirmed AS (
  SELECT lead_id, ext_id, name, probability, CASE WHEN changed_day IS NULL OR confirmed_day > changed_day THEN confirmed_day ELSE changed_day END AS review_day
  FROM looked
),
