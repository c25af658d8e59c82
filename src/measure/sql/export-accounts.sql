-- SPDX-License-Identifier: MIT
-- accounts as its CSV has it (00 §5).
-- in:
-- out: id, name, org_nr, domains, lifecycle, tier, segment, employees, city, swedish_ops:b, it_maturity, fiscal_start_month, customer_since:d, churned:d, is_reference:b, owner, created:i, turnover:o, health
SELECT a.ext_id AS "id",
  a.name AS "name",
  a.org_nr AS "org_nr",
  (SELECT GROUP_CONCAT(w.domain, ' ') FROM (SELECT x.domain FROM account_domain x WHERE x.account_id = a.id ORDER BY x.domain) AS w) AS "domains",
  a.lifecycle AS "lifecycle",
  a.tier AS "tier",
  a.segment AS "segment",
  a.employees AS "employees",
  a.city AS "city",
  a.has_swedish_ops AS "swedish_ops:b",
  a.it_maturity AS "it_maturity",
  a.fiscal_start_month AS "fiscal_start_month",
  a.customer_since_day AS "customer_since:d",
  a.churned_day AS "churned:d",
  a.is_reference AS "is_reference:b",
  (SELECT u.ext_id FROM app_user u WHERE u.id = a.owner_user_id) AS "owner",
  NULLIF(a.created_at, 0) AS "created:i",
  a.turnover_ore AS "turnover:o",
  a.health AS "health"
FROM account a ORDER BY a.ext_id;
