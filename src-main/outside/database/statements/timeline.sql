-- name: note_job_in_minute
INSERT INTO batch_minutes (batch, minute, done, failed, bytes) VALUES (@batch, @minute, @done, @failed, @bytes)
ON CONFLICT (batch, minute) DO UPDATE SET
  done = done + excluded.done, failed = failed + excluded.failed, bytes = bytes + excluded.bytes;

-- name: note_failures_in_minute
INSERT INTO batch_failures (batch, minute, cause, failed) VALUES (@batch, @minute, @cause, @failed)
ON CONFLICT (batch, minute, cause) DO UPDATE SET failed = failed + excluded.failed;

-- name: first_and_last_minute
SELECT min(minute) AS first, max(minute) AS last FROM batch_minutes WHERE batch = @batch;

-- name: stretches
-- Stretches of @width minutes, from minute @first on; those in which nothing happened are left out. Numbers of
-- JavaScript arrive as reals, which divide to fractions.
SELECT (minute - CAST(@first AS INTEGER)) / CAST(@width AS INTEGER) AS stretch, sum(done) AS done, sum(failed) AS failed, sum(units) AS units,
  sum(retries) AS retries, sum(cpu_ms) AS cpuMilliseconds, sum(bytes) AS bytes
FROM batch_minutes WHERE batch = @batch AND minute >= @first GROUP BY stretch ORDER BY stretch;

-- name: batch_is_over
SELECT number FROM batches WHERE number = @batch AND status IN ('finished', 'cancelled', 'failed');

-- name: next_job_to_tidy
-- The last one of the next @limit jobs; none when there are no more.
SELECT max(id) AS id FROM (SELECT id FROM jobs WHERE batch = @batch AND id > @after ORDER BY id LIMIT @limit);

-- name: drop_details
-- Commands and last words of what succeeded in the end; those of failures stay.
DELETE FROM attempt_details WHERE (unit, number) IN (
  SELECT unit_attempts.unit, unit_attempts.number
  FROM jobs JOIN units ON units.job = jobs.id JOIN unit_attempts ON unit_attempts.unit = units.number
  WHERE jobs.batch = @batch AND jobs.id > @after AND jobs.id <= @upTo AND unit_attempts."end" <> 'failed'
);

-- name: drop_job_events
-- The last sentence stands in the job itself, and each of its tries in attempts.
DELETE FROM events WHERE batch = @batch AND job IS NOT NULL AND number IN (
  SELECT number FROM events WHERE batch = @batch AND job IS NOT NULL ORDER BY number LIMIT @limit
);

-- name: set_tidied
UPDATE batches SET tidied_at = @at WHERE number = @batch;
