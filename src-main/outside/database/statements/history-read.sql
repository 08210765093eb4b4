-- name: batches_by_number
-- CROSS: the numbers that were found come first.
SELECT batches_as_shown.*,
  (SELECT COALESCE(sum(bytes), 0) FROM batch_minutes WHERE batch = batches_as_shown.number) AS made_bytes,
  (SELECT COALESCE(sum(cpu_ms), 0) FROM batch_minutes WHERE batch = batches_as_shown.number) AS cpu_ms
FROM json_each(@numbers) AS wanted CROSS JOIN batches_as_shown ON batches_as_shown.number = wanted.value
ORDER BY wanted.key;

-- name: templates
-- The title is that of the latest batch: SQLite takes a bare column from the row of the max.
SELECT template_name AS name, template_title AS title, count(*) AS batches, max(number) AS latest
FROM batches GROUP BY template_name ORDER BY title COLLATE NOCASE;

-- name: first_and_last_minute
SELECT min(minute) AS first, max(minute) AS last FROM batch_minutes WHERE batch = @batch;

-- name: stretches_of_batch
-- Of @width minutes, from minute @first on. Numbers of JavaScript arrive as reals, which divide to fractions.
SELECT (minute - CAST(@first AS INTEGER)) / CAST(@width AS INTEGER) AS stretch, sum(done) AS done, sum(failed) AS failed,
  sum(retries) AS retries, sum(cpu_ms) AS cpuMilliseconds, sum(bytes) AS bytes, count(*) AS minutes
FROM batch_minutes WHERE batch = @batch AND minute >= @first GROUP BY stretch ORDER BY stretch;

-- name: failures_in_stretches
SELECT (minute - CAST(@first AS INTEGER)) / CAST(@width AS INTEGER) AS stretch, cause, sum(failed) AS failed
FROM batch_failures WHERE batch = @batch AND minute >= @first GROUP BY stretch, cause;

-- name: failed_now
SELECT COALESCE(error_cause, 'ours') AS cause, error_code AS code, count(*) AS jobs, min(error_message) AS example
FROM jobs WHERE batch = @batch AND status = 'failed' GROUP BY cause, code ORDER BY jobs DESC, code LIMIT 50;

-- name: rejected_by_rule
SELECT rule, count(DISTINCT row_number) AS rows, min(message) AS example
FROM rejected WHERE batch = @batch GROUP BY rule ORDER BY rows DESC, rule LIMIT 50;

-- name: forecasts_of_batch
SELECT done_share AS doneShare, low, likely, high, came FROM forecasts
WHERE batch = @batch AND came IS NOT NULL ORDER BY number;

-- name: work_in_quarters
-- In quarters of an hour: no clock of the world changes or differs by less.
SELECT minute / 15 AS quarter, sum(batch_minutes.done) AS done, sum(batch_minutes.failed) AS failed,
  sum(cpu_ms) AS cpuMilliseconds, sum(bytes) AS bytes, count(DISTINCT minute) AS minutes
FROM batch_minutes JOIN batches ON batches.number = batch_minutes.batch
WHERE minute >= @from AND minute < @before AND (@template IS NULL OR template_name = @template)
GROUP BY quarter ORDER BY quarter;

-- name: failures_in_quarters
SELECT minute / 15 AS quarter, cause, sum(batch_failures.failed) AS failed
FROM batch_failures JOIN batches ON batches.number = batch_failures.batch
WHERE minute >= @from AND minute < @before AND (@template IS NULL OR template_name = @template)
GROUP BY quarter, cause;

-- name: batches_begun
SELECT created_at AS at FROM batches
WHERE created_at >= @fromTime AND created_at < @beforeTime AND (@template IS NULL OR template_name = @template);

-- name: first_forecasts
SELECT batches.id AS batch, batches.name, batches.created_at AS at, done_share AS doneShare, low, likely, high, came
FROM (
  SELECT batch, min(number) AS number FROM forecasts WHERE came IS NOT NULL GROUP BY batch
) AS firsts JOIN forecasts ON forecasts.number = firsts.number JOIN batches ON batches.number = firsts.batch
WHERE created_at >= @fromTime AND created_at < @beforeTime AND (@template IS NULL OR template_name = @template)
ORDER BY batches.number DESC LIMIT 500;

-- name: batches_to_tidy
-- Batches that were over before @before and still have all that is of use for a while only. INDEXED BY: else every event
-- of every video is looked through.
SELECT number FROM batches
WHERE status IN ('finished', 'cancelled', 'failed') AND tidied_at IS NULL
  AND (SELECT at FROM events INDEXED BY events_of_batches
       WHERE batch = batches.number AND job IS NULL ORDER BY number DESC LIMIT 1) < @before
ORDER BY number;
