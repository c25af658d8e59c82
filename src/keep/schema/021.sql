-- SPDX-License-Identifier: MIT
-- Version 21: what a person noticed and no letter says (spec 09 §9.10, 17-L7): a risk of a lead, or a sign of an account. One of a lead is of the account
-- that the lead has.
CREATE TABLE manual_signal (
  id INTEGER PRIMARY KEY, ext_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('technical_complexity','competing_initiative','budget','personnel','competitor','cancel','escalation','expansion','reorg')),
  account_id INTEGER REFERENCES account(id), lead_id INTEGER REFERENCES lead(id),
  noted_at INTEGER NOT NULL, note TEXT,
  CHECK ((account_id IS NULL) <> (lead_id IS NULL)),
  CHECK (lead_id IS NOT NULL OR kind NOT IN ('technical_complexity','competing_initiative'))
) STRICT;
CREATE INDEX manual_signal_account ON manual_signal(account_id);
CREATE INDEX manual_signal_lead ON manual_signal(lead_id);
