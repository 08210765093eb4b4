-- name: finished
-- Every finished video of a batch that matches; what is null is not asked after. `in_group`: what its group is told by; of a folder,
-- the whole path. A batch may have 120,000, so each has only what is needed of it.
SELECT id, bytes,
  CASE @by WHEN 'folder' THEN path WHEN 'row' THEN row_key WHEN 'language' THEN language WHEN 'format' THEN format ELSE '' END AS in_group,
  CASE @order WHEN 'name' THEN path WHEN 'longest' THEN duration END AS in_order
FROM jobs
WHERE batch = @batch AND status = 'done'
  AND (@languages IS NULL OR language IN (SELECT value FROM json_each(@languages)))
  AND (@formats IS NULL OR format IN (SELECT value FROM json_each(@formats)))
  AND (@verdicts IS NULL OR COALESCE(verdict, 'none') IN (SELECT value FROM json_each(@verdicts)))
  AND (@checks IS NULL OR EXISTS (
    SELECT 1 FROM findings JOIN inspections ON inspections.job = findings.job
    WHERE findings.job = jobs.id AND inspections.sha256 = jobs.sha256
      AND findings."check" IN (SELECT value FROM json_each(@checks))))
  AND (@text IS NULL OR row_key LIKE @text ESCAPE '!' OR path LIKE @text ESCAPE '!')
ORDER BY id;

-- name: finished_count
SELECT count(*) AS count FROM jobs WHERE batch = @batch AND status = 'done';

-- name: finished_at
-- The index alone is read.
SELECT id FROM jobs WHERE batch = @batch AND status = 'done' ORDER BY id LIMIT 1 OFFSET @offset;

-- name: batch_number
SELECT number FROM batches WHERE id = @batch;

-- name: finished_by_id
SELECT * FROM jobs WHERE batch = @batch AND status = 'done' AND id IN (SELECT value FROM json_each(@ids));

-- name: own_batch
SELECT batches.id AS batch_id, jobs.* FROM jobs JOIN batches ON batches.number = jobs.batch WHERE jobs.id = @job;

-- name: renditions_of_row
-- Those of the row number by its place among the batch's jobs: they were added one after the other.
SELECT * FROM jobs
WHERE batch = @batch AND id BETWEEN @job - 2000 AND @job + 2000 AND row_number = @row AND status = 'done' AND id <> @job
ORDER BY id LIMIT 200;

-- name: same_video_elsewhere
-- In another folder: in the same one a later batch wrote over it. CROSS: some batches first, then one look into each.
SELECT others.id AS batch_id, others.name AS batch_name, others.created_at AS batch_created_at, jobs.*
FROM (
  SELECT others.number, others.id, others.name, others.created_at FROM batches AS own JOIN batches AS others
    ON others.template_name = own.template_name AND others.output_folder <> own.output_folder
  WHERE own.number = @batch AND others.done > 0 ORDER BY others.number DESC LIMIT 300
) AS others CROSS JOIN jobs ON jobs.batch = others.number AND jobs.path_key = @pathKey
WHERE jobs.status = 'done' AND jobs.row_key = @rowKey AND jobs.language = @language AND jobs.format = @format
ORDER BY others.number DESC LIMIT 20;
