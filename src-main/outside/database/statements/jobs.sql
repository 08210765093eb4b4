-- name: add_job
INSERT INTO jobs (
  batch, row_number, line, row_key, language, format, path, path_key, work, note, status, reason
) VALUES (
  @batch, @rowNumber, @line, @rowKey, @language, @format, @path, @pathKey, @work, @note, 'waiting', @reason
)
ON CONFLICT (batch, path_key) DO NOTHING;

-- name: job_at_path
-- The job of this batch that would write the same file.
SELECT * FROM jobs WHERE batch = @batch AND path_key = @pathKey;

-- name: job_by_id
SELECT jobs.*, batches.id AS batch_id FROM jobs JOIN batches ON batches.number = jobs.batch WHERE jobs.id = @id;

-- name: next_waiting_job
-- In the order of rows; only a batch that this studio runs.
SELECT jobs.* FROM jobs
WHERE jobs.batch = @batch AND jobs.status = 'waiting'
  AND EXISTS (SELECT 1 FROM batches WHERE number = @batch AND status = 'running' AND studio = @studio)
ORDER BY jobs.id LIMIT 1;

-- name: jobs_after
-- One page of a batch's jobs.
SELECT * FROM jobs WHERE batch = @batch AND id > @after ORDER BY id LIMIT @limit;

-- name: jobs_of_status_after
SELECT * FROM jobs WHERE batch = @batch AND status = @status AND id > @after ORDER BY id LIMIT @limit;

-- name: change_job
-- Only from the status that the change was decided on.
UPDATE jobs SET
  status = @status, reason = @reason, attempts = @attempts,
  bytes = @bytes, duration = @duration, width = @width, height = @height, frames = @frames, sha256 = @sha256,
  unchanged_since = @unchangedSince,
  error_code = @errorCode, error_message = @errorMessage, error_what_to_do = @errorWhatToDo
WHERE id = @id AND batch = @batch AND status = @from;

-- name: begin_attempt
INSERT INTO attempts (job, number, studio, begun_at) VALUES (@job, @number, @studio, @at);

-- name: end_attempt
UPDATE attempts SET
  ended_at = @at, "end" = @end, reason = @reason, error_code = @errorCode, error_what_to_do = @errorWhatToDo
WHERE job = @job AND number = @number AND ended_at IS NULL;

-- name: attempts_of_job
SELECT * FROM attempts WHERE job = @job ORDER BY number;

-- name: add_artifact
INSERT INTO artifacts (batch, job, kind, hash, path, bytes, sha256, made_at)
VALUES (@batch, @job, @kind, @hash, @path, @bytes, @sha256, @at);

-- name: earlier_writer
-- Whether this studio already wrote this very video there: same folder, template, row, language and format.
SELECT jobs.id FROM batches JOIN jobs ON jobs.batch = batches.number
WHERE batches.output_folder = @outputFolder AND batches.template_name = @templateName AND batches.number < @batch
  AND jobs.path_key = @pathKey AND jobs.row_key = @rowKey AND jobs.language = @language AND jobs.format = @format
  AND jobs.status = 'done'
LIMIT 1;

-- name: earlier_output
-- What this studio last wrote under this very name from the same plan, and the batch that made it.
SELECT jobs.*, COALESCE(jobs.unchanged_since, batches.id) AS made_by
FROM artifacts JOIN jobs ON jobs.id = artifacts.job JOIN batches ON batches.number = artifacts.batch
WHERE artifacts.hash = @hash AND artifacts.kind = 'output' AND artifacts.path = @path
  AND batches.output_folder = @outputFolder AND batches.number < @batch AND jobs.status = 'done'
ORDER BY batches.number DESC LIMIT 1;
