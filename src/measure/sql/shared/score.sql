-- SPDX-License-Identifier: MIT
-- The score, 1 to 10, of each lead of `judged` (id, account_id, ext_id, name, source_id, at, day) as of its instant (09 9.9, 15-C58); what is unknown
-- gives no points, and those to avoid get two at most. No local day begins more than a day before its number says: that bounds the index.
-- use: spoke
point AS MATERIALIZED (
  SELECT j.id, j.ext_id, j.name,
    CASE WHEN a.employees BETWEEN :ideal_from AND :ideal_to THEN 20 WHEN a.employees > :ideal_to AND a.employees <= :avoid_over THEN 10 ELSE 0 END AS size_points,
    CASE WHEN a.segment IN ('nonprofit', 'study_assoc', 'union', 'sports') THEN 20 WHEN a.segment IN ('construction', 'consulting', 'manufacturing') THEN 12
         WHEN a.segment IS NULL THEN 0 ELSE 4 END AS segment_points,
    CASE WHEN a.has_swedish_ops = 0 OR COALESCE(a.city, '') = '' THEN 0
         WHEN LOWER(a.city) IN ('stockholm', 'göteborg', 'gÖteborg', 'gothenburg', 'malmö', 'malmÖ') THEN 10 ELSE 5 END AS region_points,
    CASE WHEN a.it_maturity >= 2 THEN 5 ELSE 0 END AS maturity_points,
    CASE WHEN EXISTS (SELECT 1 FROM contact c WHERE c.account_id = a.id AND c.role IN ('ceo', 'it_coo') AND c.created_at <= j.at AND (c.left_day IS NULL OR c.left_day > j.day))
         THEN 10 ELSE 0 END AS decider_points,
    CASE s.category WHEN 'referral' THEN 15 WHEN 'website' THEN 8 WHEN 'linkedin' THEN 4 ELSE CASE WHEN s.id IS NULL THEN 0 ELSE 3 END END AS source_points,
    CASE WHEN EXISTS (SELECT 1 FROM spoke t WHERE t.account_id = a.id AND t.kind = 'email' AND t.local_day >= j.day - 30
                      AND t.at BETWEEN (j.day - 31) * 86400 AND j.at) THEN 10 ELSE 0 END AS mail_points,
    CASE WHEN EXISTS (SELECT 1 FROM touchpoint t WHERE t.account_id = a.id AND t.kind = 'meeting' AND t.occurred_at <= j.at)
           OR EXISTS (SELECT 1 FROM meeting_attendee g JOIN meeting m ON m.id = g.meeting_id WHERE g.account_id = a.id AND g.is_own = 0 AND g.role <> 'resource' AND m.has_external = 1
                      AND m.all_day = 0 AND m.booked_at <= j.at AND (m.status <> 'cancelled' OR m.cancelled_at > j.at) AND COALESCE(m.own_partstat, '') <> 'declined') THEN 10 ELSE 0 END AS meeting_points,
    CASE WHEN a.employees < :avoid_under OR a.employees > :avoid_over OR a.segment = 'tech' OR a.has_swedish_ops = 0 THEN 1 ELSE 0 END AS is_avoided
  FROM judged j JOIN account a ON a.id = j.account_id LEFT JOIN lead_source s ON s.id = j.source_id
),
added AS (
  SELECT p.id, p.ext_id, p.name, p.is_avoided,
    p.size_points + p.segment_points + p.region_points + p.maturity_points + p.decider_points + p.source_points + p.mail_points + p.meeting_points AS points
  FROM point p
),
score AS (
  SELECT p.id, p.ext_id, p.name, p.points, p.is_avoided,
    CASE WHEN p.points = 0 THEN 1 WHEN p.is_avoided = 1 AND p.points > 20 THEN 2 WHEN p.points > 100 THEN 10 ELSE (p.points + 9) / 10 END AS score
  FROM added p
),
