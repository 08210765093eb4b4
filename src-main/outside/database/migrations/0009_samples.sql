-- Samples are of files: what becomes of a video later doesn't change what was seen of its lot.

-- The file that was drawn; null: of a sample from before this was kept.
ALTER TABLE sample_jobs ADD COLUMN sha256 TEXT;

-- 0: its videos are still being written; one that stays so was never drawn.
ALTER TABLE samples ADD COLUMN drawn INTEGER NOT NULL DEFAULT 1 CHECK (drawn IN (0, 1));
