-- name: number_of_batch
SELECT number FROM batches WHERE id = @batch;

-- name: jobs_by_id
SELECT * FROM jobs WHERE id IN (SELECT value FROM json_each(@ids));

-- name: failed_before
SELECT id FROM jobs WHERE batch = @batch AND status = 'failed' AND id < @job ORDER BY id DESC LIMIT 1;

-- name: failed_after
SELECT id FROM jobs WHERE batch = @batch AND status = 'failed' AND id > @job ORDER BY id LIMIT 1;
