-- SPDX-License-Identifier: MIT
-- subscription-changes as its CSV has it (00 §5).
-- in:
-- out: subscription, effective:d, quantity, unit_price:o, interval_months, discount_percent:o
SELECT s.ext_id AS "subscription",
  c.effective_day AS "effective:d",
  c.quantity AS "quantity",
  c.unit_price_ore AS "unit_price:o",
  c.interval_months AS "interval_months",
  c.discount_bp AS "discount_percent:o"
FROM subscription_change c JOIN subscription s ON s.id = c.subscription_id ORDER BY s.ext_id, c.effective_day;
