-- name: begin_sample
INSERT INTO samples (batch, plan, seed, drawn_at, lot, size, accept, reject, severity, drawn)
VALUES (@batch, @plan, @seed, @drawnAt, @lot, @size, @accept, @reject, @severity, 0);

-- name: add_to_sample
INSERT INTO sample_jobs (sample, job, sha256)
SELECT @sample, id, sha256 FROM jobs WHERE id IN (SELECT value FROM json_each(@jobs)) AND sha256 IS NOT NULL;

-- name: end_sample
UPDATE samples SET drawn = 1 WHERE number = @sample;

-- name: drop_undrawn
DELETE FROM samples WHERE batch = @batch AND drawn = 0;

-- name: empty_sample
DELETE FROM sample_jobs WHERE sample = @sample AND job IN (
  SELECT job FROM sample_jobs WHERE sample = @sample LIMIT @limit
);

-- name: drop_sample
DELETE FROM samples WHERE number = @sample;
