-- SPDX-License-Identifier: MIT
-- pipe: the columns of opp, weight (percent) and band -- PIPE of 01 §1.7; a probability between two bands is of the lower one (04 4.2)
pipe AS (
  SELECT o.mark, o.at, o.lead_id, o.ext_id, o.name, o.stage, o.probability, o.amount_ore, o.close_day,
    CASE WHEN :conservative = 0 THEN o.probability WHEN o.probability > :early_to AND o.probability < :active_from THEN :early_to
      WHEN o.probability > :active_to AND o.probability < :talks_from THEN :active_to
      WHEN o.probability > :talks_to AND o.probability < 100 THEN :talks_to ELSE o.probability END AS weight,
    CASE WHEN o.probability >= :talks_from THEN 'negotiation' WHEN o.probability >= :active_from THEN 'active' ELSE 'early' END AS band
  FROM opp o WHERE o.probability >= :min_p AND o.amount_ore IS NOT NULL
),
