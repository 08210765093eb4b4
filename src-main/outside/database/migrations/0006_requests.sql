-- Requests apart from what lists show of batches: with all that a person mended one may be megabytes, which whoever reads
-- a column behind it would have to go through.

CREATE TABLE batch_requests (
  batch INTEGER PRIMARY KEY REFERENCES batches (number) ON DELETE CASCADE,
  -- The whole request, as JSON.
  request TEXT NOT NULL
) STRICT;

INSERT INTO batch_requests (batch, request) SELECT number, request FROM batches;

ALTER TABLE batches DROP COLUMN request;
