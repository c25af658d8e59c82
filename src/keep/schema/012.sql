-- SPDX-License-Identifier: MIT
-- Version 12: an answer to a survey may have an id, so that two alike on one day are two (15-B30).
ALTER TABLE survey_response ADD COLUMN ext_id TEXT;
CREATE UNIQUE INDEX survey_response_ext ON survey_response(ext_id) WHERE ext_id IS NOT NULL;
