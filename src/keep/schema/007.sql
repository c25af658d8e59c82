-- SPDX-License-Identifier: MIT
-- Accounts that were one all the time, and meetings that are none of an account's.
CREATE TABLE account_merged (            -- the id of an account that went into another still means it
  ext_id TEXT NOT NULL PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES account(id), at INTEGER NOT NULL
) STRICT;
CREATE TABLE meeting_reject (            -- refused by hand; survives every re-match, like manual_link of mails
  meeting_id INTEGER NOT NULL REFERENCES meeting(id), account_id INTEGER NOT NULL REFERENCES account(id), at INTEGER NOT NULL,
  PRIMARY KEY (meeting_id, account_id)
) STRICT;
