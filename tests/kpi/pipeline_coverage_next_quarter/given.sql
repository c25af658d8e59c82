-- SPDX-License-Identifier: MIT
-- scene: pipeline
INSERT INTO target (kpi_id, period_kind, period_key, low, direction, unit) VALUES ('deals_won_value', 'month', 0, 300000, 'higher', 'SEK'),
  ('deals_won_value', 'month', 202603, 400000, 'higher', 'SEK'), ('deals_won_value', 'quarter', 20262, 900000, 'higher', 'SEK');
