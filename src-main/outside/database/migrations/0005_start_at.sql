-- Batches that begin at a time of their own, not before. ISO 8601; null: as soon as it is their turn.

ALTER TABLE batches ADD COLUMN start_at TEXT;
