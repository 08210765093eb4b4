-- name: failures_by_cause
SELECT COALESCE(error_cause, 'ours') AS cause, error_code AS code, count(*) AS jobs, min(error_message) AS example
FROM jobs WHERE batch = @batch AND status = 'failed' GROUP BY cause, code ORDER BY jobs DESC, code LIMIT 50;

-- name: done_since
-- In whole minutes; @from is a minute since 1970.
SELECT COALESCE(sum(done), 0) AS done, COALESCE(sum(failed), 0) AS failed, min(minute) AS first
FROM batch_minutes WHERE batch = @batch AND minute >= @from;
