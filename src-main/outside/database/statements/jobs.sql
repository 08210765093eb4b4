-- name: add_job
INSERT INTO jobs (
  batch, row_number, line, row_key, language, format, path, path_key, work, note, rank, status, reason
) VALUES (
  @batch, @rowNumber, @line, @rowKey, @language, @format, @path, @pathKey, @work, @note, @rank, 'waiting', @reason
)
ON CONFLICT (batch, path_key) DO NOTHING;

-- name: job_at_path
-- The job of this batch that would write the same file.
SELECT * FROM jobs WHERE batch = @batch AND path_key = @pathKey;

-- name: job_by_id
SELECT jobs.*, batches.id AS batch_id FROM jobs JOIN batches ON batches.number = jobs.batch WHERE jobs.id = @id;

-- name: jobs_after
-- One page of a batch's jobs.
SELECT * FROM jobs WHERE batch = @batch AND id > @after ORDER BY id LIMIT @limit;

-- name: jobs_of_status_after
SELECT * FROM jobs WHERE batch = @batch AND status = @status AND id > @after ORDER BY id LIMIT @limit;

-- name: work_by_status
SELECT status, count(*) AS jobs, sum(work) AS work FROM jobs WHERE batch = @batch GROUP BY status;

-- name: change_job
-- Only from the status that the change was decided on.
UPDATE jobs SET
  status = @status, reason = @reason, not_before = @notBefore, attempts = @attempts,
  bytes = @bytes, duration = @duration, width = @width, height = @height, frames = @frames, sha256 = @sha256,
  plan_hash = @planHash, unchanged_since = @unchangedSince,
  error_code = @errorCode, error_message = @errorMessage, error_what_to_do = @errorWhatToDo, error_cause = @errorCause
WHERE id = @id AND batch = @batch AND status = @from;

-- name: change_jobs_of_batch
-- The first of one status at once, none of which has a try under way, nor a file.
UPDATE jobs SET
  status = @status, reason = @reason, not_before = @notBefore,
  error_code = NULL, error_message = NULL, error_what_to_do = NULL, error_cause = NULL
WHERE id IN (SELECT id FROM jobs WHERE batch = @batch AND status = @from ORDER BY id LIMIT @limit);

-- name: drop_jobs
DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE batch = @batch LIMIT @limit);

-- name: begin_attempt
INSERT INTO attempts (job, number, studio, begun_at) VALUES (@job, @number, @studio, @at);

-- name: end_attempt
UPDATE attempts SET
  ended_at = @at, "end" = @end, reason = @reason,
  error_code = @errorCode, error_what_to_do = @errorWhatToDo, error_cause = @errorCause
WHERE job = @job AND number = @number AND ended_at IS NULL;

-- name: attempts_of_job
SELECT * FROM attempts WHERE job = @job ORDER BY number;

-- name: lost_jobs
-- Whose last try another studio began: it is alone in its folder, so it is no more. CROSS: batches first, they are few.
SELECT jobs.*, batches.id AS batch_id
FROM batches CROSS JOIN jobs ON jobs.batch = batches.number AND jobs.status = 'running'
  LEFT JOIN attempts ON attempts.job = jobs.id AND attempts.number = jobs.attempts
WHERE batches.running > 0 AND COALESCE(attempts.studio, '') <> @studio;

-- name: earlier_writer
-- Whether this studio already wrote this very video there: same folder, template, row, language and format. One that was
-- begun counts: a file may have got its name in the moment before a kill.
SELECT jobs.id FROM batches JOIN jobs ON jobs.batch = batches.number
WHERE batches.output_folder = @outputFolder AND batches.template_name = @templateName AND batches.number < @batch
  AND jobs.path_key = @pathKey AND jobs.row_key = @rowKey AND jobs.language = @language AND jobs.format = @format
  AND jobs.attempts > 0
LIMIT 1;

-- name: later_writer
-- The latest batch that was begun after this one and made a video under a name that this one has, too.
SELECT later.id FROM batches AS own JOIN batches AS later
  ON later.output_folder = own.output_folder AND later.number > own.number
WHERE own.number = @batch AND EXISTS (
  SELECT 1 FROM jobs AS mine JOIN jobs AS theirs ON theirs.batch = later.number AND theirs.path_key = mine.path_key
  WHERE mine.batch = own.number AND theirs.status = 'done')
ORDER BY later.number DESC LIMIT 1;

-- name: earlier_output
-- What this studio last wrote under this very name from the same plan, and the batch that made it; not what somebody rejected.
SELECT jobs.*, COALESCE(jobs.unchanged_since, batches.id) AS made_by
FROM jobs JOIN batches ON batches.number = jobs.batch
WHERE substr(jobs.plan_hash, 1, 16) = substr(@hash, 1, 16) AND jobs.plan_hash = @hash AND jobs.path = @path
  AND batches.output_folder = @outputFolder AND batches.number < @batch
  AND NOT EXISTS (
    SELECT 1 FROM reviews WHERE reviews.job = jobs.id AND reviews.sha256 = jobs.sha256 AND rejections > 0)
ORDER BY batches.number DESC LIMIT 1;
