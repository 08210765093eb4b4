-- Files that a batch found as an earlier batch had made them from the same plan, and did not make again.

-- Id of the batch that made the file; null: this one.
ALTER TABLE jobs ADD COLUMN unchanged_since TEXT CHECK (unchanged_since IS NULL OR status = 'done');

ALTER TABLE batches ADD COLUMN unchanged INTEGER NOT NULL DEFAULT 0 CHECK (unchanged BETWEEN 0 AND done);
