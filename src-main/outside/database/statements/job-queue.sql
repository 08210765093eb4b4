-- name: claim_facts
SELECT status, priority, pilot_rank FROM batches WHERE number = @batch;

-- name: release_due
-- Those whose time has come go back among the rest.
UPDATE jobs SET not_before = NULL
WHERE batch = @batch AND status = 'waiting' AND not_before IS NOT NULL AND not_before <= @now;

-- name: release_too_far
-- A clock that was set back must not keep a job waiting for hours.
UPDATE jobs SET not_before = NULL
WHERE batch = @batch AND status = 'waiting' AND not_before IS NOT NULL AND not_before > @farthest;

-- name: earliest_later
SELECT min(not_before) AS at FROM jobs WHERE batch = @batch AND status = 'waiting' AND not_before IS NOT NULL;

-- name: own_priorities
-- The first of the priorities that waiting jobs have of their own; nearly always there are none.
SELECT priority FROM jobs
WHERE batch = @batch AND status = 'waiting' AND not_before IS NULL AND priority >= 0 ORDER BY priority LIMIT 1;

-- name: head
-- The next one of those that have this priority of their own (or none: null).
SELECT * FROM jobs
WHERE batch = @batch AND status = 'waiting' AND not_before IS NULL AND priority IS @own AND rank <= @upTo
ORDER BY rank, id LIMIT 1;

-- name: place_of_job
SELECT jobs.id, jobs.batch, jobs.rank, jobs.priority, jobs.status, batches.id AS batch_id
FROM jobs JOIN batches ON batches.number = jobs.batch WHERE jobs.id = @id;

-- name: set_job_rank
UPDATE jobs SET rank = @rank WHERE id = @id;

-- name: set_job_priority
UPDATE jobs SET priority = @priority WHERE id = @id;

-- name: set_cpu_only
UPDATE jobs SET cpu_only = @cpuOnly WHERE id = @id;

-- name: first_rank
SELECT min(rank) AS rank FROM jobs
WHERE batch = @batch AND status = 'waiting' AND not_before IS NULL AND priority IS @own;

-- name: last_rank
SELECT max(rank) AS rank FROM jobs
WHERE batch = @batch AND status = 'waiting' AND not_before IS NULL AND priority IS @own;

-- name: two_before
SELECT id, rank FROM jobs
WHERE batch = @batch AND status = 'waiting' AND not_before IS NULL AND priority IS @own
  AND rank <= @rank AND (rank < @rank OR id < @id)
ORDER BY rank DESC, id DESC LIMIT 2;

-- name: two_after
SELECT id, rank FROM jobs
WHERE batch = @batch AND status = 'waiting' AND not_before IS NULL AND priority IS @own
  AND rank >= @rank AND (rank > @rank OR id > @id)
ORDER BY rank, id LIMIT 2;

-- name: number_ranks_anew
-- When no number is left between two of them.
UPDATE jobs SET rank = places.place FROM (
  SELECT id, row_number() OVER (ORDER BY rank, id) AS place FROM jobs
  WHERE batch = @batch AND status = 'waiting' AND not_before IS NULL AND priority IS @own
) AS places
WHERE jobs.id = places.id;
