-- SPDX-License-Identifier: MIT
-- Ten enriched leads of which five became an opportunity, ten others of which two did.
INSERT INTO an_account (ext) VALUES ('A');
CREATE TEMP TABLE tally AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20) SELECT i FROM n;
INSERT INTO a_lead (ext, account, created, stage) SELECT 'L' || i, 'A', CASE WHEN i > 15 THEN @2026-03-01T10:00@ ELSE @2026-01-01T10:00@ END, CASE WHEN i <= 5 OR i IN (11, 12) THEN 'active' ELSE 'prospect' END FROM tally;
UPDATE lead SET enriched_at = created_at WHERE CAST(substr(ext_id, 2) AS INTEGER) <= 10;
